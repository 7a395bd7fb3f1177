import type { Who } from '../access/person.ts';
import type { Dismissal, Extra, HistoryEntry, OperationRecord } from '../operation/record.ts';
import { fromJson, jsonText } from './json.ts';
import type { OperationSummary } from './store.ts';
import { LONGEST, type OperationHistoryRow, type OperationRow } from './tables.ts';
import { bounded, exactText, keyText, textIn } from './text.ts';

/**
 * The row of an operation as it is saved; its version is one more. What people wrote about it is cut where it is
 * far too long, never the tracker itself, nor what is to be chosen between.
 */
export function operationRow(record: OperationRecord): OperationRow {
  return {
    id: keyText(record.id, LONGEST.id),
    name: keyText(record.name, LONGEST.name),
    name_key: record.archivedAt ? null : nameKey(record.name),
    source: exactText(record.source),
    base: exactText(record.base),
    file_name: record.fileName === undefined ? null : bounded(record.fileName, LONGEST.name),
    taken_in: record.takenIn ? jsonText(record.takenIn, LONGEST.name) : null,
    extras: jsonText(record.extras, LONGEST.text),
    dismissed: jsonText(record.dismissed.map(boundedDismissal)),
    conflicts: jsonText(record.conflicts),
    created_by: whoText(record.createdBy),
    created_at: record.createdAt.toISOString(),
    changed_at: record.changedAt.toISOString(),
    archived_at: record.archivedAt?.toISOString() ?? null,
    version: record.version + 1,
  };
}

/** Its key stays whole: by it the contradiction is known. */
function boundedDismissal(dismissal: Dismissal): Dismissal {
  return { ...dismissal, reason: bounded(dismissal.reason, LONGEST.text) };
}

/** A name without its case and its blanks: two names of the same key are one. Without NUL too, as people may ask for anything. */
export function nameKey(name: string): string {
  const words = name.replaceAll('\0', '').trim().replace(/\s+/g, ' ');
  return words.normalize('NFC').toUpperCase().normalize('NFC');
}

/** Somebody, for a column. */
export function whoText({ id, name }: Who): string {
  return jsonText({ id, name }, LONGEST.name);
}

/** The operation in a row. */
export function operationOf(row: OperationRow): OperationRecord {
  return {
    id: row.id,
    name: row.name,
    source: textIn(row.source),
    base: textIn(row.base),
    fileName: row.file_name ?? undefined,
    takenIn: row.taken_in === null ? undefined : (fromJson(row.taken_in) as OperationRecord['takenIn']),
    extras: fromJson(row.extras) as OperationRecord['extras'],
    dismissed: fromJson(row.dismissed) as OperationRecord['dismissed'],
    conflicts: fromJson(row.conflicts) as OperationRecord['conflicts'],
    createdBy: fromJson(row.created_by) as Who,
    createdAt: new Date(row.created_at),
    changedAt: new Date(row.changed_at),
    archivedAt: instantIn(row.archived_at),
    version: row.version,
  };
}

/** The operation in a row that was read without its texts. */
export function summaryOf(
  row: Pick<OperationRow, 'id' | 'name' | 'file_name' | 'changed_at' | 'archived_at'>,
  channels: readonly string[],
): OperationSummary {
  return {
    id: row.id,
    name: row.name,
    fileName: row.file_name ?? undefined,
    changedAt: new Date(row.changed_at),
    archivedAt: instantIn(row.archived_at),
    channels,
  };
}

function instantIn(column: string | null): Date | undefined {
  return column === null ? undefined : new Date(column);
}

/** The row of a step in an operation's history. */
export function historyRow(operation: string, step: HistoryEntry): OperationHistoryRow {
  return {
    operation,
    seq: step.seq,
    by: whoText(step.by),
    at: step.at.toISOString(),
    what: bounded(step.what, LONGEST.detail),
    // What was taken out of the tracker is as much its text as what is in it.
    splice: step.splice ? jsonText(step.splice) : null,
    before: jsonText(withNulls(step.before), LONGEST.text),
    undoes: step.undoes ?? null,
  };
}

/** The step in a row. */
export function stepOf(row: OperationHistoryRow): HistoryEntry {
  const before = fromJson(row.before) as Readonly<Record<string, Extra | null>>;
  return {
    seq: row.seq,
    by: fromJson(row.by) as Who,
    at: new Date(row.at),
    what: row.what,
    splice: row.splice === null ? undefined : (fromJson(row.splice) as NonNullable<HistoryEntry['splice']>),
    before: Object.fromEntries(Object.entries(before).map(([id, extra]) => [id, extra ?? undefined])),
    undoes: row.undoes ?? undefined,
  };
}

/** JSON leaves out what is undefined; here that says something: there was nothing. */
function withNulls(before: HistoryEntry['before']): Readonly<Record<string, Extra | null>> {
  return Object.fromEntries(Object.entries(before).map(([id, extra]) => [id, extra ?? null]));
}
