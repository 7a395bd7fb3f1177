import type { Kysely } from 'kysely';

/** Diagnoses that were made, and where all can see them. */
export const diagnoses = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('diagnoses')
      .addColumn('id', 'text', (column) => column.notNull().primaryKey())
      .addColumn('env', 'text', (column) => column.notNull())
      .addColumn('cluster', 'text', (column) => column.notNull())
      .addColumn('service', 'text', (column) => column.notNull())
      .addColumn('made_at', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('withheld', 'integer', (column) => column.notNull())
      .addColumn('diagnosis', 'text', (column) => column.notNull())
      .addColumn('superseded', 'text')
      .execute();
    await db.schema
      .createIndex('diagnoses_by_service')
      .on('diagnoses')
      .columns(['env', 'cluster', 'service', 'made_at'])
      .execute();
    await db.schema
      .createTable('diagnosis_posts')
      .addColumn('diagnosis', 'text', (column) => column.notNull())
      .addColumn('channel', 'text', (column) => column.notNull())
      .addColumn('ts', 'text', (column) => column.notNull())
      .addColumn('thread', 'text')
      .addColumn('form', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('diagnosis_posts_key', ['diagnosis', 'channel', 'ts'])
      .execute();
  },
};
