import { type Kysely, sql } from 'kysely';
import type { Watch } from '../alerting/watch.ts';
import type { ServiceRef } from '../deployment/service.ts';
import { attempted } from './failures.ts';
import type { Watches } from './store.ts';
import { LONGEST, type Tables, type WatchRow } from './tables.ts';
import { bounded, keyText } from './text.ts';

/** The watches of all channels. */
export function createWatches(db: Kysely<Tables>): Watches {
  return {
    save: (watch) => attempted('save the watch', () => save(db, watch)),
    remove: (channel, ref) => attempted('remove the watch', () => remove(db, channel, ref)),
    list: (channel) => attempted('read the watches', () => list(db, channel)),
  };
}

/** One statement, so that of two at the same moment one adds and the other changes. */
async function save(db: Kysely<Tables>, watch: Watch): Promise<'added' | 'changed' | 'unchanged'> {
  const saved = await db
    .insertInto('watches')
    .values(rowOf(watch))
    .onConflict((conflict) =>
      conflict
        .columns(['channel', 'env', 'cluster', 'service'])
        .doUpdateSet((old) => ({
          on_call: old.ref('excluded.on_call'),
          version: sql<number>`watches.version + 1`,
        }))
        .where('watches.on_call', 'is distinct from', (old) => old.ref('excluded.on_call')),
    )
    .returning('version')
    .executeTakeFirst();
  if (!saved) return 'unchanged';
  return saved.version === 1 ? 'added' : 'changed';
}

async function remove(db: Kysely<Tables>, channel: string, ref: ServiceRef): Promise<'removed' | 'absent'> {
  const { numDeletedRows } = await db
    .deleteFrom('watches')
    .where('channel', '=', channel)
    .where('env', '=', ref.env)
    .where('cluster', '=', ref.cluster)
    .where('service', '=', ref.name)
    .executeTakeFirst();
  return numDeletedRows > 0n ? 'removed' : 'absent';
}

/** Ordered here: the two databases sort text differently. */
async function list(db: Kysely<Tables>, channel: string): Promise<readonly Watch[]> {
  const rows = await db.selectFrom('watches').selectAll().where('channel', '=', channel).execute();
  return rows.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1)).map(watchOf);
}

function nameOf({ service, cluster, env }: WatchRow): string {
  return [service, cluster, env].join('\0');
}

function rowOf({ channel, ref, onCall, createdBy, createdAt }: Watch): WatchRow {
  return {
    channel: keyText(channel, LONGEST.id),
    env: keyText(ref.env, LONGEST.name),
    cluster: keyText(ref.cluster, LONGEST.name),
    service: keyText(ref.name, LONGEST.name),
    on_call: onCall === undefined ? null : bounded(onCall, LONGEST.id),
    created_by: bounded(createdBy, LONGEST.id),
    created_at: createdAt.toISOString(),
    version: 1,
  };
}

function watchOf(row: WatchRow): Watch {
  return {
    channel: row.channel,
    ref: { env: row.env, cluster: row.cluster, name: row.service },
    onCall: row.on_call ?? undefined,
    createdBy: row.created_by,
    createdAt: new Date(row.created_at),
  };
}
