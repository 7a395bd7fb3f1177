import type { Kysely } from 'kysely';
import type { StoppedRecord } from '../alerting/stopped-record.ts';
import type { ServiceRef } from '../deployment/service.ts';
import { batchesOf } from './batches.ts';
import { attempted } from './failures.ts';
import { fromJson, jsonText } from './json.ts';
import type { BlackBox } from './store.ts';
import { LONGEST, type StoppedTaskRow, type Tables } from './tables.ts';
import { bounded, keyText } from './text.ts';

/** Most tasks read at once. */
const MOST_LISTED = 1000;
/** Most lines kept of a task: its last ones. */
const MOST_LINES = 50;
/** Rows have up to 100 kB. */
const ROWS_AT_ONCE = 50;
const IDS_AT_ONCE = 1000;

/** The stopped tasks of all services. */
export function createBlackBox(db: Kysely<Tables>): BlackBox {
  return {
    known: (env, cluster, ids) => attempted('read the stopped tasks', () => known(db, { env, cluster }, ids)),
    add: (records) => attempted('save the stopped tasks', () => add(db, records)),
    list: (ref, since, limit) => attempted('read the stopped tasks', () => list(db, ref, { since, limit })),
    forget: (stoppedBefore) =>
      attempted('forget old stopped tasks', async () => {
        await db.deleteFrom('stopped_tasks').where('stopped_at', '<', stoppedBefore.toISOString()).execute();
      }),
  };
}

async function known(
  db: Kysely<Tables>,
  { env, cluster }: Pick<ServiceRef, 'env' | 'cluster'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const some of batchesOf(ids, IDS_AT_ONCE)) {
    const rows = await db
      .selectFrom('stopped_tasks')
      .select('task_id')
      .where('env', '=', env)
      .where('cluster', '=', cluster)
      .where('task_id', 'in', some)
      .execute();
    for (const { task_id } of rows) found.add(task_id);
  }
  return found;
}

async function add(db: Kysely<Tables>, records: readonly StoppedRecord[]): Promise<void> {
  for (const rows of batchesOf(rowsOf(records), ROWS_AT_ONCE)) {
    await db
      .insertInto('stopped_tasks')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['env', 'cluster', 'task_id'])
          .doUpdateSet((later) => ({
            lines: later.ref('excluded.lines'),
            not_read: later.ref('excluded.not_read'),
          }))
          .where('stopped_tasks.lines', 'is', null)
          .where((later) =>
            later.or([later('excluded.lines', 'is not', null), later('excluded.not_read', 'is not', null)]),
          ),
      )
      .execute();
  }
}

/**
 * Each task once, as a statement may not change a row twice; and in one order, so that two processes which add
 * the same do not wait for each other.
 */
function rowsOf(records: readonly StoppedRecord[]): readonly StoppedTaskRow[] {
  const rows = new Map<string, StoppedTaskRow>();
  for (const record of records) {
    const row = rowOf(record);
    const key = [row.env, row.cluster, row.task_id].join('\0');
    const before = rows.get(key);
    if (!before) rows.set(key, row);
    else if (before.lines === null && (row.lines !== null || row.not_read !== null))
      rows.set(key, { ...before, lines: row.lines, not_read: row.not_read });
  }
  return [...rows].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
}

async function list(
  db: Kysely<Tables>,
  ref: ServiceRef,
  { since, limit }: { readonly since: Date; readonly limit: number },
): Promise<readonly StoppedRecord[]> {
  const rows = await db
    .selectFrom('stopped_tasks')
    .selectAll()
    .where('env', '=', ref.env)
    .where('cluster', '=', ref.cluster)
    .where('service', '=', ref.name)
    .where('stopped_at', '>=', since.toISOString())
    .orderBy('stopped_at', 'desc')
    .orderBy('task_id')
    .limit(Math.min(Math.max(Math.trunc(limit), 0), MOST_LISTED))
    .execute();
  return rows.map(recordOf);
}

function rowOf({ ref, task, seenAt, lines, notRead }: StoppedRecord): StoppedTaskRow {
  return {
    env: keyText(ref.env, LONGEST.name),
    cluster: keyText(ref.cluster, LONGEST.name),
    task_id: keyText(task.id, LONGEST.name),
    service: keyText(ref.name, LONGEST.name),
    stopped_at: (task.stoppedAt ?? task.stoppingAt ?? seenAt).toISOString(),
    seen_at: seenAt.toISOString(),
    task: jsonText(task, LONGEST.text),
    lines: lines === undefined ? null : jsonText(lines.slice(-MOST_LINES), LONGEST.line),
    not_read: notRead === undefined ? null : bounded(notRead, LONGEST.detail),
  };
}

function recordOf(row: StoppedTaskRow): StoppedRecord {
  return {
    ref: { env: row.env, cluster: row.cluster, name: row.service },
    task: fromJson(row.task) as StoppedRecord['task'],
    seenAt: new Date(row.seen_at),
    lines: row.lines === null ? undefined : (fromJson(row.lines) as StoppedRecord['lines']),
    notRead: row.not_read ?? undefined,
  };
}
