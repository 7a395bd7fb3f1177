import type { Answer, Call } from './answer.ts';
import { type ChangeDeps, changeOperation } from './change-operation.ts';
import { changedAnswer } from './changed-answer.ts';
import { removal, settling } from './entry-change.ts';
import { stepSince, withChange } from './entry-steps.ts';
import { entryOfValue } from './entry-value.ts';
import { settledOf } from './entry-wish.ts';

/** An entry that was picked from a menu, and what becomes of it: "done", "open", "remove", a verdict. */
export interface Picked {
  /** Of the operation. */
  readonly id: string;
  readonly as: string | undefined;
  /** As menus name it: "task 12 1k2f9zq". */
  readonly value: string;
}

/** Ticks, reopens, judges or removes an entry, and shows what that did. */
export async function settledEntry(
  deps: ChangeDeps,
  { id, as, value }: Picked,
  { person, place }: Pick<Call, 'person' | 'place'>,
): Promise<Answer> {
  const changed = await changeOperation(deps, { id, person }, async (record, tracker, touch) => {
    const { entry } = entryOfValue(tracker.operation, value);
    const change = as === 'remove' ? removal(entry) : settling(entry, settledOf(as));
    const draft = await withChange(deps, { record, tracker, what: [] }, change, touch);
    return { record: draft.record, step: stepSince(record, draft, touch) };
  });
  return changedAnswer(deps, changed, place);
}
