import type { Kysely } from 'kysely';
import type { Tail } from '../tailing/tail.ts';
import { attempted } from './failures.ts';
import { fromJson, jsonText } from './json.ts';
import type { Tails, TailWorker } from './store.ts';
import { LONGEST, type Tables, type TailRow } from './tables.ts';
import { bounded, keyText } from './text.ts';

/** Taken at once: what one process can move within a second or two. */
const MOST_CLAIMED = 200;

/** The tails of all channels. */
export function createTails(db: Kysely<Tables>): Tails {
  return {
    add: (tail, nextAt) =>
      attempted('save the log thread', async () => {
        await db.insertInto('tails').values(rowOf(tail, nextAt)).execute();
      }),
    get: (id) =>
      attempted('read the log thread', async () => {
        const row = await db.selectFrom('tails').selectAll().where('id', '=', id).executeTakeFirst();
        return row && tailOf(row);
      }),
    claim: (worker, now) => attempted('read the log threads', () => claim(db, worker, now.toISOString())),
    renew: ({ id, until }) =>
      attempted('keep the log threads', async () => {
        await db
          .updateTable('tails')
          .set({ worker_until: until.toISOString() })
          .where('worker', '=', id)
          .execute();
      }),
    save: (tail, worker) => attempted('save the log thread', () => save(db, tail, worker.id)),
    release: (id, worker, nextAt) =>
      attempted('release the log thread', async () => {
        await db
          .updateTable('tails')
          .set({
            worker: null,
            worker_until: null,
            ...(nextAt ? { next_at: nextAt.toISOString() } : {}),
          })
          .where('id', '=', id)
          .where('worker', '=', worker.id)
          .execute();
      }),
    stop: (id, by, now) => attempted('stop the log thread', () => stop(db, id, by, now.toISOString())),
    extend: (id, endsAt, now) =>
      attempted('extend the log thread', async () => {
        const { numUpdatedRows } = await db
          .updateTable('tails')
          .set({
            ends_at: endsAt.toISOString(),
            next_at: now.toISOString(),
            stopped_by: null,
            ended: null,
          })
          .where('id', '=', id)
          .executeTakeFirst();
        return numUpdatedRows > 0n ? 'extended' : 'absent';
      }),
    forget: (endedBefore) =>
      attempted('forget old log threads', async () => {
        await db
          .deleteFrom('tails')
          .where('ended', 'is not', null)
          .where('next_at', '<', endedBefore.toISOString())
          .execute();
      }),
  };
}

/** One statement: of two processes that claim at the same moment each row goes to one. */
async function claim(
  db: Kysely<Tables>,
  { id: worker, until }: TailWorker,
  now: string,
): Promise<readonly Tail[]> {
  const taken = db.selectFrom('tails').select('channel').where('worker_until', '>=', now);
  const due = db
    .selectFrom('tails')
    .select('id')
    .where('ended', 'is', null)
    .where('next_at', '<=', now)
    .where('channel', 'not in', taken)
    .orderBy('next_at')
    .limit(MOST_CLAIMED);
  const rows = await db
    .updateTable('tails')
    .set({ worker, worker_until: until.toISOString() })
    .where('id', 'in', due)
    .where((row) => row.or([row('worker_until', 'is', null), row('worker_until', '<', now)]))
    .returningAll()
    .execute();
  return rows.sort((one, other) => (one.next_at < other.next_at ? -1 : 1)).map(tailOf);
}

/** An end is lost where somebody extended the tail while it was about to end. */
async function save(db: Kysely<Tables>, tail: Tail, worker: string): Promise<'saved' | 'lost'> {
  const row = db
    .updateTable('tails')
    .set({ progress: jsonText(tail.progress), posting: maybeText(tail.posting), ended: maybeText(tail.end) })
    .where('id', '=', tail.id)
    .where('worker', '=', worker);
  const { numUpdatedRows } = await (tail.end
    ? row.where('ends_at', '=', tail.endsAt.toISOString())
    : row
  ).executeTakeFirst();
  return numUpdatedRows > 0n ? 'saved' : 'lost';
}

async function stop(
  db: Kysely<Tables>,
  id: string,
  by: string,
  now: string,
): Promise<'asked' | 'ended' | 'absent'> {
  const { numUpdatedRows } = await db
    .updateTable('tails')
    .set({ stopped_by: bounded(by, LONGEST.name), next_at: now })
    .where('id', '=', id)
    .where('ended', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return 'asked';
  const there = await db.selectFrom('tails').select('id').where('id', '=', id).executeTakeFirst();
  return there ? 'ended' : 'absent';
}

function rowOf(tail: Tail, nextAt: Date): TailRow {
  return {
    id: keyText(tail.id, LONGEST.id),
    channel: keyText(tail.channel, LONGEST.id),
    thread: keyText(tail.thread, LONGEST.id),
    head: keyText(tail.head, LONGEST.id),
    plan: jsonText(tail.plan),
    progress: jsonText(tail.progress),
    posting: maybeText(tail.posting),
    ended: maybeText(tail.end),
    ends_at: tail.endsAt.toISOString(),
    stopped_by: tail.stoppedBy ?? null,
    next_at: nextAt.toISOString(),
    worker: null,
    worker_until: null,
  };
}

function tailOf(row: TailRow): Tail {
  const { id, channel, thread, head } = row;
  return {
    id,
    channel,
    thread,
    head,
    plan: fromJson(row.plan) as Tail['plan'],
    endsAt: new Date(row.ends_at),
    stoppedBy: row.stopped_by ?? undefined,
    progress: fromJson(row.progress) as Tail['progress'],
    posting: row.posting === null ? undefined : (fromJson(row.posting) as NonNullable<Tail['posting']>),
    end: row.ended === null ? undefined : (fromJson(row.ended) as NonNullable<Tail['end']>),
  };
}

function maybeText(value: object | undefined): string | null {
  return value === undefined ? null : jsonText(value);
}
