import { Kysely, PostgresDialect } from 'kysely';
import type { Log } from '../log.ts';
import type { Tables } from './tables.ts';

/** Connections of one process; small databases allow 20 to all. */
const MOST_CONNECTIONS = 5;
const CONNECT_MS = 5000;

/**
 * A pool that connects when first asked. `queryMs` ends the wait for one answer; without it
 * the wait has no end, as migrations wait for each other. The driver is loaded here, so that users of SQLite do not wait for it.
 */
export async function openPostgres(
  url: string,
  { log, queryMs }: { readonly log: Log; readonly queryMs?: number },
): Promise<Kysely<Tables>> {
  const { Pool } = await import('pg');
  const pool = new Pool({
    connectionString: url,
    max: MOST_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_MS,
    keepAlive: true,
    application_name: 'snail-trail',
    ...(queryMs === undefined ? {} : { query_timeout: queryMs }),
  });
  // Without a listener a server that restarts would end this process. The pool connects anew by itself.
  pool.on('error', (err) => log.warn({ err }, 'database connection lost'));
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
}
