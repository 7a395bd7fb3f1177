import type { Kysely } from 'kysely';
import { type AlertThread, isAlertThread, type Thread } from '../alerting/thread.ts';
import { attempted } from './failures.ts';
import { saveThreads } from './save-threads.ts';
import type { DueThread, Threads, WantedThreads } from './store.ts';
import type { Tables } from './tables.ts';
import { deliveryColumns, deliveryIn, threadOf } from './thread-rows.ts';

/** The threads of all channels. */
export function createThreads(db: Kysely<Tables>, kind: 'sqlite' | 'postgres'): Threads {
  return {
    list: (want) => attempted('read the threads', () => list(db, want)),
    get: (id) =>
      attempted('read the thread', async () => {
        const row = await db.selectFrom('threads').selectAll().where('id', '=', id).executeTakeFirst();
        return row && threadOf(row);
      }),
    save: (changes, now) =>
      attempted('save the threads', async () =>
        changes.length === 0 ? [] : saveThreads(db, { changes, now, lock: kind === 'postgres' }),
      ),
    due: (now, channel) =>
      attempted('read what is to be delivered', () => due(db, now.toISOString(), channel)),
    deliveryOf: (id) =>
      attempted('read what was delivered', async () =>
        deliveryIn(
          (await db.selectFrom('threads').select('delivery').where('id', '=', id).executeTakeFirst()) ?? {
            delivery: null,
          },
        ),
      ),
    saveDelivery: (id, delivery) =>
      attempted('save what was delivered', async () => {
        await db.updateTable('threads').set(deliveryColumns(delivery)).where('id', '=', id).execute();
      }),
    climbing: (now) => attempted('read the threads', () => climbing(db, now.toISOString())),
    forget: (closedBefore) =>
      attempted('forget old threads', async () => {
        await db.deleteFrom('threads').where('closed_at', '<', closedBefore.toISOString()).execute();
      }),
  };
}

async function list(
  db: Kysely<Tables>,
  { channel, closedSince, topic }: WantedThreads,
): Promise<readonly Thread[]> {
  const rows = await db
    .selectFrom('threads')
    .selectAll()
    .where((thread) =>
      thread.or([
        thread('closed_at', 'is', null),
        ...(closedSince ? [thread('closed_at', '>=', closedSince.toISOString())] : []),
      ]),
    )
    .$if(channel !== undefined, (threads) => threads.where('channel', '=', channel ?? ''))
    .$if(topic !== undefined, (threads) => threads.where('topic', '=', topic ?? ''))
    .orderBy('changed_at')
    .orderBy('id')
    .execute();
  return rows.map(threadOf);
}

/**
 * Two ways to be due, each with its index; joined by `or` SQLite would read every thread there ever was. With one
 * comes everything that its channel is owed: one post tells how the others will fare.
 */
async function due(
  db: Kysely<Tables>,
  now: string,
  channel: string | undefined,
): Promise<readonly DueThread[]> {
  const changed = db
    .selectFrom('threads')
    .select('id')
    .whereRef('delivered_version', '<', 'version')
    .where('delivery_next_at', 'is', null);
  const again = db.selectFrom('threads').select('id').where('delivery_next_at', '<=', now);
  const channels = db
    .selectFrom('threads')
    .select('channel')
    .where('id', 'in', changed.union(again))
    .where((thread) => thread.or([thread('visible', '=', 1), thread('root', 'is not', null)]));
  const rows = await db
    .selectFrom('threads')
    .selectAll()
    .where('channel', 'in', channels)
    .where((thread) =>
      thread.or([
        thread('delivered_version', '<', thread.ref('version')),
        thread('delivery_next_at', '<=', now),
      ]),
    )
    .where((thread) => thread.or([thread('visible', '=', 1), thread('root', 'is not', null)]))
    .$if(channel !== undefined, (threads) => threads.where('channel', '=', channel ?? ''))
    .orderBy('changed_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ thread: threadOf(row), delivery: deliveryIn(row) }));
}

/** Only open alerts have a `next_at`. */
async function climbing(db: Kysely<Tables>, now: string): Promise<readonly AlertThread[]> {
  const rows = await db
    .selectFrom('threads')
    .selectAll()
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .orderBy('id')
    .execute();
  return rows.map(threadOf).filter(isAlertThread);
}
