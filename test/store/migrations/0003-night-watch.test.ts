import { Migrator, sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { scopeOf } from '../../../src/alerting/scope.ts';
import { createLog } from '../../../src/log.ts';
import { openStore } from '../../../src/store/database.ts';
import { initial } from '../../../src/store/migrations/0001-initial.ts';
import { tails } from '../../../src/store/migrations/0002-tails.ts';
import { openPostgres } from '../../../src/store/postgres.ts';
import { openSqlite } from '../../../src/store/sqlite.ts';
import { NOW } from '../../given.ts';
import { aTail } from '../../given-tails.ts';
import { onEveryDatabase } from '../databases.ts';

const log = createLog('silent');
const ROWS = [
  ['C1', 'prod-eu', 'prod', 'web', 'S1', 'U1', '2026-03-04T03:00:00.000Z', 7],
  ['C1', 'prod-eu', 'prod', 'api', null, 'U2', '2026-03-04T03:00:00.000Z', 1],
  ['C2', 'prod-eu', 'prod', 'web', null, 'U1', '2026-03-04T03:00:00.000Z', 1],
] as const;

/** A database as the version before left it, with rows. */
async function openOld(url: string) {
  const isFile = url.startsWith('file:');
  const db = isFile
    ? await openSqlite(url.slice('file:'.length), { log, busyMs: 0 })
    : await openPostgres(url, { log });
  const schema = isFile
    ? undefined
    : await sql<{ name: string }>`select current_schema() as name`.execute(db);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ '0001-initial': initial, '0002-tails': tails }) },
    migrationTableName: 'snail_migration',
    migrationLockTableName: 'snail_migration_lock',
    ...(schema?.rows[0] && { migrationTableSchema: schema.rows[0].name }),
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw error;
  return db;
}

describe('the migration to watches of any scope', () => {
  onEveryDatabase((databases) => {
    it('carries over what channels watch, and log threads that are open', async () => {
      const url = await databases.fresh();
      const old = await openOld(url);
      for (const row of ROWS) await sql`insert into watches values (${sql.join(row)})`.execute(old);
      await sql`
        insert into tails (id, channel, thread, head, plan, progress, ends_at, next_at)
        values ('tail-1', 'C1', '1.0', '1.0', ${JSON.stringify(aTail().plan)}, ${JSON.stringify(aTail().progress)},
          ${aTail().endsAt.toISOString()}, ${NOW.toISOString()})
      `.execute(old);
      await old.destroy();
      const store = await openStore(url, { log });
      const more = { escalateTo: undefined, quiet: undefined, createdAt: NOW };
      const scope = (name: string) => scopeOf({ env: 'prod-eu', cluster: 'prod', name });
      expect(await store.watches.all()).toEqual([
        { channel: 'C1', scope: scope('api'), onCall: undefined, createdBy: 'U2', ...more },
        { channel: 'C1', scope: scope('web'), onCall: 'S1', createdBy: 'U1', ...more },
        { channel: 'C2', scope: scope('web'), onCall: undefined, createdBy: 'U1', ...more },
      ]);
      const changed = await store.watches.save(
        { channel: 'C1', scope: scope('web'), createdBy: 'U3', createdAt: NOW },
        { escalateTo: { kind: 'set', id: 'S2' } },
      );
      expect(changed).toMatchObject({ outcome: 'changed', watch: { onCall: 'S1', escalateTo: 'S2' } });
      expect(await store.watches.remove('C2', scope('web'))).toBe('removed');
      expect((await store.tails.get('tail-1'))?.plan).toEqual(aTail().plan);
      await store.close();
    });

    it('finds what it looks for every second by index', async () => {
      const url = await databases.fresh();
      await (await openStore(url, { log })).close();
      if (databases.name === 'PostgreSQL') return;
      const db = await openSqlite(url.slice('file:'.length), { log, busyMs: 0 });
      const plan = await sql<{ detail: string }>`
        explain query plan select * from threads where id in (
          select id from threads where delivered_version < version
          union select id from threads where delivery_next_at <= '2026')
      `.execute(db);
      await db.destroy();
      expect(
        plan.rows.map(({ detail }) => detail).filter((step) => /^SCAN threads(?! USING)/.test(step)),
      ).toEqual([]);
    });
  });
});
