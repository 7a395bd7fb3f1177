import type { Kysely } from 'kysely';
import type { ServiceRef } from '../deployment/service.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { DiagnosisPost, KeptDiagnosis, Superseded } from '../diagnosis/kept.ts';
import { attempted } from './failures.ts';
import { fromJson, jsonText } from './json.ts';
import type { Diagnoses } from './store.ts';
import { type DiagnosisPostRow, type DiagnosisRow, LONGEST, type Tables } from './tables.ts';
import { bounded, keyText } from './text.ts';

/** Of one service. Whoever presses the button of an older one is told so. */
const MOST_KEPT = 10;

/** The diagnoses of all services. */
export function createDiagnoses(db: Kysely<Tables>): Diagnoses {
  return {
    get: (id) => attempted('read the diagnosis', () => get(db, id)),
    list: (ref) => attempted('read the diagnoses', () => list(db, ref)),
    add: (kept) => attempted('save the diagnosis', () => add(db, kept)),
    addPost: (id, post) =>
      attempted('save where the diagnosis is', async () => {
        await db
          .insertInto('diagnosis_posts')
          .values(postRowOf(id, post))
          .onConflict((conflict) => conflict.columns(['diagnosis', 'channel', 'ts']).doNothing())
          .execute();
      }),
    supersede: (id, superseded) => attempted('mark the diagnosis', () => supersede(db, id, superseded)),
    forget: (madeBefore) =>
      attempted('forget old diagnoses', async () => {
        const old = db.selectFrom('diagnoses').select('id').where('made_at', '<', madeBefore.toISOString());
        await removed(
          db,
          (await old.execute()).map(({ id }) => id),
        );
      }),
  };
}

async function get(db: Kysely<Tables>, id: string): Promise<KeptDiagnosis | undefined> {
  const row = await db.selectFrom('diagnoses').selectAll().where('id', '=', id).executeTakeFirst();
  const [kept] = row ? await withPosts(db, [row]) : [];
  return kept;
}

async function list(db: Kysely<Tables>, ref: ServiceRef): Promise<readonly KeptDiagnosis[]> {
  const rows = await ofService(db, ref).selectAll().limit(MOST_KEPT).execute();
  return withPosts(db, rows);
}

async function add(db: Kysely<Tables>, kept: KeptDiagnosis): Promise<void> {
  await db.insertInto('diagnoses').values(rowOf(kept)).execute();
  for (const post of kept.posts)
    await db.insertInto('diagnosis_posts').values(postRowOf(kept.id, post)).execute();
  const ids = await ofService(db, kept.diagnosis.ref).select('id').execute();
  await removed(
    db,
    ids.slice(MOST_KEPT).map(({ id }) => id),
  );
}

/** One statement: of two that mark it at the same moment one does. */
async function supersede(
  db: Kysely<Tables>,
  id: string,
  superseded: Superseded,
): Promise<'marked' | 'marked-before' | 'absent'> {
  const { numUpdatedRows } = await db
    .updateTable('diagnoses')
    .set({ superseded: jsonText(superseded, LONGEST.text) })
    .where('id', '=', id)
    .where('superseded', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return 'marked';
  const there = await db.selectFrom('diagnoses').select('id').where('id', '=', id).executeTakeFirst();
  return there ? 'marked-before' : 'absent';
}

function ofService(db: Kysely<Tables>, { env, cluster, name }: ServiceRef) {
  return db
    .selectFrom('diagnoses')
    .where('env', '=', env)
    .where('cluster', '=', cluster)
    .where('service', '=', name)
    .orderBy('made_at', 'desc')
    .orderBy('id');
}

async function removed(db: Kysely<Tables>, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await db.deleteFrom('diagnosis_posts').where('diagnosis', '=', id).execute();
    await db.deleteFrom('diagnoses').where('id', '=', id).execute();
  }
}

async function withPosts(
  db: Kysely<Tables>,
  rows: readonly DiagnosisRow[],
): Promise<readonly KeptDiagnosis[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const posts = await db
    .selectFrom('diagnosis_posts')
    .selectAll()
    .where('diagnosis', 'in', ids)
    .orderBy('ts')
    .execute();
  return rows.map((row) =>
    keptOf(
      row,
      posts.filter(({ diagnosis }) => diagnosis === row.id),
    ),
  );
}

function rowOf({ id, diagnosis, channel, withheld, superseded }: KeptDiagnosis): DiagnosisRow {
  const { ref, asOf } = diagnosis;
  return {
    id: keyText(id, LONGEST.id),
    env: keyText(ref.env, LONGEST.name),
    cluster: keyText(ref.cluster, LONGEST.name),
    service: keyText(ref.name, LONGEST.name),
    made_at: asOf.toISOString(),
    channel: bounded(channel, LONGEST.id),
    withheld: withheld ? 1 : 0,
    diagnosis: jsonText(diagnosis, LONGEST.text),
    superseded: superseded ? jsonText(superseded, LONGEST.text) : null,
  };
}

function postRowOf(id: string, { channel, ts, thread, form }: DiagnosisPost): DiagnosisPostRow {
  return {
    diagnosis: keyText(id, LONGEST.id),
    channel: keyText(channel, LONGEST.id),
    ts: keyText(ts, LONGEST.id),
    thread: thread === undefined ? null : keyText(thread, LONGEST.id),
    form,
  };
}

function keptOf(row: DiagnosisRow, posts: readonly DiagnosisPostRow[]): KeptDiagnosis {
  return {
    id: row.id,
    diagnosis: fromJson(row.diagnosis) as Diagnosis,
    channel: row.channel,
    withheld: row.withheld === 1,
    posts: posts.map(({ channel, ts, thread, form }) => ({
      channel,
      ts,
      thread: thread ?? undefined,
      form: form as DiagnosisPost['form'],
    })),
    superseded: row.superseded === null ? undefined : (fromJson(row.superseded) as Superseded),
  };
}
