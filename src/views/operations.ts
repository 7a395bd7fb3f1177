import type { OperationRecord } from '../operation/record.ts';
import { clean, counted, cut, oneLine } from '../text.ts';
import { LIMITS } from './limits.ts';
import { actions, context, type Message, section, select } from './message.ts';
import { code } from './mrkdwn.ts';
import { formButton, listButton, pageButtons, pageOf, pageWords } from './operation-buttons.ts';
import { commandWord, here, type Where } from './place-words.ts';
import { sectionsOf } from './sections.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { ago } from './words.ts';

const PAGE_SIZE = 20;
const MOST_NAME = 120;

/** An operation in the list of all. */
export interface OperationLine
  extends Pick<OperationRecord, 'id' | 'name' | 'changedAt' | 'archivedAt' | 'fileName'> {
  /** How many channels work at it. */
  readonly channels: number;
}

/** What the list of operations is made from. */
export interface OperationsFacts {
  readonly operations: readonly OperationLine[];
  /** Id of the one that this place works at. */
  readonly current: string | undefined;
  /** Counts from 1; the nearest that there is is shown. */
  readonly page: number;
  readonly place: Where;
  readonly now: Date;
}

/** All operations, the one of this place marked, with a menu to work at another. */
export function operationsMessage(facts: OperationsFacts): Message {
  const { operations, place } = facts;
  if (operations.length === 0) return noOperationMessage(place, 0);
  const { shown, page, pages } = pageOf(operations, facts.page, PAGE_SIZE);
  const lines = (speech: Speech) => [
    [speech.strong(counted(operations.length, 'operation')), pageWords(page, pages)]
      .filter(Boolean)
      .join(' · '),
    ...shown.map((each) => operationLine(each, facts, speech)),
  ];
  const [head = '', ...drawn] = lines(DRAWN);
  return {
    text: clean(lines(SPOKEN).join('\n')),
    blocks: [
      section(head),
      ...sectionsOf(drawn),
      actions(
        ...workSelect(shown, facts),
        ...pageButtons({ operation: undefined, list: 'operations', options: '' }, page, pages),
        formButton('Import…', 'import-operation', undefined),
      ),
    ],
  };
}

/** The answer where a place works at no operation: how to begin. `others`: how many there are elsewhere. */
export function noOperationMessage(place: Where, others: number): Message {
  const snail = commandWord(place);
  const none = `No operation is set for ${here(place)}.`;
  const ways = [
    [`${snail} op import`, 'takes in the markdown file in which you keep its progress'],
    [`${snail} op new <name>`, 'begins one without a file'],
    ...(others > 0
      ? [
          [
            `${snail} op use <name>`,
            `works at one of the ${counted(others, 'operation')} that there are`,
          ] as const,
        ]
      : []),
  ] as const;
  const sent = `A file sent to me in a direct message is taken in as well. It is never changed itself: ${snail} op export gives it back with the edits.`;
  return {
    text: clean([none, ...ways.map(([typed, words]) => `${typed}: ${words}`), sent].join('\n')),
    blocks: [
      section([DRAWN.strong(none), ...ways.map(([typed, words]) => `${code(typed)} ${words}`)].join('\n')),
      context(DRAWN.words(sent)),
      actions(
        formButton('Import…', 'import-operation', undefined),
        ...(others > 0 ? [listButton('Operations', { operation: undefined, list: 'operations' })] : []),
      ),
    ],
  };
}

/** "▶ Snail Trail · operation-tracker.md · changed 1 h ago · in 2 channels" */
function operationLine(
  each: OperationLine,
  { current, now, place }: OperationsFacts,
  speech: Speech,
): string {
  const name = speech.strong(cut(oneLine(each.name), MOST_NAME));
  const parts = [
    `${each.id === current ? '▶' : '•'} ${name}`,
    each.id === current ? `the one of ${here(place)}` : '',
    each.fileName === undefined ? 'never had a file' : speech.words(cut(oneLine(each.fileName), MOST_NAME)),
    `changed ${ago(each.changedAt, now)}`,
    each.archivedAt ? `🗄️ archived ${ago(each.archivedAt, now)}` : '',
    each.channels > 0 ? `in ${counted(each.channels, 'channel')}` : 'in no channel',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** Those that can be worked at: neither archived nor the one that is. */
function workSelect(shown: readonly OperationLine[], { current, place }: OperationsFacts) {
  const others = shown.filter(({ id, archivedAt }) => id !== current && !archivedAt);
  if (others.length === 0 || place.kind === 'terminal') return [];
  const options = others.map(({ id, name }) => ({
    label: cut(oneLine(name) || id, LIMITS.optionText),
    value: id,
  }));
  return [select('use-operation', 'Work at…', options)];
}
