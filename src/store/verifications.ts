import { createHash } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Standing } from '../verification/standing.ts';
import type { Evidence } from '../verification/verification.ts';
import { batchesOf } from './batches.ts';
import { attempted } from './failures.ts';
import { fromJson, jsonText } from './json.ts';
import type { Verifications } from './store.ts';
import { LONGEST, type Tables, type VerificationRow } from './tables.ts';
import { bounded, keyText } from './text.ts';

const NAMES_AT_ONCE = 1000;
/** A judge keeps fewer. */
const MOST_EVIDENCE = 50;

/** What probes saw, of all operations. */
export function createVerifications(db: Kysely<Tables>, kind: 'sqlite' | 'postgres'): Verifications {
  return {
    list: (operation) =>
      attempted('read what was verified', async () => {
        const rows = await db
          .selectFrom('verifications')
          .selectAll()
          .where('operation', '=', operation)
          .execute();
        return rows.map(standingOf).sort((one, other) => (one.criterion < other.criterion ? -1 : 1));
      }),
    save: (operation, standings) =>
      attempted('save what was verified', () =>
        save(db, { operation, standings, lock: kind === 'postgres' }),
      ),
    keep: (operation, criteria) =>
      attempted('forget what was verified', async () => {
        const kept = new Set(criteria.map(keyOf));
        const rows = await db
          .selectFrom('verifications')
          .select('criterion_key')
          .where('operation', '=', operation)
          .execute();
        const gone = rows.map((row) => row.criterion_key).filter((key) => !kept.has(key));
        for (const keys of batchesOf(gone, NAMES_AT_ONCE))
          await db
            .deleteFrom('verifications')
            .where('operation', '=', operation)
            .where('criterion_key', 'in', keys)
            .execute();
      }),
  };
}

/** Nobody else writes here meanwhile: what is read first still holds when it is written. */
function save(
  db: Kysely<Tables>,
  {
    operation,
    standings,
    lock,
  }: { readonly operation: string; readonly standings: readonly Standing[]; readonly lock: boolean },
): Promise<readonly string[]> {
  return db.transaction().execute(async (all) => {
    // SQLite has locked everything by now.
    if (lock) await sql`lock table verifications in share row exclusive mode`.execute(all);
    const lost: string[] = [];
    for (const standing of standings) {
      const row = rowOf(operation, standing);
      const there = await all
        .selectFrom('verifications')
        .select('version')
        .where('operation', '=', row.operation)
        .where('criterion_key', '=', row.criterion_key)
        .executeTakeFirst();
      if ((there?.version ?? 0) !== standing.version) {
        lost.push(standing.criterion);
        continue;
      }
      await all
        .insertInto('verifications')
        .values(row)
        .onConflict((conflict) =>
          conflict
            .columns(['operation', 'criterion_key'])
            .doUpdateSet({ standing: row.standing, version: row.version }),
        )
        .execute();
    }
    return lost;
  });
}

function rowOf(operation: string, standing: Standing): VerificationRow {
  const { version, ...rest } = standing;
  return {
    operation: keyText(operation, LONGEST.id),
    criterion_key: keyOf(standing.criterion),
    standing: jsonText({ ...rest, outcome: boundedOutcome(standing.outcome) }),
    version: version + 1,
  };
}

/** Names and ids stay whole: by them a criterion and its probe are known again. */
function boundedOutcome(outcome: Standing['outcome']): Standing['outcome'] {
  const reason = bounded(outcome.reason, LONGEST.text);
  const evidence = outcome.evidence.slice(0, MOST_EVIDENCE).map(boundedEvidence);
  return outcome.kind === 'unverifiable'
    ? { ...outcome, reason, evidence }
    : { ...outcome, reason, evidence };
}

function boundedEvidence({ source, subject, value, at }: Evidence): Evidence {
  return {
    source: bounded(source, LONGEST.line),
    subject: bounded(subject, LONGEST.line),
    value: bounded(value, LONGEST.line),
    at,
  };
}

function standingOf(row: VerificationRow): Standing {
  return { ...(fromJson(row.standing) as Omit<Standing, 'version'>), version: row.version };
}

function keyOf(criterion: string): string {
  return createHash('sha256').update(criterion).digest('hex');
}
