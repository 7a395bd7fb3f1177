import { KIND_WORDS } from '../operation/kind-words.ts';
import {
  type Blocker,
  type Entry,
  type EntryKind,
  entriesOf,
  type Operation,
} from '../operation/operation.ts';
import type { Progress } from '../operation/progress.ts';
import type { Extra } from '../operation/record.ts';
import { isOpen } from '../operation/settled.ts';
import { cut, oneLine } from '../text.ts';
import { entryMark } from './entry-marks.ts';
import { type Around, ageWords, dueWords, lineWords, ownerWords, titleWords } from './entry-words.ts';
import { firstOf, moreWords } from './fit.ts';
import type { Speech } from './speech.ts';
import { ago } from './words.ts';

/** What a card has room for; lists have the rest. */
const MOST_NEXT = 3;
const MOST_LEFT = 5;
const MOST_WORDS = 160;
const MOST_TITLE = 80;

/** What the current phase is busy with; nothing where the tracker does not say. */
export function focusLine(operation: Operation, progress: Progress, speech: Speech): readonly string[] {
  const told =
    (progress.current ?? progress.firstUnfinished)?.focus ??
    operation.phases.findLast(({ focus }) => focus)?.focus;
  if (!told) return [];
  return [
    `🎯 ${speech.strong('Focus')}: ${speech.words(cut(oneLine(told.value), MOST_WORDS))} · ${lineWords(told.at)}`,
  ];
}

/** The first blocker that blocks: who has it, for how long, what it does; then how many there are besides. */
export function blockerLines(operation: Operation, around: Around, speech: Speech): readonly string[] {
  const blocking = numbersIn(operation, 'blocker').filter(([blocker]) => isOpen(blocker));
  const [top] = blocking;
  if (!top) return [];
  const [blocker, number] = top;
  const extra = around.extras[blocker.id] ?? {};
  const parts = [
    `🚨 ${speech.strong(`Blocker ${number}`)} · ${titleWords(blocker, speech, MOST_WORDS)}`,
    ownerWords(extra, around, speech) || 'nobody has it',
    raisedWords(blocker, extra, around, speech),
    dueWords(extra.dueOn, true, around.now),
    lineWords(blocker.at),
  ];
  const { impact } = blocker;
  const more = moreWords(blocking.length - 1, 'blocker');
  return [
    parts.filter(Boolean).join(' · '),
    ...(impact
      ? [`    impact: ${speech.words(cut(oneLine(impact.value), MOST_WORDS))} · ${lineWords(impact.at)}`]
      : []),
    ...(more ? [`    ${more}`] : []),
  ];
}

/** The first open next steps, in one line. */
export function nextLine(operation: Operation, speech: Speech): readonly string[] {
  const open = numbersIn(operation, 'next').filter(([step]) => isOpen(step));
  if (open.length === 0) return [];
  const { shown, more } = firstOf(open, MOST_NEXT);
  const steps = shown.map(
    ([{ title }, number]) => `${number} ${speech.words(cut(oneLine(title), MOST_TITLE))}`,
  );
  const [first, last] = [shown[0]?.[0], shown.at(-1)?.[0]];
  const where = first && last ? lineWords({ line: first.at.line, endLine: last.at.endLine }) : '';
  return [`➡️ ${speech.strong('Next')}: ${[...steps, more, where].filter(Boolean).join(' · ')}`];
}

/** What is left in the order in which it can be done; what serves the one before it stands further in. */
export function leftLines(operation: Operation, { left }: Progress, speech: Speech): readonly string[] {
  if (left.length === 0) return [];
  const numbers = new Map<Entry, number>(
    (['blocker', 'criterion', 'task'] as const).flatMap((kind) => numbersIn(operation, kind)),
  );
  const { shown, more } = firstOf(left, MOST_LEFT);
  const lines = shown.map(({ entry, under }) => {
    const name = `${KIND_WORDS[entry.kind].one} ${numbers.get(entry) ?? ''}`.trim();
    const title = speech.words(cut(oneLine(entry.title), MOST_TITLE));
    return `${under === undefined ? '    ' : '        ↳ '}${markBeside(entry)} ${name} · ${title} · ${lineWords(entry.at)}`;
  });
  return [`🧭 ${speech.strong('Left, in order')}:`, ...lines, ...(more ? [`    ${more}`] : [])];
}

/** All of them are open: only another mark needs its word. */
function markBeside(entry: Entry): string {
  return entryMark(entry).replace(/ (open|blocking)$/, '');
}

/** A file does not say since when: then only since when it is known here. */
function raisedWords(blocker: Blocker, extra: Extra, { now }: Around, speech: Speech): string {
  const { added, settled, firstSeenAt } = extra;
  if (added || settled) return ageWords(blocker, extra, { now }, speech);
  return firstSeenAt ? `in the tracker since its import ${ago(firstSeenAt, now)}` : 'since when is not known';
}

/** Those of a kind with the numbers that lists show and commands take. */
function numbersIn<K extends EntryKind>(
  operation: Operation,
  kind: K,
): readonly (readonly [Extract<Entry, { kind: K }>, number])[] {
  return entriesOf(operation, kind).map((entry, index) => [entry, index + 1] as const);
}
