import { type Kysely, sql } from 'kysely';

/** Watches of any scope, the threads of alerts and rollouts, who watches, and tasks that ECS forgets. */
export const nightWatch = {
  async up(db: Kysely<unknown>): Promise<void> {
    await widenWatches(db);
    await createThreads(db);
    await createLeases(db);
    await createStoppedTasks(db);
  },
};

/** A table of its own, as SQLite cannot change a primary key. */
async function widenWatches(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('watches_of_scopes')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('scope', 'text', (column) => column.notNull())
    .addColumn('on_call', 'text')
    .addColumn('escalate_to', 'text')
    .addColumn('quiet', 'text')
    .addColumn('created_by', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    // Not `watches_key`: PostgreSQL would have two of that name until the old table is gone.
    .addPrimaryKeyConstraint('watches_scope_key', ['channel', 'scope'])
    .execute();
  await sql`
    insert into watches_of_scopes (channel, scope, on_call, created_by, created_at, version)
    select channel, env || ':' || cluster || '/' || service, on_call, created_by, created_at, version from watches
  `.execute(db);
  await db.schema.dropTable('watches').execute();
  await db.schema.alterTable('watches_of_scopes').renameTo('watches').execute();
}

async function createThreads(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('threads')
    .addColumn('id', 'text', (column) => column.notNull().primaryKey())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('about', 'text', (column) => column.notNull())
    .addColumn('visible', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('next_at', 'text')
    .addColumn('changed_at', 'text', (column) => column.notNull())
    .addColumn('closed_at', 'text')
    .addColumn('root', 'text')
    .addColumn('delivery', 'text')
    .addColumn('delivered_version', 'integer', (column) => column.notNull())
    .addColumn('delivery_next_at', 'text')
    .execute();
  await sql`create unique index threads_open on threads (channel, key) where closed_at is null`.execute(db);
  await sql`create index threads_owed on threads (id) where delivered_version < version`.execute(db);
  await db.schema.createIndex('threads_closed_at').on('threads').column('closed_at').execute();
  await db.schema.createIndex('threads_next_at').on('threads').column('next_at').execute();
  await db.schema.createIndex('threads_delivery_next_at').on('threads').column('delivery_next_at').execute();
}

async function createLeases(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('leases')
    .addColumn('name', 'text', (column) => column.notNull().primaryKey())
    .addColumn('worker', 'text', (column) => column.notNull())
    .addColumn('until', 'text', (column) => column.notNull())
    .execute();
}

async function createStoppedTasks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('stopped_tasks')
    .addColumn('env', 'text', (column) => column.notNull())
    .addColumn('cluster', 'text', (column) => column.notNull())
    .addColumn('task_id', 'text', (column) => column.notNull())
    .addColumn('service', 'text', (column) => column.notNull())
    .addColumn('stopped_at', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'text', (column) => column.notNull())
    .addColumn('task', 'text', (column) => column.notNull())
    .addColumn('lines', 'text')
    .addColumn('not_read', 'text')
    .addPrimaryKeyConstraint('stopped_tasks_key', ['env', 'cluster', 'task_id'])
    .execute();
  await db.schema
    .createIndex('stopped_tasks_service')
    .on('stopped_tasks')
    .columns(['env', 'cluster', 'service', 'stopped_at'])
    .execute();
  await db.schema.createIndex('stopped_tasks_stopped_at').on('stopped_tasks').column('stopped_at').execute();
}
