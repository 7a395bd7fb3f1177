import type { Person } from '../access/person.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { HistoryEntry, OperationRecord, Touch } from '../operation/record.ts';
import type { Tracker } from '../operation/tracker/tracker.ts';
import { oneLine } from '../text.ts';
import { whoOf } from './clicked-alert.ts';

export type ChangeDeps = Pick<Deps, 'operations' | 'trackers' | 'clock'>;

/** A change of an operation that was saved. */
export interface Changed {
  readonly before: OperationRecord;
  readonly after: OperationRecord;
  /** How it reads in the history, and how the text changed. */
  readonly step: HistoryEntry;
}

const MOST_TRIES = 5;

/**
 * Changes an operation as it is now: where somebody else saved it meanwhile, the change is made once more on what
 * they left, so that what was meant by words or number is looked up anew and nobody's edit is lost.
 * @throws UserError what `make` throws, and where others are faster all the time
 */
export async function changeOperation(
  { operations, trackers, clock }: ChangeDeps,
  { id, person }: { readonly id: string; readonly person: Person },
  make: (record: OperationRecord, tracker: Tracker, touch: Touch) => Promise<Pick<Changed, 'after' | 'step'>>,
): Promise<Changed> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = await operations.get(id);
    if (!before || before.archivedAt)
      throw new UserError('That operation is archived by now. `/snail op list` shows all.');
    const tracker = await trackers.read(before.source);
    const made = await make(before, tracker, { by: whoOf(person), at: clock.now() });
    const outcome = await operations.save(made.after, made.step);
    if (outcome === 'saved') return { before, ...made };
    if (outcome === 'taken')
      throw new UserError(`Another operation is called "${oneLine(made.after.name, 60)}" already.`);
  }
  throw new UserError('That operation changes all the time just now. Try again in a moment.');
}
