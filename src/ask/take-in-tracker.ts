import { randomUUID } from 'node:crypto';
import type { Who } from '../access/person.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { OperationRecord } from '../operation/record.ts';
import { spliceOf } from '../operation/splice.ts';
import type { MergeReport } from '../operation/tracker/merge.ts';
import { reportOf } from '../operation/tracker/report.ts';
import type { ImportReport, Tracker } from '../operation/tracker/tracker.ts';
import { oneLine } from '../text.ts';

export type TakeInDeps = Pick<Deps, 'operations' | 'trackers' | 'clock'>;

/** A tracker to be taken in, and whose it becomes. */
export interface Given {
  readonly text: string;
  readonly fileName: string | undefined;
  readonly by: Who;
  /** Which works at it from then on. */
  readonly channel: string;
  /** What it is to be called; the tracker's own title unless told, else the file's name. */
  readonly name: string | undefined;
}

/** What became of a tracker that was taken in. */
export interface TakenIn {
  readonly record: OperationRecord;
  readonly tracker: Tracker;
  readonly report: ImportReport;
  /** Against what was there of that name; undefined where it is new. */
  readonly merged: MergeReport | undefined;
}

const MOST_TRIES = 5;
const LONGEST_NAME = 120;

/**
 * Takes a tracker in: as a new operation, or into the one of its name, whose edits stay. The channel works at it
 * from then on.
 * @throws UserError where it cannot be read as text, or others change the operation all the time
 */
export async function takeInTracker(deps: TakeInDeps, given: Given): Promise<TakenIn> {
  const tracker = await deps.trackers.read(given.text);
  const name = nameOf(given, tracker);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const known = await deps.operations.named(name);
    const taken = known ? await mergedInto(deps, known, given) : added(deps, name, given);
    const outcome = await deps.operations.save(taken.record, taken.step);
    if (outcome !== 'saved') continue;
    const { record, merged } = taken;
    await deps.operations.use(given.channel, record.id, given.by, deps.clock.now());
    const now = merged ? await deps.trackers.read(record.source) : tracker;
    return { record, tracker: now, report: reportOf(tracker), merged };
  }
  throw new UserError(
    `"${oneLine(name, 60)}" is being changed all the time just now. Try again in a moment.`,
  );
}
