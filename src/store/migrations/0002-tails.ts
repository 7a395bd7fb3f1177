import type { Kysely } from 'kysely';

/** Log threads: what each shows, how far it has come, and which process works at it. */
export const tails = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('tails')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('thread', 'text', (column) => column.notNull())
      .addColumn('head', 'text', (column) => column.notNull())
      .addColumn('plan', 'text', (column) => column.notNull())
      .addColumn('progress', 'text', (column) => column.notNull())
      .addColumn('posting', 'text')
      .addColumn('ended', 'text')
      .addColumn('ends_at', 'text', (column) => column.notNull())
      .addColumn('stopped_by', 'text')
      .addColumn('next_at', 'text', (column) => column.notNull())
      .addColumn('worker', 'text')
      .addColumn('worker_until', 'text')
      .execute();
    await db.schema.createIndex('tails_next_at').on('tails').columns(['ended', 'next_at']).execute();
  },
};
