import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Kysely, SqliteDialect } from 'kysely';
import Database from 'libsql';
import type { Log } from '../log.ts';
import type { Tables } from './tables.ts';

/**
 * Opens the file, and makes it and its folder where there is none. A statement blocks for at most `busyMs`
 * while another process writes. Throws what the system or SQLite throws.
 */
export async function openSqlite(
  path: string,
  { log, busyMs }: { readonly log: Log; readonly busyMs: number },
): Promise<Kysely<Tables>> {
  const file = resolve(path);
  await mkdir(dirname(file), { recursive: true });
  await refuseFolder(file);
  const database = new Database(file, { timeout: busyMs });
  try {
    tune(database, log);
  } catch (error) {
    database.close();
    throw error;
  }
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
}

/** libsql says "14" for a folder and for a missing permission alike. */
async function refuseFolder(file: string): Promise<void> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (found?.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
}

/**
 * A write-ahead log makes a commit one append, and what is committed survives `kill -9`. `normal` leaves
 * the waiting for the disk to checkpoints: a power cut may lose the last moments, never the file, and the
 * process does not stand still with every audited command.
 * @see https://www.sqlite.org/pragma.html#pragma_synchronous
 */
function tune(database: Database.Database, log: Log): void {
  const journal = JSON.stringify(database.pragma('journal_mode = wal'));
  if (!journal.includes('wal')) log.warn({ journal }, 'database file without write-ahead log');
  database.pragma('synchronous = normal');
}
