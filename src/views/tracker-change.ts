import type { HistoryEntry } from '../operation/record.ts';
import { capital, clean } from '../text.ts';
import { differenceText, lineDifference } from './line-difference.ts';
import { actions, button, context, type Message, preformatted, section } from './message.ts';
import { commandWord, type Where } from './place-words.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

/** What an edit did. */
export interface ChangeFacts {
  readonly operation: { readonly id: string; readonly name: string };
  readonly step: Pick<HistoryEntry, 'seq' | 'what' | 'undoes'>;
  /** The tracker's text before and after. */
  readonly before: string;
  readonly after: string;
  /** What the change comes to, in words of ours: "criteria 5/10"; undefined where no number moved. */
  readonly numbers: string | undefined;
  readonly place: Where;
}

/** What was done, the lines of the tracker that it changed, and how to take it back. */
export function changeMessage(facts: ChangeFacts): Message {
  const { operation, step, place } = facts;
  const changed = lineDifference(facts.before, facts.after);
  const lines = differenceText(changed);
  const beside = changed.length === 0 ? 'The tracker’s text stays the same: this is kept beside it.' : '';
  const back = step.undoes === undefined ? `${commandWord(place)} op undo takes it back` : '';
  const notes = [beside, back].filter(Boolean);
  return {
    text: clean([sentence(facts, SPOKEN), lines, ...notes].filter(Boolean).join('\n')),
    blocks: [
      section(sentence(facts, DRAWN)),
      ...(lines ? [preformatted(lines)] : []),
      ...(beside ? [context(DRAWN.words(beside))] : []),
      ...(step.undoes === undefined
        ? [actions(button('undo-change', 'Undo', `${operation.id} ${step.seq}`))]
        : []),
    ],
  };
}

/** "Ticked criterion 5 "…" · Snail Trail · criteria 5/10" */
function sentence({ operation, step, numbers }: ChangeFacts, speech: Speech): string {
  const parts = [
    speech.words(capital(step.what)),
    speech.strong(operation.name),
    speech.words(numbers ?? ''),
  ];
  return parts.filter(Boolean).join(' · ');
}
