import type { Kysely } from 'kysely';
import type { DigestRun } from '../digest/run.ts';
import type { DigestSchedule } from '../digest/schedule.ts';
import type { Beginning } from '../digest/timeliness.ts';
import { runRow } from './digest-rows.ts';
import type { DigestRunRow, Tables } from './tables.ts';

/**
 * Moves a schedule on and writes down what it owes, in one transaction. The move comes first, and only from where the
 * schedule was read: whoever comes second finds it moved. A moment has one row, whatever happened to the schedule since.
 */
export function beginRun(
  db: Kysely<Tables>,
  { id, channel, nextAt }: DigestSchedule,
  { dueAt, missed, nextAt: then }: Beginning,
  why: string,
): Promise<'begun' | 'lost'> {
  const fresh = (at: Date): DigestRun => ({
    ...{
      schedule: id,
      channel,
      dueAt: at,
      why: '',
      missed: undefined,
      digest: undefined,
      snapshot: undefined,
    },
    ...{ state: 'announced', posting: undefined, root: undefined, said: 0, nextAt: at },
    refusedSinceAt: undefined,
  });
  const rows: readonly DigestRunRow[] = [
    ...(missed
      ? [runRow({ ...fresh(missed.firstAt), state: 'skipped', why, missed, nextAt: undefined })]
      : []),
    ...(dueAt ? [runRow(fresh(dueAt))] : []),
  ];
  return db.transaction().execute(async (all) => {
    const moved = await all
      .updateTable('digest_schedules')
      .set({ next_at: then?.toISOString() ?? null })
      .where('id', '=', id)
      .where('next_at', '=', nextAt?.toISOString() ?? '')
      .where('paused', 'is', null)
      .executeTakeFirst();
    if (moved.numUpdatedRows === 0n) return 'lost';
    for (const row of rows)
      await all
        .insertInto('digest_runs')
        .values(row)
        .onConflict((conflict) => conflict.columns(['schedule', 'due_at']).doNothing())
        .execute();
    return 'begun';
  });
}
