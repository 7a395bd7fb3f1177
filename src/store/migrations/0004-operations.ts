import type { Kysely } from 'kysely';

/** Operations, what was done to each, and which channel works at which. */
export const operations = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createOperations(db);
    await createHistory(db);
    await createChannels(db);
  },
};

async function createOperations(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('operations')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('base', 'text', (column) => column.notNull())
    .addColumn('file_name', 'text')
    .addColumn('taken_in', 'text')
    .addColumn('extras', 'text', (column) => column.notNull())
    .addColumn('dismissed', 'text', (column) => column.notNull())
    .addColumn('conflicts', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .addColumn('archived_at', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  // Both databases let any number of rows have none.
  await db.schema.createIndex('operations_name').unique().on('operations').column('name_key').execute();
}

async function createHistory(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('operation_history')
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('what', 'text', (column) => column.notNull())
    .addColumn('splice', 'text')
    .addColumn('before', 'text', (column) => column.notNull())
    .addColumn('undoes', 'integer')
    .addPrimaryKeyConstraint('operation_history_key', ['operation', 'seq'])
    .execute();
}

async function createChannels(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('operation_channels')
    .addColumn('channel', 'text', (column) => column.notNull().primaryKey())
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('by', 'text', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .execute();
}
