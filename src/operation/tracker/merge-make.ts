import { UserError } from '../../errors.ts';
import { changeWords } from '../apply-words.ts';
import type { Change } from '../change.ts';
import { entryWords, phaseWords } from '../kind-words.ts';
import type { Entry, Operation, Phase } from '../operation.ts';
import { isSettled } from '../settled.ts';
import { type ConflictField, conflictId, type DraftConflict, sideOf } from './merge-conflict.ts';
import { changeOf, type Edit, entryFields, headerFields, newEntryOf, phaseFields } from './merge-edits.ts';
import type { Matches } from './merge-match.ts';
import { patchTracker } from './patch.ts';
import type { Tracker } from './tracker.ts';
import { normal } from './words.ts';

/** A merge under way: their text with the edits of ours made so far. */
export interface Merging {
  tracker: Tracker;
  /** What the file says by itself. */
  readonly theirs: Operation;
  /** What of before is what of theirs. */
  readonly matches: Matches;
  /** What entries and phases of theirs are called by now. */
  readonly names: Map<string, string>;
  /** Ids of what was added, by their ids in ours. */
  readonly added: Map<string, string>;
  readonly kept: string[];
  readonly conflicts: (Omit<DraftConflict, 'id'> & {
    readonly field: ConflictField;
    readonly target: string;
  })[];
}

/** A merge that begins. */
export function begun(tracker: Tracker, matches: Matches): Merging {
  const theirs = tracker.operation;
  return { tracker, theirs, matches, names: new Map(), added: new Map(), kept: [], conflicts: [] };
}

/** The conflicts under the names that things have in the merged text. */
export function conflictsOf({ conflicts, names }: Merging): readonly DraftConflict[] {
  return conflicts.map(({ field, target, ...sides }) => ({
    id: conflictId(field, names.get(target) ?? target),
    ...sides,
  }));
}

/** Makes an edit of ours in their text; where both say something else, or it cannot be written, both sides are kept. */
export function makeEdit(merging: Merging, edit: Edit): void {
  if (edit.kind === 'field') makeField(merging, edit);
  else if (edit.kind === 'removed') makeRemoval(merging, edit.entry);
  else if (edit.kind === 'added') makeAddition(merging, edit.entry);
  else if (!merging.theirs.phases.some(({ title }) => title === edit.phase.title))
    makePhase(merging, edit.phase);
}

function makeField(merging: Merging, edit: Extract<Edit, { kind: 'field' }>): void {
  const there = thereOf(merging, edit.id);
  if (!there) {
    keepGone(merging, edit);
    return;
  }
  const said = there.fields.get(edit.field) ?? '';
  if (said === edit.ours) return;
  const change = changeOf(edit.field, merging.names.get(there.id) ?? there.id, edit.ours);
  const doubles = edit.field === 'title' && isCalledSo(merging, there.id, edit.ours);
  if (said === edit.before && change && !doubles && written(merging, change)) return;
  const { subject, id } = there;
  merging.conflicts.push({ field: edit.field, target: id, subject, ours: edit.ours, theirs: said });
}

/** Whether the file has another of that kind that is called so by itself: both would be one, twice. */
function isCalledSo({ theirs }: Merging, id: string, title: string): boolean {
  const kind = theirs.entries.find((entry) => entry.id === id)?.kind;
  return theirs.entries.some(
    (other) => other.kind === kind && other.id !== id && normal(other.title) === normal(title),
  );
}

function thereOf({ matches, theirs }: Merging, id: string) {
  if (id === '') return { id, fields: headerFields(theirs), subject: 'what the tracker says at its top' };
  const entry = matches.entries.get(id);
  if (entry) return { id: entry.id, fields: entryFields(entry), subject: entryWords(entry) };
  const phase = matches.phases.get(id);
  return phase && { id: phase.id, fields: phaseFields(phase), subject: phaseWords(phase) };
}

/** Edited here and gone from the file: once for each, whatever the number of its fields. */
function keepGone({ conflicts }: Merging, { about, field, ours }: Extract<Edit, { kind: 'field' }>): void {
  if (!about || conflicts.some(({ target, theirs }) => target === about.id && theirs === undefined)) return;
  if ('kind' in about) conflicts.push(gone(about));
  else conflicts.push({ field, target: about.id, subject: phaseWords(about), ours, theirs: undefined });
}

function makeRemoval(merging: Merging, entry: Entry): void {
  const there = merging.matches.entries.get(entry.id);
  if (!there) return;
  const same = JSON.stringify([...entryFields(entry)]) === JSON.stringify([...entryFields(there)]);
  if (same && written(merging, { kind: 'remove', id: merging.names.get(there.id) ?? there.id })) return;
  const subject = entryWords(there);
  merging.conflicts.push({
    field: 'removed',
    target: there.id,
    subject,
    ours: undefined,
    theirs: sideOf(there),
  });
}

function makeAddition(merging: Merging, entry: Entry): void {
  const there = addedThereToo(merging, entry);
  if (there) {
    keepDifferences(merging, entry, there);
    return;
  }
  const phase =
    entry.phase && (merging.added.get(entry.phase) ?? merging.matches.phases.get(entry.phase)?.id);
  const fresh = newEntryOf(entry);
  const ways = phase ? [{ ...fresh, phase }, fresh] : [fresh];
  const done = ways.some((each) => written(merging, { kind: 'add', entry: each }, entry.id));
  if (!done) merging.conflicts.push(gone(entry));
  const probe = entry.kind === 'criterion' ? entry.probe : undefined;
  const id = merging.added.get(entry.id);
  if (id !== undefined && probe !== undefined) written(merging, { kind: 'bind', id, probe });
}

/** What the file calls so by now as well; one that was called so before is another of that title. */
function addedThereToo({ theirs, matches }: Merging, { kind, title }: Entry): Entry | undefined {
  const calledSo = [...matches.entries].filter(([before]) => before.startsWith(`${kind}:${normal(title)}`));
  const known = new Set(calledSo.map(([, { id }]) => id));
  return theirs.entries.find(
    (other) => other.kind === kind && normal(other.title) === normal(title) && !known.has(other.id),
  );
}

function keepDifferences({ conflicts }: Merging, ours: Entry, there: Entry): void {
  const theirs = entryFields(there);
  const about = { target: there.id, subject: entryWords(there) };
  for (const [field, value] of entryFields(ours)) {
    const said = theirs.get(field) ?? '';
    if (value !== '' && field !== 'title' && value !== said)
      conflicts.push({ ...about, field, ours: value, theirs: said });
  }
}

function makePhase(merging: Merging, phase: Phase): void {
  if (!written(merging, { kind: 'add-phase', title: phase.title }, phase.id)) return;
  for (const [field, value] of phaseFields(phase)) {
    const change = changeOf(field, merging.added.get(phase.id) ?? '', value);
    const now = merging.tracker.operation.phases.find(({ id }) => id === merging.added.get(phase.id));
    if (change && now && phaseFields(now).get(field) !== value) written(merging, change);
  }
}

function gone(entry: Entry): Merging['conflicts'][number] {
  const field = isSettled(entry) ? 'gone-done' : 'gone';
  return { field, target: entry.id, subject: entryWords(entry), ours: sideOf(entry), theirs: undefined };
}

/** Whether it could be written. */
function written(merging: Merging, change: Change, oursId?: string): boolean {
  try {
    const { tracker, ids, added } = patchTracker(merging.tracker, change);
    merging.kept.push(changeWords(merging.tracker.operation, change));
    merging.tracker = tracker;
    rename(merging, ids);
    if (oursId !== undefined && added !== undefined) merging.added.set(oursId, added);
    return true;
  } catch (error) {
    // What cannot be written becomes a conflict, so that no words are lost; anything else is a bug.
    if (error instanceof UserError) return false;
    throw error;
  }
}

function rename({ names, added, theirs }: Merging, ids: Readonly<Record<string, string>>): void {
  for (const map of [names, added])
    for (const [id, now] of map) if (ids[now] !== undefined) map.set(id, ids[now] ?? now);
  for (const { id } of [...theirs.entries, ...theirs.phases])
    if (!names.has(id) && ids[id] !== undefined) names.set(id, ids[id] ?? id);
}
