import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { AuditEntry } from '../access/audit.ts';
import { attempted } from './failures.ts';
import type { Audit } from './store.ts';
import { type AuditRow, LONGEST, type Tables } from './tables.ts';
import { bounded } from './text.ts';

/** Most entries read at once. */
const MOST_LISTED = 1000;

/** The audit of one process; others may write to the same table. */
export function createAudit(db: Kysely<Tables>): Audit {
  let written = 0;
  return {
    add: (entry) =>
      attempted('write the audit', async () => {
        written += 1;
        const id = `${String(written).padStart(12, '0')}-${randomUUID()}`;
        await db.insertInto('audit').values(rowOf(entry, id)).execute();
      }),
    list: (limit) => attempted('read the audit', () => list(db, limit)),
  };
}

async function list(db: Kysely<Tables>, limit: number): Promise<readonly AuditEntry[]> {
  const rows = await db
    .selectFrom('audit')
    .selectAll()
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(Math.min(Math.max(Math.trunc(limit), 0), MOST_LISTED))
    .execute();
  return rows.map(entryOf);
}

function rowOf(entry: AuditEntry, id: string): AuditRow {
  return {
    id,
    at: entry.at.toISOString(),
    person: bounded(entry.person, LONGEST.id),
    team: entry.team === undefined ? null : bounded(entry.team, LONGEST.id),
    channel: bounded(entry.channel, LONGEST.id),
    via: entry.via,
    verb: bounded(entry.verb, LONGEST.verb),
    detail: bounded(entry.detail, LONGEST.detail),
    outcome: entry.outcome,
    reference: bounded(entry.reference, LONGEST.id),
  };
}

/** Only `add` writes these columns, so `via` and `outcome` hold what the types say. */
function entryOf(row: AuditRow): AuditEntry {
  return {
    at: new Date(row.at),
    person: row.person,
    team: row.team ?? undefined,
    channel: row.channel,
    via: row.via as AuditEntry['via'],
    verb: row.verb,
    detail: row.detail,
    outcome: row.outcome as AuditEntry['outcome'],
    reference: row.reference,
  };
}
