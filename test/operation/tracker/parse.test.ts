import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { entriesOf } from '../../../src/operation/operation.ts';
import { parseTracker } from '../../../src/operation/tracker/parse.ts';
import { patchTracker } from '../../../src/operation/tracker/patch.ts';
import { reportOf } from '../../../src/operation/tracker/report.ts';
import { unaccounted } from '../unaccounted.ts';

const SNAIL_TRAIL = readFileSync(
  new URL('../../../src/demo/story/operation-snail-trail.md', import.meta.url),
  'utf8',
);

describe('the tracker of our own story', () => {
  const tracker = parseTracker(SNAIL_TRAIL);
  const { operation } = tracker;

  it('is understood wholly', () => {
    expect(reportOf(tracker)).toMatchObject({ phases: 4, untouched: [], unsure: [] });
    expect(unaccounted(tracker)).toEqual([]);
    expect(reportOf(tracker).counts).toEqual({
      ...{ task: 16, criterion: 10, blocker: 1, focus: 3, decision: 4, finding: 19, insight: 3 },
      ...{ achievement: 15, wisdom: 3, next: 4, note: 14 },
    });
  });

  it('says how the operation stands', () => {
    expect(operation.title).toBe('OPERATION SNAIL TRAIL: PROGRESS TRACKER');
    expect(operation.header).toEqual({
      status: { value: 'IN PROGRESS', at: { line: 7, endLine: 7 } },
      startedOn: { value: 'August 11, 2025', at: { line: 8, endLine: 8 } },
      currentPhase: { value: 'Phase 4 - Enhanced ML Service Deployment', at: { line: 9, endLine: 9 } },
      claimed: { value: { percent: 99, words: '99% Complete' }, at: { line: 10, endLine: 10 } },
    });
  });

  it('has its phases with what they claim and how long they took', () => {
    const rows = operation.phases.map(({ number, mark, claimed, duration }) => {
      return [number, mark, claimed?.value.percent, duration?.value.ms, duration?.value.words];
    });
    expect(rows).toEqual([
      [1, 'done', 100, 9_660_000, '2 hours 41 minutes'],
      [2, 'done', 100, 1_800_000, '30 minutes'],
      [3, 'done', 100, 1_500_000, '25 minutes'],
      [4, 'running', 99, undefined, '[IN PROGRESS]'],
    ]);
    expect(operation.phases[3]?.focus?.value).toMatch(/^Container health investigation/);
    expect(operation.phases[2]?.achievement?.value).toMatch(/^Multi-stage Docker builds/);
  });

  it('knows what is done and met', () => {
    expect(entriesOf(operation, 'task').filter(({ done }) => done)).toHaveLength(7);
    expect(entriesOf(operation, 'criterion').filter(({ met }) => met)).toHaveLength(4);
  });

  it('knows what was believed once and what is looked at', () => {
    const findings = entriesOf(operation, 'finding');
    const refuted = findings.filter(({ verdict }) => verdict === 'refuted');
    expect(refuted.map(({ title, superseded }) => [title, superseded])).toEqual([
      ['Initial Misdiagnosis', true],
    ]);
    expect(findings.filter(({ verdict }) => verdict === 'looked-at').map(({ at }) => at.line)).toEqual([80]);
  });

  it('has the blocker with its impact and status', () => {
    expect(entriesOf(operation, 'blocker')).toMatchObject([
      {
        title: 'Container Health Check Investigation',
        impact: { at: { line: 114 } },
        status: { at: { line: 115 } },
        cleared: false,
      },
    ]);
  });

  it('tells two tasks of one title apart by their headings', () => {
    const ids = entriesOf(operation, 'task').map(({ id }) => id);
    expect(ids).toContain('task:enhanced ml service @ completed tasks');
    expect(new Set(operation.entries.map(({ id }) => id)).size).toBe(operation.entries.length);
  });

  it.each([
    ['CRLF', SNAIL_TRAIL.replaceAll('\n', '\r\n')],
    ['CR', SNAIL_TRAIL.replaceAll('\n', '\r')],
    ['a byte order mark', `\ufeff${SNAIL_TRAIL}`],
  ])('reads the same with %s', (_, source) => {
    const again = parseTracker(source);
    expect(again.source).toBe(source);
    expect(again.operation).toEqual(operation);
  });
});

describe('a line about what stands above it', () => {
  it.each([
    '**Status**: in progress',
    '**Status:** in progress',
    'Status: in progress',
    '- **Status**: in progress',
    '- Status: in progress',
    '* __Status__: in progress',
    '| Status | in progress |\n| --- | --- |',
    '| Field | Value |\n| --- | --- |\n| Status | in progress |',
    '**Statut** : in progress',
    '- **Estado**: in progress 🚀',
  ])('is read in any manner: %s', (written) => {
    const { operation } = parseTracker(`# Move\n\n## Overview\n\n${written}\n`);
    expect(operation.header.status?.value).toBe('in progress');
    expect(
      parseTracker(`# Move\n\n## Phase 1: Pack\n\n${written}\n`).operation.phases[0]?.status?.value,
    ).toBe('in progress');
  });
});

describe('marks', () => {
  it.each([
    ['- [x] Pack', 'done', true],
    ['- [X] Pack', 'done', true],
    ['- [ ] Pack', 'open', false],
    ['- ✅ Pack', 'done', true],
    ['- ☑️ Pack', 'done', true],
    ['- ✔ Pack', 'done', true],
    ['- ❌ Pack', 'failing', false],
    ['- ✗ Pack', 'failing', false],
    ['- 🚧 Pack', 'running', false],
    ['- ⏳ **Pack**', 'running', false],
    ['- ⬜ Pack', 'open', false],
    ['- 🔍 Pack', 'looked-at', false],
    ['- ⛔ Pack', 'blocked', false],
    ['- 🛑 Pack', 'blocked', false],
    ['- ~~Pack~~', 'cancelled', false],
    ['- [ ] ~~Pack~~', 'cancelled', false],
    ['- [x] ✅ Pack', 'done', true],
    ['1. Pack ✅', 'done', true],
    ['- DONE: Pack', 'done', true],
    ['- [erledigt] Pack', 'done', true],
    ['- Pack (fait)', 'done', true],
    ['- Pack - en cours', 'running', false],
    ['- Pack: feito', 'done', true],
    ['- Pack', undefined, false],
    ['| Task | Status |\n|---|---|\n| Pack | hecho |', 'done', true],
  ])('%s', (written, mark, done) => {
    const [task, ...others] = parseTracker(`# Move\n\n## Tasks\n\n${written}\n`).operation.entries;
    expect(others).toEqual([]);
    expect(task).toMatchObject({
      kind: 'task',
      id: 'task:pack',
      title: 'Pack',
      detail: undefined,
      mark,
      done,
    });
  });

  it('are not seen in words that only look like one', () => {
    const { operation } = parseTracker(
      '# Move\n\n## Tasks\n\n- Open ports in the firewall\n- Done deals: filed\n',
    );
    expect(operation.entries.map(({ title, mark }) => [title, mark])).toEqual([
      ['Open ports in the firewall', undefined],
      ['Done deals', undefined],
    ]);
  });

  it('that say other than their heading are doubted', () => {
    const { operation, unsure } = parseTracker('# Move\n\n## Completed tasks\n\n- Pack\n- [ ] Load\n');
    expect(entriesOf(operation, 'task').map(({ done }) => done)).toEqual([true, false]);
    expect(unsure).toMatchObject([
      { line: 6, text: '- [ ] Load', how: expect.stringContaining('Completed tasks') },
    ]);
  });
});

describe('headings', () => {
  it.each([
    ['## Aufgaben', 'task'],
    ['### 🔥 **Offene Aufgaben:**', 'task'],
    ['# Blocker', 'blocker'],
    ['## Entscheidungen', 'decision'],
    ['## Erkenntnisse', 'insight'],
    ['## Nächste Schritte', 'next'],
    ['## Abnahmekriterien', 'criterion'],
    ['## Definition of Done', 'criterion'],
    ['## Tâches à faire', 'task'],
    ['## Prochaines étapes', 'next'],
    ['## Décisions', 'decision'],
    ['## Próximos pasos', 'next'],
    ['## Próximos passos', 'next'],
    ['## Prossimi passi', 'next'],
    ['## Volgende stappen', 'next'],
    ['## Lessons learned', 'insight'],
    ['## Findings', 'finding'],
    ['## Something else', 'note'],
    ['**Next steps:**', 'next'],
  ])('%s', (heading, kind) => {
    expect(parseTracker(`# Move\n\n${heading}\n\n- Pack\n`).operation.entries).toMatchObject([
      { kind, title: 'Pack' },
    ]);
  });
});

describe('a percentage', () => {
  it.each([
    ['99% Complete', 99, 0],
    ['99 %', 99, 0],
    ['0,5 %', 0.5, 0],
    ['140%', undefined, 1],
    ['about half', undefined, 1],
  ])('%s', (words, percent, doubts) => {
    const { operation, unsure } = parseTracker(`# Move\n\n## Overview\n\nProgress: ${words}\n`);
    expect(operation.header.claimed?.value).toEqual({ words, percent });
    expect(unsure).toHaveLength(doubts);
  });
});

describe('a probe', () => {
  it('is no part of the words of its criterion', () => {
    const source = '# Move\n\n## Criteria\n\n- [ ] Web: runs <!-- probe: service steady web -->\n';
    expect(parseTracker(source).operation.entries).toMatchObject([
      { title: 'Web', detail: 'runs', probe: 'service steady web', met: false },
    ]);
  });
});

describe('a probe that people moved', () => {
  it.each([
    ['below it, without indentation', '- [ ] Web runs\n<!-- probe: service steady web -->\n- [ ] Other\n'],
    ['as an item below it', '- [ ] Web runs\n  - <!-- probe: service steady web -->\n- [ ] Other\n'],
  ])('is bound, changed and taken away where it stands: %s', (_, items) => {
    const tracker = parseTracker(`# Move\n\n## Criteria\n\n${items}`);
    const [one, other] = tracker.operation.entries;
    expect([one, other]).toMatchObject([
      { probe: 'service steady web' },
      { title: 'Other', probe: undefined },
    ]);
    expect(tracker.untouched).toEqual([]);
    const id = one?.id ?? '';
    const changed = patchTracker(tracker, { kind: 'bind', id, probe: 'container healthy web' });
    expect(changed.source).toBe(tracker.source.replace('service steady', 'container healthy'));
    const freed = patchTracker(tracker, { kind: 'bind', id, probe: undefined });
    expect(freed.source).toBe('# Move\n\n## Criteria\n\n- [ ] Web runs\n- [ ] Other\n');
  });

  it('is nobody’s where words or a blank line stand between', () => {
    const { operation } = parseTracker(
      '# Move\n\n## Criteria\n\n- [ ] Web runs\n\n<!-- probe: service steady web -->\n',
    );
    expect(operation.entries).toMatchObject([{ probe: undefined }]);
  });
});

describe('what is no tracker', () => {
  it.each([
    ['nothing', '', /empty/],
    ['blanks', ' \n\t\n', /empty/],
    ['binary', '# A\u0000', /no text/],
    ['10,000 quotations', '>'.repeat(10_000), /line 1 .*deeper/i],
    ['10,000 lists', `${'- '.repeat(4_000)}x`, /deeper/],
  ])('%s is refused in clear words', (_, source, words) => {
    expect(() => parseTracker(source)).toThrow(words);
  });

  it.each([
    ['a code block', '```\nnever closed\n- [ ] no task'],
    ['HTML', '<div>\n- [ ] no task\n</div>'],
    ['a paragraph of prose', 'Ask <@U1> or [here](https://example.com).'],
    ['front matter', '---\ntitle: x\n---'],
  ])('%s is left untouched, and told', (why, source) => {
    const tracker = parseTracker(`${source}\n`);
    expect(tracker.operation.entries).toEqual([]);
    expect(tracker.untouched).toMatchObject([{ line: 1, why }]);
  });
});

describe('any text', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '# A',
      '## Tasks',
      '### Phase 2: B ✅',
      '- [ ] a',
      '- [x] **b**: c',
      '  - d',
      '1. e',
      '> f',
      '',
      '---',
    ),
    fc.constantFrom(
      '```',
      '<div>',
      '| a | b |',
      '|---|---|',
      '**Status**: 10%',
      'prose',
      '**Bold:**',
      '   ',
      '<!-- x',
      '-->',
    ),
    fc.string({ maxLength: 30 }),
  );
  const text = fc
    .tuple(fc.array(line, { maxLength: 25 }), fc.constantFrom('\n', '\r\n', '\r'))
    .map(([all, end]) => all.join(end));

  it('is given back as it is, every line accounted for, every id once', () => {
    fc.assert(
      fc.property(
        text.filter((each) => each.trim() !== '' && !each.includes('\u0000')),
        (source) => {
          const tracker = parseTracker(source);
          const ids = tracker.operation.entries.map(({ id }) => id);
          expect(tracker.source).toBe(source);
          expect(unaccounted(tracker)).toEqual([]);
          expect(new Set(ids).size).toBe(ids.length);
        },
      ),
      { numRuns: 300 },
    );
  });
});
