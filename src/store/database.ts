import { type Kysely, sql } from 'kysely';
import { type Clock, systemClock } from '../clock.ts';
import type { Log } from '../log.ts';
import { createAudit } from './audit.ts';
import { createBlackBox } from './black-box.ts';
import { type DatabaseAddress, parseDatabaseUrl } from './database-url.ts';
import { createDiagnoses } from './diagnoses.ts';
import { createDigests } from './digests.ts';
import { attempted, isBusy } from './failures.ts';
import { createLeases } from './leases.ts';
import { migrateToLatest } from './migrate.ts';
import { createOperations } from './operations.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';
import type { Store } from './store.ts';
import type { Tables } from './tables.ts';
import { createTails } from './tails.ts';
import { createThreads } from './threads.ts';
import { createVerifications } from './verifications.ts';
import { createWatches } from './watches.ts';

/** Longest wait for the answer to one query on PostgreSQL. */
const QUERY_MS = 10_000;
/** How long a write to SQLite waits for another process's. It blocks this one, and Slack gives it 3 s to acknowledge. */
const BUSY_MS = 2000;

/** How long a start waits for another one that is migrating the same file, looking again every so often. */
const MIGRATION_WAIT_MS = 15_000;
const LOOK_AGAIN_MS = 50;

/** What a database needs from outside; the clock is the machine's unless a test says otherwise. */
export interface DatabaseDeps {
  readonly log: Log;
  readonly clock?: Clock;
}

/**
 * Opens the database that `DATABASE_URL` names, `file:<path>` or `postgres://…`, and brings its tables up
 * to date. Safe when several processes start at once.
 * @throws UpstreamError "could not open <which>: <reason>; <what to do>", without the password
 */
export async function openStore(url: string, deps: DatabaseDeps): Promise<Store> {
  await migrate(url, deps);
  const address = parseDatabaseUrl(url);
  const db = await attempted(`open ${address.shown}`, () =>
    address.kind === 'sqlite'
      ? openSqlite(address.path, { log: deps.log, busyMs: BUSY_MS })
      : openPostgres(address.url, { log: deps.log, queryMs: QUERY_MS }),
  );
  return createStore(db, address.kind);
}

/**
 * Brings the tables up to date and closes the database again; returns the names of what was applied.
 * @throws UpstreamError like `openStore`
 */
export async function migrate(url: string, deps: DatabaseDeps): Promise<readonly string[]> {
  const address = parseDatabaseUrl(url);
  const applied = await attempted(`open ${address.shown}`, () => migrateAt(address, deps));
  if (applied.length > 0) deps.log.info({ applied, database: address.shown }, 'database migrated');
  return applied;
}

function migrateAt(
  address: DatabaseAddress,
  { log, clock = systemClock }: DatabaseDeps,
): Promise<readonly string[]> {
  // On PostgreSQL the wait for another start is the server's, so no query may time out.
  if (address.kind === 'postgres') return migrateAndClose(openPostgres(address.url, { log }), 'postgres');
  const open = () => openSqlite(address.path, { log, busyMs: 0 });
  return whileBusy(clock, () => migrateAndClose(open(), 'sqlite'));
}

async function migrateAndClose(
  opening: Promise<Kysely<Tables>>,
  kind: DatabaseAddress['kind'],
): Promise<readonly string[]> {
  const db = await opening;
  try {
    return await migrateToLatest(db, kind);
  } finally {
    await db.destroy();
  }
}

/** SQLite's own wait would block this process, and with it the very start it waits for when both are ours. */
async function whileBusy<T>(clock: Clock, work: () => Promise<T>): Promise<T> {
  const startedMs = clock.now().getTime();
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || clock.now().getTime() - startedMs > MIGRATION_WAIT_MS) throw error;
      await clock.sleep(LOOK_AGAIN_MS);
    }
  }
}

function createStore(db: Kysely<Tables>, kind: DatabaseAddress['kind']): Store {
  return {
    watches: createWatches(db),
    audit: createAudit(db),
    tails: createTails(db),
    threads: createThreads(db, kind),
    leases: createLeases(db),
    blackBox: createBlackBox(db),
    operations: createOperations(db, kind),
    digests: createDigests(db),
    verifications: createVerifications(db, kind),
    diagnoses: createDiagnoses(db),
    ping: () =>
      attempted('reach the database', async () => {
        await sql`select version from watches limit 1`.execute(db);
      }),
    close: () => attempted('close the database', () => db.destroy()),
  };
}
