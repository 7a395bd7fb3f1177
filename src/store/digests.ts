import type { Kysely } from 'kysely';
import type { DigestRun } from '../digest/run.ts';
import type { DigestSchedule } from '../digest/schedule.ts';
import type { Snapshot } from '../digest/snapshot.ts';
import { beginRun } from './begin-digest.ts';
import { runOf, runRow, scheduleOf, scheduleRow, snapshotIn, snapshotRow } from './digest-rows.ts';
import { attempted } from './failures.ts';
import type { Digests } from './store.ts';
import type { Tables } from './tables.ts';

/** The digests of all channels. */
export function createDigests(db: Kysely<Tables>): Digests {
  const schedules = db.selectFrom('digest_schedules').selectAll();
  return {
    list: (channel) =>
      attempted('read the digests', async () =>
        (await schedules.where('channel', '=', channel).orderBy('created_at').orderBy('id').execute()).map(
          scheduleOf,
        ),
      ),
    get: (id) =>
      attempted('read the digest', async () => {
        const row = await schedules.where('id', '=', id).executeTakeFirst();
        return row && scheduleOf(row);
      }),
    save: (schedule) => attempted('save the digest', () => save(db, schedule)),
    remove: (id) => attempted('remove the digest', () => remove(db, id)),
    due: (now) =>
      attempted('read which digests are due', async () =>
        (
          await schedules
            .where('next_at', '<=', now.toISOString())
            .where('paused', 'is', null)
            .orderBy('next_at')
            .orderBy('id')
            .execute()
        ).map(scheduleOf),
      ),
    begin: (schedule, beginning, why) =>
      attempted('begin the digest', () => beginRun(db, schedule, beginning, why)),
    owed: (now, channel) => attempted('read which digests are to be posted', () => owed(db, now, channel)),
    saveRun: (run) => attempted('save the digest', () => saveRun(db, run)),
    leftOut: (schedule, before) =>
      attempted('read which digests were left out', () => leftOut(db, schedule, before)),
    snapshots: (schedule, most) =>
      attempted('read the last digests', async () => {
        const rows = await db
          .selectFrom('digest_snapshots')
          .select('snapshot')
          .where('schedule', '=', schedule)
          .orderBy('due_at', 'desc')
          .limit(most)
          .execute();
        return rows.map(snapshotIn).reverse();
      }),
    snapshotAt: (channel, at) => attempted('read the last digest', () => snapshotAt(db, channel, at)),
    forget: (before) => attempted('forget old digests', () => forget(db, before.toISOString())),
  };
}

/** One statement: of two at the same moment one is saved. */
async function save(db: Kysely<Tables>, schedule: DigestSchedule): Promise<'saved' | 'lost'> {
  const { id, created_by, created_at, ...changed } = scheduleRow(schedule);
  if (schedule.version === 0) {
    const row = { id, created_by, created_at, ...changed };
    const added = await db
      .insertInto('digest_schedules')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .executeTakeFirst();
    return (added.numInsertedOrUpdatedRows ?? 0n) > 0n ? 'saved' : 'lost';
  }
  const saved = await db
    .updateTable('digest_schedules')
    .set(changed)
    .where('id', '=', id)
    .where('version', '=', schedule.version)
    .executeTakeFirst();
  return saved.numUpdatedRows > 0n ? 'saved' : 'lost';
}

async function remove(db: Kysely<Tables>, id: string): Promise<'removed' | 'absent'> {
  const { numDeletedRows } = await db.deleteFrom('digest_schedules').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n ? 'removed' : 'absent';
}

async function owed(
  db: Kysely<Tables>,
  now: Date,
  channel: string | undefined,
): Promise<readonly DigestRun[]> {
  const rows = await db
    .selectFrom('digest_runs')
    .selectAll('digest_runs')
    .where('digest_runs.next_at', '<=', now.toISOString())
    .where('digest_runs.schedule', 'in', (there) => there.selectFrom('digest_schedules').select('id'))
    .$if(channel !== undefined, (runs) => runs.where('digest_runs.channel', '=', channel ?? ''))
    .orderBy('due_at')
    .orderBy('schedule')
    .execute();
  return rows.map(runOf);
}

async function saveRun(db: Kysely<Tables>, run: DigestRun): Promise<void> {
  const { schedule, due_at, ...changed } = runRow(run);
  const row = run.state === 'posted' && run.snapshot ? snapshotRow(run, run.snapshot) : undefined;
  await db.transaction().execute(async (all) => {
    await all
      .updateTable('digest_runs')
      .set(changed)
      .where('schedule', '=', schedule)
      .where('due_at', '=', due_at)
      .execute();
    if (!row) return;
    await all
      .insertInto('digest_snapshots')
      .values(row)
      .onConflict((conflict) => conflict.columns(['schedule', 'due_at']).doNothing())
      .execute();
  });
}

async function leftOut(db: Kysely<Tables>, schedule: string, before: Date): Promise<readonly DigestRun[]> {
  const own = db
    .selectFrom('digest_runs')
    .where('schedule', '=', schedule)
    .where('due_at', '<', before.toISOString());
  const last = await own
    .select('due_at')
    .where('state', '=', 'posted')
    .orderBy('due_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  const rows = await own
    .selectAll()
    .where('due_at', '>=', last?.due_at ?? '')
    .where((run) =>
      run.or([
        run('state', 'in', ['skipped', 'failed']),
        run.and([run('state', '=', 'posted'), run('why', '!=', '')]),
      ]),
    )
    .orderBy('due_at')
    .execute();
  return rows.map(runOf);
}

async function snapshotAt(db: Kysely<Tables>, channel: string, at: Date): Promise<Snapshot | undefined> {
  const row = await db
    .selectFrom('digest_snapshots')
    .select('snapshot')
    .where('channel', '=', channel)
    .where('taken_at', '<=', at.toISOString())
    .orderBy('taken_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && snapshotIn(row);
}

/** What is still owed is that young that it stays. */
async function forget(db: Kysely<Tables>, before: string): Promise<void> {
  await db.deleteFrom('digest_runs').where('due_at', '<', before).execute();
  await db.deleteFrom('digest_snapshots').where('taken_at', '<', before).execute();
}
