import type { Conflict } from '../operation/record.ts';
import { capital, clean, counted } from '../text.ts';
import { moreWords } from './fit.ts';
import { actions, type Block, button, context, type Message, section } from './message.ts';
import { pageButtons, pageOf, pageWords } from './operation-buttons.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { ago } from './words.ts';

/** Each takes two blocks. */
const PAGE_SIZE = 8;
/** Under an import report, which has more to say. */
const MOST_BESIDE = 4;

/** Conflicts, and whose they are. */
export interface ConflictsFacts {
  readonly operation: { readonly id: string; readonly name: string };
  readonly conflicts: readonly Conflict[];
  readonly now: Date;
}

/** What the file and edits made here say differently, with buttons to choose; the file's words stand until then. */
export function conflictsMessage(facts: ConflictsFacts & { readonly page: number }): Message {
  const { operation, conflicts, now } = facts;
  const { shown, page, pages } = pageOf(conflicts, facts.page, PAGE_SIZE);
  const head = (speech: Speech) =>
    conflicts.length === 0
      ? `✅ The file and the edits made here agree in ${speech.strong(operation.name)}.`
      : `⚠️ ${speech.strong(counted(conflicts.length, 'conflict'))} in ${speech.strong(operation.name)}: ${UNTIL}`;
  const turn = pageButtons({ operation: operation.id, list: 'conflicts', options: '' }, page, pages);
  const of = pageWords(page, pages);
  return {
    text: clean(
      [head(SPOKEN), ...shown.map((each) => conflictWords(each, now, SPOKEN)), of].filter(Boolean).join('\n'),
    ),
    blocks: [
      section(head(DRAWN)),
      ...shown.flatMap((each) => conflictBlocks(each, operation.id, now)),
      ...(of ? [context(of)] : []),
      ...(turn.length > 0 ? [actions(...turn)] : []),
    ],
  };
}

/** The first conflicts as a part of another message, and how many more there are. */
export function conflictsBeside({ operation, conflicts, now }: ConflictsFacts): {
  readonly lines: readonly string[];
  readonly blocks: readonly Block[];
} {
  if (conflicts.length === 0) return { lines: [], blocks: [] };
  const shown = conflicts.slice(0, MOST_BESIDE);
  const more = moreWords(conflicts.length - shown.length, 'conflict');
  const head = `${counted(conflicts.length, 'conflict')}: ${UNTIL}`;
  return {
    lines: [head, ...shown.map((each) => conflictWords(each, now, SPOKEN)), ...(more ? [more] : [])],
    blocks: [
      section(`⚠️ ${DRAWN.strong(head)}`),
      ...shown.flatMap((each) => conflictBlocks(each, operation.id, now)),
      ...(more ? [context(more)] : []),
    ],
  };
}

const UNTIL = 'the file’s words stand until you choose';

function conflictBlocks(conflict: Conflict, operation: string, now: Date): readonly Block[] {
  return [
    section(conflictWords(conflict, now, DRAWN)),
    actions(
      button('resolve-conflict', 'Keep mine', `${operation} ours ${conflict.id}`),
      button('resolve-conflict', 'Keep the file’s', `${operation} theirs ${conflict.id}`),
    ),
  ];
}

function conflictWords({ subject, ours, theirs, at }: Conflict, now: Date, speech: Speech): string {
  return [
    `${speech.strong(capital(subject))} · since the import ${ago(at, now)}`,
    `    edited here: ${ours === undefined ? 'removed' : `“${speech.words(ours)}”`}`,
    `    in the file: ${theirs === undefined ? 'gone' : `“${speech.words(theirs)}”`}`,
  ].join('\n');
}
