import type { Kysely } from 'kysely';

/** What probes saw of the criteria of operations. */
export const verifications = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('verifications')
      .addColumn('operation', 'text', (column) => column.notNull())
      .addColumn('criterion_key', 'text', (column) => column.notNull())
      .addColumn('standing', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('verifications_key', ['operation', 'criterion_key'])
      .execute();
  },
};
