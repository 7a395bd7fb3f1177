import { type Kysely, Migrator, sql } from 'kysely';
import { migrations } from './migrations/index.ts';
import type { Tables } from './tables.ts';

/**
 * "SNAL". Tells `file` and other tools whose database this is; and writing it finds out now, not at the first
 * save, that a file may only be read, which `begin immediate` does not mind.
 * @see https://www.sqlite.org/pragma.html#pragma_application_id
 */
const APPLICATION_ID = 0x534e414c;

/** Applies what is missing and returns the names of it. When several processes do so at once, one works and the others wait. */
export async function migrateToLatest(
  db: Kysely<Tables>,
  kind: 'sqlite' | 'postgres',
): Promise<readonly string[]> {
  return kind === 'sqlite' ? migrateSqlite(db) : migrateMissing(db, await currentSchema(db));
}

/**
 * SQLite can roll a table's creation back, but Kysely does not count on that and takes no lock there. The
 * write lock is taken first, so that a second process sees the finished tables or none.
 */
async function migrateSqlite(db: Kysely<Tables>): Promise<readonly string[]> {
  return db.connection().execute(async (connection) => {
    await sql`begin immediate`.execute(connection);
    try {
      await sql`pragma application_id = ${sql.lit(APPLICATION_ID)}`.execute(connection);
      const applied = await migrateMissing(connection, undefined);
      await sql`commit`.execute(connection);
      return applied;
    } catch (error) {
      await sql`rollback`.execute(connection);
      throw error;
    }
  });
}

/** Own table names, because a database may be shared with another program that uses Kysely. */
async function migrateMissing(db: Kysely<Tables>, schema: string | undefined): Promise<readonly string[]> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: 'snail_migration',
    migrationLockTableName: 'snail_migration_lock',
    ...(schema === undefined ? {} : { migrationTableSchema: schema }),
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? []).map(({ migrationName }) => migrationName);
}

/** Kysely looks for its table in every schema unless told which. */
async function currentSchema(db: Kysely<Tables>): Promise<string> {
  const { rows } = await sql<{ schema: string | null }>`select current_schema() as schema`.execute(db);
  const schema = rows[0]?.schema;
  if (!schema) throw new Error('the search path names no schema that exists; create it');
  return schema;
}
