import fc from 'fast-check';

/** How a generated tracker is written. */
interface Manner {
  readonly bullet: string;
  readonly end: string;
  readonly marks: readonly [open: string, done: string];
  readonly bold: string;
  readonly sign: string;
  readonly last: boolean;
}

const MANNER: fc.Arbitrary<Manner> = fc.record({
  bullet: fc.constantFrom('- ', '* ', '+ ', '1. '),
  end: fc.constantFrom('\n', '\r\n'),
  marks: fc.constantFrom(['[ ] ', '[x] '], ['[ ] ', '[X] '], ['⬜ ', '✅ '], ['⏳ ', '☑️ '], ['', '✔️ ']),
  bold: fc.constantFrom('**', '__', ''),
  sign: fc.constantFrom('', '📋 '),
  last: fc.boolean(),
});
const LANGUAGES = [
  { tasks: 'Tasks', criteria: 'Completion Criteria', next: 'Next Steps' },
  { tasks: 'Aufgaben', criteria: 'Abnahmekriterien', next: 'Nächste Schritte' },
  { tasks: 'Tareas', criteria: 'Criterios', next: 'Próximos pasos' },
] as const;
const WORDS = [
  'Copy data',
  'Daten prüfen',
  'Migrar ñandú',
  'Ring 🔔 Anna',
  'Call v2.1',
  'Weigh `it`',
  'データ移行',
];

/** A tracker of tasks, criteria and next steps, as a list in one of many manners or as a table. */
export const aTracker: fc.Arbitrary<string> = fc
  .record({
    manner: MANNER,
    language: fc.constantFrom(...LANGUAGES),
    tasks: someItems(),
    criteria: someItems(),
    table: fc.boolean(),
  })
  .map(({ manner, language, tasks, criteria, table }) => {
    const heading = (words: string) => `## ${manner.sign}${manner.bold}${words}${manner.bold}`;
    const lines = [
      '# A move',
      '',
      heading(language.tasks),
      '',
      ...(table ? rows(tasks) : tasks.map((item, index) => itemText(manner, item, index))),
      '',
      heading(language.criteria),
      '',
      ...criteria.map((item, index) => itemText(manner, item, index)),
      '',
      heading(language.next),
      '',
      '1. Rest: a day',
      '2. Go on: as before',
    ];
    return `${lines.join(manner.end)}${manner.last ? manner.end : ''}`;
  });

interface Item {
  readonly title: string;
  readonly detail: string;
  readonly done: boolean;
}

function someItems(): fc.Arbitrary<readonly Item[]> {
  const item = fc.record({
    title: fc.constantFrom(...WORDS),
    detail: fc.constantFrom('with care', 'at 10:30', 'see https://example.com/a'),
    done: fc.boolean(),
  });
  return fc.uniqueArray(item, { selector: ({ title }) => title, minLength: 1, maxLength: 5 });
}

function itemText({ bullet, marks, bold }: Manner, { title, detail, done }: Item, index: number): string {
  const lead = bullet === '1. ' ? `${index + 1}. ` : bullet;
  return `${lead}${marks[done ? 1 : 0]}${bold}${title}${bold}: ${detail}`;
}

function rows(items: readonly Item[]): readonly string[] {
  return [
    '| Task | Status | Notes |',
    '| --- | --- | --- |',
    ...items.map(({ title, detail, done }) => `| ${title} | ${done ? 'Done' : 'Open'} | ${detail} |`),
  ];
}
