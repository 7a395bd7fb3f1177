import { isDeepStrictEqual } from 'node:util';
import { type Kysely, sql } from 'kysely';
import type { Quiet } from '../alerting/quiet.ts';
import { type Scope, scopeFrom, scopeText } from '../alerting/scope.ts';
import type { OnCallChange, SavedWatch, Watch, WatchChange } from '../alerting/watch.ts';
import { attempted } from './failures.ts';
import { fromJson, jsonText } from './json.ts';
import type { NewWatch, Watches } from './store.ts';
import { LONGEST, type Tables, type WatchRow } from './tables.ts';
import { bounded, keyText } from './text.ts';

/** The watches of all channels. */
export function createWatches(db: Kysely<Tables>): Watches {
  return {
    save: (watch, change) => attempted('save the watch', () => save(db, rowOf(watch), columnsOf(change))),
    remove: (channel, scope) => attempted('remove the watch', () => remove(db, channel, scope)),
    list: (channel) => attempted('read the watches', () => list(db, channel)),
    all: () => attempted('read the watches', () => list(db, undefined)),
  };
}

/** The columns that a change names, as they are to be. */
type Columns = Partial<Pick<WatchRow, 'on_call' | 'escalate_to' | 'quiet'>>;

/** One statement writes, so that of two at the same moment one adds and the other changes. */
async function save(db: Kysely<Tables>, row: WatchRow, columns: Columns): Promise<SavedWatch> {
  const saved = await db
    .insertInto('watches')
    .values({ ...row, ...columns })
    .onConflict((conflict) => {
      const there = conflict.columns(['channel', 'scope']);
      const names = (['on_call', 'escalate_to', 'quiet'] as const).filter((name) => name in columns);
      if (names.length === 0) return there.doNothing();
      return there
        .doUpdateSet({ ...columns, version: sql<number>`watches.version + 1` })
        .where((old) =>
          old.or(
            names.map((name) => old(`watches.${name}`, 'is distinct from', old.ref(`excluded.${name}`))),
          ),
        );
    })
    .returningAll()
    .executeTakeFirst();
  if (saved) return { outcome: saved.version === 1 ? 'added' : 'changed', watch: watchOf(saved) };
  const there = await find(db, row);
  // Where it is not, somebody removed it in between.
  return there ? { outcome: 'unchanged', watch: watchOf(there) } : save(db, row, columns);
}

async function find(
  db: Kysely<Tables>,
  { channel, scope }: Pick<WatchRow, 'channel' | 'scope'>,
): Promise<WatchRow | undefined> {
  return db
    .selectFrom('watches')
    .selectAll()
    .where('channel', '=', channel)
    .where('scope', '=', scope)
    .executeTakeFirst();
}

async function remove(db: Kysely<Tables>, channel: string, scope: Scope): Promise<'removed' | 'absent'> {
  const { numDeletedRows } = await db
    .deleteFrom('watches')
    .where('channel', '=', channel)
    .where('scope', '=', scopeText(scope))
    .executeTakeFirst();
  return numDeletedRows > 0n ? 'removed' : 'absent';
}

/** Ordered here: the two databases sort text differently. */
async function list(db: Kysely<Tables>, channel: string | undefined): Promise<readonly Watch[]> {
  const rows = db.selectFrom('watches').selectAll();
  const wanted = await (channel === undefined ? rows : rows.where('channel', '=', channel)).execute();
  return wanted
    .map((row) => ({ watch: watchOf(row), place: placeOf(row) }))
    .sort((one, other) => (one.place < other.place ? -1 : 1))
    .map(({ watch }) => watch);
}

function placeOf(row: WatchRow): string {
  const scope = scopeIn(row.scope);
  const names = scope.kind === 'tag' ? [scope.key, scope.value] : [scope.name, scope.cluster];
  return [row.channel, scope.kind, ...names, scope.env].join('\0');
}

function rowOf({ channel, scope, createdBy, createdAt }: NewWatch): WatchRow {
  return {
    channel: keyText(channel, LONGEST.id),
    scope: scopeKey(scope),
    on_call: null,
    escalate_to: null,
    quiet: null,
    created_by: bounded(createdBy, LONGEST.id),
    created_at: createdAt.toISOString(),
    version: 1,
  };
}

/** Refuses what would come back as something else: a name with a colon, or one that is too long. */
function scopeKey(scope: Scope): string {
  const { kind, ...parts } = scope;
  for (const part of Object.values(parts)) keyText(part, LONGEST.name);
  const text = scopeText(scope);
  const back = scopeFrom(text);
  if (!back || !isDeepStrictEqual(back, scope)) throw new RangeError(`a ${kind} that cannot be written`);
  return keyText(text, LONGEST.scope);
}

function columnsOf({ onCall, escalateTo, quiet }: WatchChange): Columns {
  return {
    ...(isNamed(onCall) && { on_call: idIn(onCall) }),
    ...(isNamed(escalateTo) && { escalate_to: idIn(escalateTo) }),
    ...(isNamed(quiet) && { quiet: quiet.kind === 'set' ? jsonText(quiet.quiet) : null }),
  };
}

function isNamed<C extends { readonly kind: string }>(change: C | undefined): change is C {
  return change !== undefined && change.kind !== 'keep';
}

function idIn(change: OnCallChange): string | null {
  return change.kind === 'set' ? bounded(change.id, LONGEST.id) : null;
}

function watchOf(row: WatchRow): Watch {
  return {
    channel: row.channel,
    scope: scopeIn(row.scope),
    onCall: row.on_call ?? undefined,
    escalateTo: row.escalate_to ?? undefined,
    quiet: row.quiet === null ? undefined : (fromJson(row.quiet) as Quiet),
    createdBy: row.created_by,
    createdAt: new Date(row.created_at),
  };
}

/** Only what can be read back was ever written. */
function scopeIn(text: string): Scope {
  const scope = scopeFrom(text);
  if (!scope) throw new Error(`a watch of ${text}, which is no scope`);
  return scope;
}
