import { UserError } from '../../errors.ts';
import type { Change } from '../change.ts';
import type { Entry, EntryKind } from '../operation.ts';
import type { Conflict } from '../record.ts';
import { changeOf, type EditedField } from './merge-edits.ts';
import { parseTracker } from './parse.ts';
import { patchTracker } from './patch.ts';

/** A conflict before it is known when it was found. */
export type DraftConflict = Omit<Conflict, 'at'>;

/** What two sides say differently: a field, or that there is an entry at all. */
export type ConflictField = EditedField | 'gone' | 'gone-done' | 'removed';

/** The id of a conflict: what it is about, and the id of the entry or phase, which may hold blanks and colons. */
export function conflictId(field: ConflictField, target: string): string {
  return `${field}|${target}`;
}

/** An entry's words as a conflict holds them. */
export function sideOf({ title, detail }: Pick<Entry, 'title' | 'detail'>): string {
  return detail === undefined ? title : `${title}: ${detail}`;
}

/**
 * Settles a conflict: `theirs` leaves the text as it is, `ours` writes what was said here into it. `ids` holds what is
 * called otherwise afterwards, old to new.
 * Throws a UserError where the text has not got what it is about any more, or cannot hold it.
 */
export function resolveConflict(
  source: string,
  conflict: DraftConflict,
  choice: 'ours' | 'theirs',
): { readonly source: string; readonly ids: Readonly<Record<string, string>> } {
  if (choice === 'theirs') return { source, ids: {} };
  const { source: written, ids } = patchTracker(parseTracker(source), oursAsChange(conflict));
  return { source: written, ids };
}

function oursAsChange({ id, ours }: DraftConflict): Change {
  const [field = '', ...rest] = id.split('|');
  const target = rest.join('|');
  if (ours === undefined) return { kind: 'remove', id: target };
  if (field === 'gone' || field === 'gone-done') return reAdded(target, ours, field === 'gone-done');
  const known = FIELDS.find((each) => each === field);
  const change = known && changeOf(known, target, ours);
  if (!change)
    throw new UserError('That cannot be written into the tracker. Change the file itself instead.');
  return change;
}

function reAdded(target: string, words: string, done: boolean): Change {
  const kind = KINDS.find((each) => target.startsWith(`${each}:`)) ?? 'note';
  const [title = words, ...rest] = words.split(': ');
  const detail = rest.join(': ');
  return { kind: 'add', entry: { kind, title, done, ...(detail === '' ? {} : { detail }) } };
}

const KINDS: readonly EntryKind[] = [
  'task',
  'criterion',
  'blocker',
  'focus',
  'decision',
  'finding',
  'insight',
  'achievement',
  'wisdom',
  'next',
  'note',
];
const FIELDS: readonly EditedField[] = [
  ...(['done', 'verdict', 'title', 'detail', 'probe', 'impact', 'status'] as const),
  ...(['phase-title', 'phase-claimed', 'phase-status', 'phase-duration', 'phase-achievement'] as const),
  ...(['phase-focus', 'header-status', 'header-startedOn', 'header-currentPhase', 'header-claimed'] as const),
];
