import type { Kysely } from 'kysely';

/** Digests that channels get again and again, each one of them, and how things stood at each. */
export const digests = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createSchedules(db);
    await createRuns(db);
    await createSnapshots(db);
  },
};

async function createSchedules(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('digest_schedules')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('cron', 'text', (column) => column.notNull())
    .addColumn('zone', 'text', (column) => column.notNull())
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('depth', 'text', (column) => column.notNull())
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('paused', 'text')
    .addColumn('next_at', 'text')
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('digest_schedules_next').on('digest_schedules').column('next_at').execute();
}

async function createRuns(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('digest_runs')
    .addColumn('schedule', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('why', 'text', (column) => column.notNull())
    .addColumn('missed', 'text')
    .addColumn('digest', 'text')
    .addColumn('snapshot', 'text')
    .addColumn('posting', 'text')
    .addColumn('root', 'text')
    .addColumn('said', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'text')
    .addColumn('refused_since_at', 'text')
    .addPrimaryKeyConstraint('digest_runs_key', ['schedule', 'due_at'])
    .execute();
  await db.schema.createIndex('digest_runs_next').on('digest_runs').column('next_at').execute();
  await db.schema.createIndex('digest_runs_due').on('digest_runs').column('due_at').execute();
}

async function createSnapshots(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('digest_snapshots')
    .addColumn('schedule', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('taken_at', 'text', (column) => column.notNull())
    .addColumn('snapshot', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('digest_snapshots_key', ['schedule', 'due_at'])
    .execute();
  await db.schema
    .createIndex('digest_snapshots_channel')
    .on('digest_snapshots')
    .columns(['channel', 'taken_at'])
    .execute();
  await db.schema.createIndex('digest_snapshots_taken').on('digest_snapshots').column('taken_at').execute();
}
