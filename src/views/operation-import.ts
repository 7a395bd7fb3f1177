import { KIND_WORDS } from '../operation/kind-words.ts';
import type { EntryKind } from '../operation/operation.ts';
import type { Conflict } from '../operation/record.ts';
import type { MergeReport } from '../operation/tracker/merge-report.ts';
import type { Doubt, ImportReport, Untouched } from '../operation/tracker/tracker.ts';
import { clean, counted, cut, oneLine } from '../text.ts';
import { lineWords } from './entry-words.ts';
import { firstOf } from './fit.ts';
import { actions, type Block, context, type Message, section } from './message.ts';
import { formButton, listButton } from './operation-buttons.ts';
import { conflictsBeside } from './operation-conflicts.ts';
import { bytesWords } from './operation-export.ts';
import { commandWord, here, type Where } from './place-words.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

/** Lines of each list; the rest is counted. */
const MOST_LINES = 6;
const MOST_QUOTE = 120;
/** The order in which kinds are told: what is to be done before what is known. */
const KINDS: readonly EntryKind[] = [
  ...(['task', 'criterion', 'blocker', 'focus', 'next', 'decision', 'finding', 'insight'] as const),
  ...(['achievement', 'wisdom', 'note'] as const),
];

/** What an import did. */
export interface ImportFacts {
  readonly operation: { readonly id: string; readonly name: string };
  /** Undefined where text was pasted. */
  readonly fileName: string | undefined;
  readonly report: ImportReport;
  /** What taking it in again did; undefined where it is the first import. */
  readonly merged: MergeReport | undefined;
  readonly conflicts: readonly Conflict[];
  /** How many contradictions stand in it now. */
  readonly contradictions: number;
  readonly place: Where;
  readonly now: Date;
}

/** What was understood of a file, what was left as it is, what is unsure; taken in again, also what that changed. */
export function importMessage(facts: ImportFacts): Message {
  const { operation, contradictions } = facts;
  const conflicts = conflictsBeside(facts);
  const lines = (speech: Speech) => [
    headLine(facts, speech),
    ...(facts.merged ? mergeLines(facts.merged, speech) : []),
    ...understoodLines(facts, speech),
  ];
  const doubts = (speech: Speech) => [
    ...unsureLines(facts.report.unsure, speech),
    ...untouchedLines(facts.report.untouched, speech),
  ];
  const blocks: readonly Block[] = [
    section(lines(DRAWN).join('\n')),
    section(doubts(DRAWN).join('\n')),
    ...conflicts.blocks,
    context(DRAWN.words(nextWords(facts))),
    actions(
      listButton('Tasks', { operation: operation.id, list: 'task' }),
      ...(contradictions > 0
        ? [
            listButton(`Contradictions (${contradictions})`, {
              operation: operation.id,
              list: 'contradictions',
            }),
          ]
        : []),
      formButton('Add…', 'add-entry', operation.id),
    ),
  ];
  return {
    text: clean([...lines(SPOKEN), ...doubts(SPOKEN), ...conflicts.lines, nextWords(facts)].join('\n')),
    blocks,
  };
}

/** "Took in operation-tracker.md as Snail Trail: 193 lines, 9.8 kB" */
function headLine({ operation, fileName, report, merged }: ImportFacts, speech: Speech): string {
  const what = fileName === undefined ? 'the text' : speech.name(cut(oneLine(fileName), MOST_QUOTE));
  const size = `${counted(report.lines, 'line')}, ${bytesWords(report.bytes)}`;
  const again = merged ? ' again' : '';
  return `📥 Took in ${what}${again} as ${speech.strong(operation.name)}: ${size}`;
}

/** "Changed since the last time: 2 added, 1 changed …", then what, each with its sign. */
function mergeLines({ added, changed, gone, kept }: MergeReport, speech: Speech): readonly string[] {
  const groups = [
    { sign: '+', word: 'added', all: added },
    { sign: '~', word: 'changed', all: changed },
    { sign: '−', word: 'gone', all: gone },
    { sign: '=', word: 'edited here and kept', all: kept },
  ].filter(({ all }) => all.length > 0);
  if (groups.length === 0) return ['Nothing has changed since it was last taken in.'];
  const each = groups.flatMap(({ sign, word, all }) => {
    const { shown, more } = firstOf(all, MOST_LINES);
    return [
      ...shown.map((what) => `    ${sign} ${speech.words(cut(oneLine(what), MOST_QUOTE))}`),
      ...(more ? [`    ${sign} ${more} ${word}`] : []),
    ];
  });
  const counts = groups.map(({ word, all }) => `${all.length} ${word}`).join(', ');
  return [`${speech.strong('Since it was last taken in')}: ${counts}`, ...each];
}

/** "Understood: 4 phases, 16 tasks, 10 criteria, …" */
function understoodLines({ report }: ImportFacts, speech: Speech): readonly string[] {
  const { phases, counts } = report;
  const words = [
    ...(phases > 0 ? [counted(phases, 'phase')] : []),
    ...KINDS.flatMap((kind) => {
      const count = counts[kind] ?? 0;
      return count > 0 ? [counted(count, KIND_WORDS[kind].one, KIND_WORDS[kind].many)] : [];
    }),
  ];
  if (words.length === 0)
    return [
      `${speech.strong('Understood')}: nothing. No phase, task or criterion was recognised; the file is kept as it is.`,
    ];
  return [`${speech.strong('Understood')}: ${words.join(', ')}`];
}

function unsureLines(unsure: readonly Doubt[], speech: Speech): readonly string[] {
  if (unsure.length === 0) return ['Unsure about no line.'];
  const { shown, more } = firstOf(unsure, MOST_LINES, 'line');
  return [
    `${speech.strong('Unsure about')} ${counted(unsure.length, 'line')}:`,
    ...shown.map(
      ({ line, text, how }) =>
        `    line ${line}: “${speech.words(cut(oneLine(text), MOST_QUOTE))}”: ${speech.words(how)}`,
    ),
    ...(more ? [`    ${more}`] : []),
  ];
}

/** "Left as they are: 6 lines: line 3 (a quotation), …": short, since nothing was done with them. */
function untouchedLines(untouched: readonly Untouched[], speech: Speech): readonly string[] {
  if (untouched.length === 0) return ['No line was left out.'];
  const count = untouched.reduce((sum, { line, endLine }) => sum + endLine - line + 1, 0);
  const { shown, more } = firstOf(untouched, MOST_LINES, 'place');
  const where = shown.map((each) => `${lineWords(each)} (${speech.words(each.why)})`);
  const what = `Left as ${count === 1 ? 'it is' : 'they are'}, and kept in the file`;
  return [
    `${speech.strong(what)}: ${counted(count, 'line')}: ${[...where, more].filter(Boolean).join(', ')}`,
  ];
}

function nextWords({ place, contradictions }: ImportFacts): string {
  const snail = commandWord(place);
  const against = contradictions > 0 ? `${snail} contradictions shows what cannot both be true. ` : '';
  return `${snail} status shows the operation in ${here(place)}. ${against}${snail} op export gives the file back.`;
}
