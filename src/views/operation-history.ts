import type { HistoryEntry } from '../operation/record.ts';
import { clean, counted } from '../text.ts';
import { touchWords } from './entry-words.ts';
import { actions, button, type Message, section } from './message.ts';
import { pageButtons, pageOf, pageWords } from './operation-buttons.ts';
import { sectionsOf } from './sections.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

const PAGE_SIZE = 20;

/** Who changed an operation, when, and how. */
export interface HistoryFacts {
  readonly operation: { readonly id: string; readonly name: string };
  /** The newest first, without a gap. */
  readonly steps: readonly HistoryEntry[];
  /** Seq of the step that *Undo* takes back; undefined where there is none. */
  readonly undoable: number | undefined;
  /** Counts from 1; the nearest that there is is shown. */
  readonly page: number;
  readonly now: Date;
}

/** The steps of an operation, the newest first: what was done, by whom and when, and what was taken back. */
export function historyMessage(facts: HistoryFacts): Message {
  const { operation, steps, undoable, now } = facts;
  const { shown, page, pages } = pageOf(steps, facts.page, PAGE_SIZE);
  const undone = new Set(steps.map(({ undoes }) => undoes));
  const count = steps.length === 0 ? 'nothing was done to it here yet' : counted(steps[0]?.seq ?? 0, 'step');
  const lines = (speech: Speech) => [
    [speech.strong(`History of ${operation.name}`), count, pageWords(page, pages)]
      .filter(Boolean)
      .join(' · '),
    ...shown.map((step) => stepLine(step, undone.has(step.seq), now, speech)),
  ];
  const [head = '', ...drawn] = lines(DRAWN);
  const buttons = [
    ...pageButtons({ operation: operation.id, list: 'history', options: '' }, page, pages),
    ...(undoable === undefined
      ? []
      : [button('undo-change', `Undo step ${undoable}`, `${operation.id} ${undoable}`)]),
  ];
  return {
    text: clean(lines(SPOKEN).join('\n')),
    blocks: [section(head), ...sectionsOf(drawn), ...(buttons.length > 0 ? [actions(...buttons)] : [])],
  };
}

/** "7 ticked criterion 5 "…" · 1 h ago by Ben · 4 Mar 02:00 UTC · taken back" */
function stepLine(step: HistoryEntry, isUndone: boolean, now: Date, speech: Speech): string {
  const parts = [
    `${step.seq} ${speech.words(step.what)}`,
    touchWords(step, now, speech),
    speech.dayMinute(step.at),
    isUndone ? '↩️ taken back' : '',
  ];
  return parts.filter(Boolean).join(' · ');
}
