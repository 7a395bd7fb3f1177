import { type Kysely, sql } from 'kysely';
import type { OnCallChange, SavedWatch, Watch } from '../alerting/watch.ts';
import type { ServiceRef } from '../deployment/service.ts';
import { attempted } from './failures.ts';
import type { Watches } from './store.ts';
import { LONGEST, type Tables, type WatchRow } from './tables.ts';
import { bounded, keyText } from './text.ts';

/** The watches of all channels. */
export function createWatches(db: Kysely<Tables>): Watches {
  return {
    save: (watch, onCall = { kind: 'keep' }) => attempted('save the watch', () => save(db, watch, onCall)),
    remove: (channel, ref) => attempted('remove the watch', () => remove(db, channel, ref)),
    list: (channel) => attempted('read the watches', () => list(db, channel)),
  };
}

/** One statement writes, so that of two at the same moment one adds and the other changes. */
async function save(
  db: Kysely<Tables>,
  watch: Omit<Watch, 'onCall'>,
  change: OnCallChange,
): Promise<SavedWatch> {
  const row = rowOf(watch, change.kind === 'set' ? change.id : undefined);
  const saved = await db
    .insertInto('watches')
    .values(row)
    .onConflict((conflict) => {
      const there = conflict.columns(['channel', 'env', 'cluster', 'service']);
      if (change.kind === 'keep') return there.doNothing();
      return there
        .doUpdateSet((old) => ({
          on_call: old.ref('excluded.on_call'),
          version: sql<number>`watches.version + 1`,
        }))
        .where('watches.on_call', 'is distinct from', (old) => old.ref('excluded.on_call'));
    })
    .returning(['version', 'on_call'])
    .executeTakeFirst();
  if (saved)
    return { outcome: saved.version === 1 ? 'added' : 'changed', onCall: saved.on_call ?? undefined };
  return { outcome: 'unchanged', onCall: await onCallOf(db, row) };
}

async function onCallOf(db: Kysely<Tables>, row: WatchRow): Promise<string | undefined> {
  const found = await db
    .selectFrom('watches')
    .select('on_call')
    .where('channel', '=', row.channel)
    .where('env', '=', row.env)
    .where('cluster', '=', row.cluster)
    .where('service', '=', row.service)
    .executeTakeFirst();
  return found?.on_call ?? undefined;
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

function rowOf(
  { channel, ref, createdBy, createdAt }: Omit<Watch, 'onCall'>,
  onCall: string | undefined,
): WatchRow {
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
