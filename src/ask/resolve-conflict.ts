import { UserError } from '../errors.ts';
import { changedExtras, movedExtras } from '../operation/extras.ts';
import { spliceOf } from '../operation/splice.ts';
import { resolveConflict } from '../operation/tracker/merge-conflict.ts';
import type { Answer, Call } from './answer.ts';
import { type ChangeDeps, changeOperation } from './change-operation.ts';
import { changedAnswer } from './changed-answer.ts';

/** Which side of a conflict stays. */
export interface ChosenSide {
  /** Of the operation. */
  readonly id: string;
  readonly side: 'ours' | 'theirs';
  /** Of the conflict. */
  readonly conflict: string;
}

/** Settles a conflict between the file and an edit made here, and shows what that changed. */
export async function chosenSide(
  deps: ChangeDeps,
  { id, side, conflict }: ChosenSide,
  { person, place }: Pick<Call, 'person' | 'place'>,
): Promise<Answer> {
  const changed = await changeOperation(deps, { id, person }, (record, _, touch) => {
    const found = record.conflicts.find((each) => each.id === conflict);
    if (!found) throw new UserError('That was chosen already. `/snail op conflicts` lists what is left.');
    const { source, ids } = resolveConflict(record.source, found, side);
    const extras = movedExtras(record.extras, ids);
    const conflicts = record.conflicts.filter((each) => each !== found);
    const kept = side === 'ours' ? 'the edit made here' : 'the words of the file';
    return {
      record: { ...record, source, extras, conflicts, changedAt: touch.at },
      step: {
        ...touch,
        what: `kept ${kept}: ${found.subject}`,
        splice: spliceOf(record.source, source),
        before: changedExtras(record.extras, extras),
      },
    };
  });
  return changedAnswer(deps, changed, place);
}
