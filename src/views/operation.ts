import type { Operation } from '../operation/operation.ts';
import type { Progress } from '../operation/progress.ts';
import type { HistoryEntry, OperationRecord, Touch } from '../operation/record.ts';
import { clean, counted, cut, oneLine } from '../text.ts';
import { type Around, lineWords, touchWords } from './entry-words.ts';
import { actions, type Button, button, context, type Message, preformatted, section } from './message.ts';
import { localTime, utcTime } from './mrkdwn.ts';
import { formButton, listButton } from './operation-buttons.ts';
import { blockerLines, focusLine, leftLines, nextLine } from './operation-lines.ts';
import { phaseSource, phasesFixed, phasesPlain } from './phase-lines.ts';
import { shareButtons, type Where } from './place-words.ts';
import { gapWords, numbersWords } from './progress-words.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

const MOST_WORDS = 120;

/** What the card of an operation is made from. */
export interface OperationFacts extends Around {
  readonly record: Pick<OperationRecord, 'id' | 'name' | 'fileName' | 'conflicts'>;
  readonly operation: Operation;
  readonly progress: Progress;
  /** How many contradictions stand. */
  readonly contradictions: number;
  /** When the file was last taken in, and by whom; undefined where there never was one. */
  readonly takenIn: Touch | undefined;
  /** The last edit made here; undefined where there is none. */
  readonly lastEdit: Pick<HistoryEntry, 'by' | 'at' | 'what'> | undefined;
  /** Value of the buttons that repeat the card. */
  readonly value: string;
  readonly place: Where;
}

/**
 * The card of an operation: the three numbers and how far they are apart, its phases, what stands in the way, what
 * comes next. Every claim has the line of the tracker that makes it.
 */
export function operationMessage(facts: OperationFacts): Message {
  const { progress, now } = facts;
  const bars = phasesFixed(progress);
  const sources = (speech: Speech) => [phaseSource(progress), ...sourceWords(facts, speech)].filter(Boolean);
  const body = bodyLines(facts, DRAWN).join('\n');
  return {
    text: clean(
      [
        ...headLines(facts, SPOKEN),
        ...phasesPlain(progress),
        ...bodyLines(facts, SPOKEN),
        `As of ${utcTime(now)} · ${sources(SPOKEN).join(' · ')}.`,
      ].join('\n'),
    ),
    blocks: [
      section(headLines(facts, DRAWN).join('\n')),
      ...(bars ? [preformatted(bars)] : []),
      ...(body ? [section(body)] : []),
      context(`As of ${localTime(now)} · ${sources(DRAWN).join(' · ')}`),
      actions(...buttonsOf(facts)),
    ],
  };
}

/** Name and numbers first: it is what a phone shows. Then how far they are apart, then what the tracker calls itself. */
function headLines({ record, operation, progress }: OperationFacts, speech: Speech): readonly string[] {
  const { status, startedOn } = operation.header;
  const told = [
    status ? `${speech.words(cut(status.value, MOST_WORDS))} (${lineWords(status.at)})` : '',
    startedOn ? `since ${speech.words(cut(startedOn.value, MOST_WORDS))} (${lineWords(startedOn.at)})` : '',
  ].filter(Boolean);
  const numbers = numbersWords(operation, progress, speech);
  return [
    `${speech.strong(record.name)} · ${numbers}`,
    gapWords(operation, progress, speech),
    ...(told.length > 0 ? [told.join(' · ')] : []),
  ];
}

function bodyLines(facts: OperationFacts, speech: Speech): readonly string[] {
  const { operation, progress, contradictions, record } = facts;
  const conflicts = record.conflicts.length;
  return [
    ...focusLine(operation, progress, speech),
    ...blockerLines(operation, facts, speech),
    ...nextLine(operation, speech),
    ...leftLines(operation, progress, speech),
    ...(contradictions > 0
      ? [`⚠️ ${speech.strong(counted(contradictions, 'contradiction'))}: statements that cannot all be true`]
      : []),
    ...(conflicts > 0
      ? [`⚠️ ${speech.strong(counted(conflicts, 'conflict'))} between the file and edits made here`]
      : []),
  ];
}

/** "operation-tracker.md taken in 3 d ago by Anna", "last edited 1 h ago by Ben: ticked criterion 5 …" */
function sourceWords({ record, takenIn, lastEdit, now }: OperationFacts, speech: Speech): readonly string[] {
  const file =
    record.fileName === undefined ? 'text' : speech.name(cut(oneLine(record.fileName), MOST_WORDS));
  return [
    takenIn ? `${file} taken in ${touchWords(takenIn, now, speech)}` : 'no file was ever taken in',
    // Its being taken in is a step of its history too.
    lastEdit && lastEdit.at.getTime() !== takenIn?.at.getTime()
      ? `last edited ${touchWords(lastEdit, now, speech)}: ${speech.words(cut(oneLine(lastEdit.what), MOST_WORDS))}`
      : takenIn
        ? 'not edited since'
        : 'never edited here',
  ];
}

function buttonsOf({ record, contradictions, value, place }: OperationFacts): readonly Button[] {
  const { id, conflicts } = record;
  const count = (label: string, of: number) => `${label} (${of})`;
  return [
    button('refresh-status', 'Refresh', value),
    ...shareButtons(place, value),
    listButton('Tasks', { operation: id, list: 'task' }),
    ...(contradictions > 0
      ? [listButton(count('Contradictions', contradictions), { operation: id, list: 'contradictions' })]
      : []),
    ...(conflicts.length > 0
      ? [listButton(count('Conflicts', conflicts.length), { operation: id, list: 'conflicts' })]
      : []),
    formButton('Add…', 'add-entry', id),
  ];
}
