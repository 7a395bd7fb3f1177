import type { Person } from '../access/person.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { Step } from '../operation/extras.ts';
import type { HistoryEntry, OperationRecord, Touch } from '../operation/record.ts';
import type { Tracker } from '../operation/tracker/tracker.ts';
import { oneLine } from '../text.ts';
import { whoOf } from './clicked-alert.ts';

export type ChangeDeps = Pick<Deps, 'operations' | 'trackers' | 'clock'>;

/** What becomes of an operation, and how the history tells it; without a step nothing is to be undone. */
export interface Made {
  readonly record: OperationRecord;
  readonly step: (Step & { readonly undoes?: number }) | undefined;
}

/** A change of an operation that was saved. */
export interface Changed {
  readonly before: OperationRecord;
  readonly after: OperationRecord;
  readonly step: HistoryEntry | undefined;
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
  make: (record: OperationRecord, tracker: Tracker, touch: Touch) => Made | Promise<Made>,
): Promise<Changed> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const before = await operations.get(id);
    if (!before || before.archivedAt)
      throw new UserError('That operation is archived by now. `/snail op list` shows all.');
    const tracker = await trackers.read(before.source);
    const made = await make(before, tracker, { by: whoOf(person), at: clock.now() });
    const step = made.step && numbered(made.step, before);
    const outcome = await operations.save(made.record, step);
    if (outcome === 'saved') return { before, after: { ...made.record, version: before.version + 1 }, step };
    if (outcome === 'taken')
      throw new UserError(`Another operation is called "${oneLine(made.record.name, 60)}" already.`);
  }
  throw new UserError('That operation changes all the time just now. Try again in a moment.');
}

/** Each save has a version of its own, which numbers its step as well. */
export function numbered(
  { undoes, ...step }: NonNullable<Made['step']>,
  { version }: Pick<OperationRecord, 'version'>,
): HistoryEntry {
  return { ...step, undoes, seq: version + 1 };
}
