import type { Who } from '../access/person.ts';
import { UserError } from '../errors.ts';
import { restoredExtras, type Step } from './extras.ts';
import type { HistoryEntry, OperationRecord } from './record.ts';
import { applySplice, reverseSplice } from './splice.ts';

/** What undoing gives: the record as it was, the step for the history, and which step it takes back. */
export interface Undone {
  readonly record: OperationRecord;
  readonly step: Step & { readonly undoes: number };
  readonly of: HistoryEntry;
}

/**
 * Takes back the newest step that is not itself an undoing and has not been undone; again, and it takes back the one
 * before. The text becomes what it was, byte for byte, and what is kept beside it as well. Undoing cannot be undone:
 * do it again instead.
 * @param history of this operation, in any order; as far back as undoing should reach
 * Throws a UserError where nothing is left to undo, and where the text at that place is another one since.
 */
export function undo(
  record: OperationRecord,
  history: readonly HistoryEntry[],
  by: { readonly by: Who; readonly at: Date },
): Undone {
  const of = newestStanding(history);
  if (!of) throw new UserError('There is nothing to undo.');
  const source =
    of.splice === undefined ? record.source : applySplice(record.source, reverseSplice(of.splice));
  if (source === undefined)
    throw new UserError(
      `The tracker has been changed since where ${of.by.name} ${of.what}, so that cannot be undone by itself. Change it back by hand.`,
    );
  const before = Object.fromEntries(Object.keys(of.before).map((id) => [id, record.extras[id]]));
  return {
    record: {
      ...record,
      ...beforeImport(record, of),
      source,
      extras: restoredExtras(record.extras, of.before),
      changedAt: by.at,
    },
    step: {
      ...by,
      what: `undid: ${of.what}`,
      splice: of.splice && reverseSplice(of.splice),
      before,
      undoes: of.seq,
    },
    of,
  };
}

/**
 * Of an import that is undone: the file before it is the one that edits are told apart from again, so that the same file
 * merges anew, and what it and edits said differently is no conflict any more.
 */
function beforeImport(
  { base: present, conflicts }: OperationRecord,
  { splice, at }: HistoryEntry,
): Partial<Pick<OperationRecord, 'base' | 'conflicts'>> {
  const base = splice?.base && applySplice(present, reverseSplice(splice.base));
  if (base === undefined) return {};
  return { base, conflicts: conflicts.filter((each) => each.at.getTime() !== at.getTime()) };
}

/** The step that undoing takes back next: neither undone nor an undoing, and one that changed what can be put back. */
export function newestStanding(history: readonly HistoryEntry[]): HistoryEntry | undefined {
  const undone = new Set(history.map(({ undoes }) => undoes));
  return history
    .filter((step) => step.undoes === undefined && !undone.has(step.seq) && changedSomething(step))
    .sort((a, b) => b.seq - a.seq)[0];
}

function changedSomething({ splice, before }: HistoryEntry): boolean {
  return splice !== undefined || Object.keys(before).length > 0;
}
