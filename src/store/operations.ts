import { type Kysely, sql, type Transaction } from 'kysely';
import type { HistoryEntry, OperationRecord } from '../operation/record.ts';
import { attempted } from './failures.ts';
import {
  historyRow,
  nameKey,
  operationOf,
  operationRow,
  stepOf,
  summaryOf,
  whoText,
} from './operation-rows.ts';
import type { OperationSummary, Operations } from './store.ts';
import { LONGEST, type OperationRow, type Tables } from './tables.ts';
import { keyText } from './text.ts';

/** Most steps read at once. */
const MOST_STEPS = 1000;

/** The operations of all channels. */
export function createOperations(db: Kysely<Tables>, kind: 'sqlite' | 'postgres'): Operations {
  const operations = db.selectFrom('operations').selectAll('operations');
  return {
    get: (id) =>
      attempted('read the operation', async () =>
        maybeOperation(await operations.where('id', '=', id).executeTakeFirst()),
      ),
    named: (name) =>
      attempted('read the operation', async () =>
        maybeOperation(await operations.where('name_key', '=', nameKey(name)).executeTakeFirst()),
      ),
    ofChannel: (channel) =>
      attempted('read the operation', async () =>
        maybeOperation(
          await operations
            .innerJoin('operation_channels as used', 'used.operation', 'operations.id')
            .where('used.channel', '=', channel)
            .where('archived_at', 'is', null)
            .executeTakeFirst(),
        ),
      ),
    list: () => attempted('read the operations', () => list(db)),
    use: (channel, id, by, at) =>
      attempted('save which operation the channel works at', async () => {
        const used = {
          operation: keyText(id, LONGEST.id),
          by: whoText(by),
          at: at.toISOString(),
        };
        await db
          .insertInto('operation_channels')
          .values({ channel: keyText(channel, LONGEST.id), ...used })
          .onConflict((conflict) => conflict.column('channel').doUpdateSet(used))
          .execute();
      }),
    save: (record, step) =>
      attempted('save the operation', () => save(db, { record, step, lock: kind === 'postgres' })),
    history: (id, limit) => attempted('read the history', () => history(db, id, limit)),
  };
}

function maybeOperation(row: OperationRow | undefined): OperationRecord | undefined {
  return row && operationOf(row);
}

/** Ordered here: the two databases sort text differently. */
async function list(db: Kysely<Tables>): Promise<readonly OperationSummary[]> {
  const rows = await db
    .selectFrom('operations')
    .select(['id', 'name', 'file_name', 'changed_at', 'archived_at'])
    .execute();
  const uses = await db.selectFrom('operation_channels').select(['channel', 'operation']).execute();
  const channels = new Map<string, string[]>();
  for (const { channel, operation } of uses)
    channels.set(operation, [...(channels.get(operation) ?? []), channel]);
  return rows.map((row) => summaryOf(row, (channels.get(row.id) ?? []).sort())).sort(byUse);
}

/** Those that people work at first, those that changed last first. */
function byUse(one: OperationSummary, other: OperationSummary): number {
  return (
    Number(one.archivedAt !== undefined) - Number(other.archivedAt !== undefined) ||
    other.changedAt.getTime() - one.changedAt.getTime() ||
    (one.id < other.id ? -1 : 1)
  );
}

/**
 * Nobody else writes operations meanwhile: what is read first still holds when it is written, and neither of the
 * unique keys can fail.
 */
function save(
  db: Kysely<Tables>,
  {
    record,
    step,
    lock,
  }: {
    readonly record: OperationRecord;
    readonly step: HistoryEntry | undefined;
    readonly lock: boolean;
  },
): Promise<'saved' | 'lost' | 'taken'> {
  const row = operationRow(record);
  const past = step && historyRow(row.id, step);
  return db.transaction().execute(async (all) => {
    // SQLite has locked everything by now. People change operations, so writers are few and far between.
    if (lock) await sql`lock table operations in share row exclusive mode`.execute(all);
    const there = await all
      .selectFrom('operations')
      .select(['version', 'source', 'base'])
      .where('id', '=', row.id)
      .executeTakeFirst();
    if ((there?.version ?? 0) !== record.version) return 'lost';
    if (await isTaken(all, row)) return 'taken';
    if (there)
      await all.updateTable('operations').set(changedIn(row, there)).where('id', '=', row.id).execute();
    else await all.insertInto('operations').values(row).execute();
    if (past) await all.insertInto('operation_history').values(past).execute();
    return 'saved';
  });
}

async function isTaken(db: Transaction<Tables>, { id, name_key }: OperationRow): Promise<boolean> {
  if (name_key === null) return false;
  const holder = await db
    .selectFrom('operations')
    .select('id')
    .where('name_key', '=', name_key)
    .where('id', '!=', id)
    .executeTakeFirst();
  return holder !== undefined;
}

/** PostgreSQL writes a long text again whenever it is set, so one that is the same is not. */
function changedIn(
  { id, created_by, created_at, source, base, ...row }: OperationRow,
  there: Pick<OperationRow, 'source' | 'base'>,
): Partial<OperationRow> {
  return {
    ...row,
    ...(source === there.source ? {} : { source }),
    ...(base === there.base ? {} : { base }),
  };
}

async function history(db: Kysely<Tables>, id: string, limit: number): Promise<readonly HistoryEntry[]> {
  const rows = await db
    .selectFrom('operation_history')
    .selectAll()
    .where('operation', '=', id)
    .orderBy('seq', 'desc')
    .limit(Math.min(Math.max(Math.trunc(limit), 0), MOST_STEPS))
    .execute();
  return rows.map(stepOf);
}
