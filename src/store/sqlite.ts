import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Kysely, type SqliteDatabase, SqliteDialect } from 'kysely';
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
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: lockedFirst(database) }) });
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

const READS = /^\s*(select|pragma)\b/i;
const TRANSACTION = /^\s*(begin|commit|rollback)\b/i;

/**
 * Takes the lock before each write, by `exec`. Where libsql's own statements find the file busy they stay half
 * begun, and SQLite commits nothing more, without a word, until they are swept up; then all of it is undone.
 */
function lockedFirst(database: Database.Database): SqliteDatabase {
  function whole<T>(write: () => T): T {
    if (database.inTransaction) return write();
    database.exec('begin immediate');
    try {
      const done = write();
      database.exec('commit');
      return done;
    } catch (error) {
      if (database.inTransaction) database.exec('rollback');
      throw error;
    }
  }
  return {
    close: () => database.close(),
    prepare(sql) {
      if (TRANSACTION.test(sql)) return boundary(database, sql);
      const statement = database.prepare(sql);
      if (READS.test(sql)) return statement;
      return {
        reader: statement.reader,
        all: (parameters) => whole(() => statement.all(parameters)),
        run: (parameters) => whole(() => statement.run(parameters)),
        iterate: (parameters) => statement.iterate(parameters),
      };
    },
  };
}

/** A transaction that will write takes the lock at its beginning, where waiting for it still helps. */
function boundary(database: Database.Database, sql: string): ReturnType<SqliteDatabase['prepare']> {
  const run = () => {
    database.exec(/^\s*begin\s*$/i.test(sql) ? 'begin immediate' : sql);
    return { changes: 0, lastInsertRowid: 0 };
  };
  return { reader: false, run, all: () => [], iterate: () => [].values() };
}
