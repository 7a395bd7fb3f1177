import { UserError } from '../../errors.ts';
import type { Change } from '../change.ts';
import { foundEntry, foundPhase } from '../found.ts';
import type { Entry } from '../operation.ts';
import { parseTracker } from './parse.ts';
import { addEdits } from './patch-add.ts';
import { bindEdits } from './patch-bind.ts';
import { type Outcome, outcomeOf } from './patch-check.ts';
import { describeEdits, editEdits } from './patch-edit.ts';
import { headerEdits, phaseEdits } from './patch-field.ts';
import type { Sheet } from './patch-item.ts';
import { type LineEdit, rewrite, wholeLinesOf } from './patch-lines.ts';
import { addPhaseEdits } from './patch-phase.ts';
import { markPhaseEdits } from './patch-phase-mark.ts';
import { removeEdits } from './patch-remove.ts';
import { judgeEdits, tickEdits } from './patch-tick.ts';
import type { Tracker } from './tracker.ts';

/** A tracker after a change. */
export interface Patched {
  readonly source: string;
  /** The text, read. */
  readonly tracker: Tracker;
  /** Ids of entries and phases that are called otherwise now, by what they were called. */
  readonly ids: Readonly<Record<string, string>>;
  /** The id of the entry or phase that was added. */
  readonly added: string | undefined;
}

/**
 * Writes a change into the file in the file's own manner: the smallest edit that says it. The text is read again, and
 * only an edit after which it says the change, and all else as before, is given.
 * Throws a UserError for an id that is not there, a change that says nothing new, and one that cannot be written
 * without changing something else.
 */
export function patchTracker(tracker: Tracker, change: Change): Patched {
  const sheet: Sheet = { tracker, lines: wholeLinesOf(tracker.source) };
  let loose: Patched | undefined;
  let unchanged = false;
  for (const edits of editsFor(sheet, change)) {
    const rewritten = rewrite(sheet.lines, edits);
    unchanged ||= rewritten.source === tracker.source;
    if (rewritten.source === tracker.source) continue;
    const after = parseTracker(rewritten.source);
    const outcome = outcomeOf(tracker, after, rewritten, change);
    if (outcome?.fit === 'exact') return patched(after, outcome);
    if (outcome) loose ??= patched(after, outcome);
  }
  if (loose) return loose;
  throw new UserError(
    unchanged
      ? 'The tracker says so already.'
      : 'That cannot be written into the tracker without changing something else in it. Change the file itself and import it again.',
  );
}

function patched(tracker: Tracker, { ids, added }: Outcome): Patched {
  return { source: tracker.source, tracker, ids, added };
}

/** Ways to write it, the plainest first. */
function editsFor(sheet: Sheet, change: Change): readonly (readonly LineEdit[])[] {
  switch (change.kind) {
    case 'add':
      return addEdits(sheet, change.entry);
    case 'add-phase':
      return addPhaseEdits(sheet, change.title);
    case 'header':
      return headerEdits(sheet, change);
    case 'phase':
      return phaseEdits(sheet, foundPhase(sheet.tracker.operation, change.id), change);
    case 'mark-phase': {
      const { mark, took } = change;
      return markPhaseEdits(sheet, foundPhase(sheet.tracker.operation, change.id), { mark, took });
    }
    default:
      return entryEdits(sheet, foundEntry(sheet.tracker.operation, change.id), change);
  }
}

type OfEntry = Exclude<Change, { kind: 'add' | 'add-phase' | 'header' | 'phase' | 'mark-phase' }>;

function entryEdits(sheet: Sheet, entry: Entry, change: OfEntry): readonly (readonly LineEdit[])[] {
  switch (change.kind) {
    case 'tick':
      return tickEdits(sheet, entry, change.done);
    case 'judge':
      return judgeEdits(sheet, entry, change.verdict);
    case 'edit':
      return editEdits(sheet, entry, { title: change.title, detail: change.detail });
    case 'remove':
      return removeEdits(sheet, entry);
    case 'describe':
      if (entry.kind === 'blocker') return describeEdits(sheet, entry, change.field, change.value);
      throw new UserError('Only blockers have an impact and a status.');
    case 'bind':
      if (entry.kind !== 'criterion') throw new UserError('Probes are bound to criteria.');
      if (change.probe !== undefined && /-->/.test(change.probe))
        throw new UserError('A probe cannot hold "-->": it would end the comment it stands in.');
      return bindEdits(sheet, entry, change.probe);
  }
}
