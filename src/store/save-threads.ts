import { type Kysely, sql, type Transaction } from 'kysely';
import type { Thread, ThreadChange } from '../alerting/thread.ts';
import { batchesOf } from './batches.ts';
import type { Tables, ThreadRow } from './tables.ts';
import { threadRow } from './thread-rows.ts';

/** Rows have a few kB. */
const ROWS_AT_ONCE = 100;
const NAMES_AT_ONCE = 1000;

/** What a change is measured by. */
type Standing = Pick<ThreadRow, 'id' | 'channel' | 'key' | 'visible' | 'version' | 'closed_at'>;

/**
 * Saves what is not lost, in one transaction, and returns the ids of the lost. Nobody else writes threads
 * meanwhile: what is read first still holds when it is written, and no unique key can fail.
 */
export function saveThreads(
  db: Kysely<Tables>,
  {
    changes,
    now,
    lock,
  }: { readonly changes: readonly ThreadChange[]; readonly now: Date; readonly lock: boolean },
): Promise<readonly string[]> {
  return db.transaction().execute(async (all) => {
    // SQLite has locked everything by now. Row by row, two who save the same threads could wait for each other.
    if (lock) await sql`lock table threads in share row exclusive mode`.execute(all);
    const { removed, rows, lost } = decide(await standing(all, changes), changes, now);
    for (const ids of batchesOf(removed, NAMES_AT_ONCE))
      await all.deleteFrom('threads').where('id', 'in', ids).execute();
    // Closing first makes room for what opens with the same key.
    await write(
      all,
      rows.filter((row) => row.closed_at !== null),
    );
    await write(
      all,
      rows.filter((row) => row.closed_at === null),
    );
    return lost;
  });
}

async function standing(
  db: Transaction<Tables>,
  changes: readonly ThreadChange[],
): Promise<readonly Standing[]> {
  const columns = ['id', 'channel', 'key', 'visible', 'version', 'closed_at'] as const;
  const ids = changes.map((change) => ('remove' in change ? change.remove : change.thread.id));
  const keys = changes.flatMap((change) =>
    'thread' in change && change.thread.open ? [change.thread.key] : [],
  );
  const found: Standing[] = [];
  for (const some of batchesOf(ids, NAMES_AT_ONCE))
    found.push(...(await db.selectFrom('threads').select(columns).where('id', 'in', some).execute()));
  for (const some of batchesOf(keys, NAMES_AT_ONCE))
    found.push(
      ...(await db
        .selectFrom('threads')
        .select(columns)
        .where('closed_at', 'is', null)
        .where('key', 'in', some)
        .execute()),
    );
  return found;
}

/** Removals, then what closes, then what opens: each is measured by what the ones before leave. */
function decide(found: readonly Standing[], changes: readonly ThreadChange[], now: Date) {
  const there = new Map(found.map((row) => [row.id, row]));
  const removed: string[] = [];
  const lost: string[] = [];
  for (const id of removalsIn(changes)) {
    if (there.get(id)?.visible === 1) lost.push(id);
    else if (there.delete(id)) removed.push(id);
  }
  const open = [...there.values()].filter((row) => row.closed_at === null);
  const holders = new Map(open.map((row) => [placeOf(row), row.id]));
  const rows = new Map<string, ThreadRow>();
  for (const thread of threadsIn(changes)) {
    const place = placeOf(thread);
    const holder = holders.get(place);
    const isTaken = thread.open && holder !== undefined && holder !== thread.id;
    if (isTaken || (there.get(thread.id)?.version ?? 0) !== thread.version) {
      lost.push(thread.id);
      continue;
    }
    const row = threadRow(thread, now);
    rows.set(row.id, row);
    there.set(row.id, row);
    if (thread.open) holders.set(place, row.id);
    else if (holder === row.id) holders.delete(place);
  }
  return { removed, rows: [...rows.values()], lost };
}

function removalsIn(changes: readonly ThreadChange[]): readonly string[] {
  return changes.flatMap((change) => ('remove' in change ? [change.remove] : []));
}

/** What closes first. */
function threadsIn(changes: readonly ThreadChange[]): readonly Thread[] {
  const threads = changes.flatMap((change) => ('thread' in change ? [change.thread] : []));
  return threads.sort((one, other) => Number(one.open) - Number(other.open));
}

function placeOf({ channel, key }: Pick<Thread, 'channel' | 'key'>): string {
  return `${channel}\0${key}`;
}

async function write(db: Transaction<Tables>, rows: readonly ThreadRow[]): Promise<void> {
  for (const some of batchesOf(rows, ROWS_AT_ONCE)) {
    await db
      .insertInto('threads')
      .values(some)
      .onConflict((conflict) =>
        conflict.column('id').doUpdateSet((next) => ({
          about: next.ref('excluded.about'),
          visible: next.ref('excluded.visible'),
          version: next.ref('excluded.version'),
          next_at: next.ref('excluded.next_at'),
          changed_at: next.ref('excluded.changed_at'),
          // What was closed before keeps its time.
          closed_at: sql<string | null>`
            case when excluded.closed_at is null then null else coalesce(threads.closed_at, excluded.closed_at) end`,
        })),
      )
      .execute();
  }
}
