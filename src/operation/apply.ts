import { checkedChange } from './apply-check.ts';
import { changeWords } from './apply-words.ts';
import type { Change } from './change.ts';
import { changedExtras, movedExtras, type Step } from './extras.ts';
import { foundEntry, foundPhase } from './found.ts';
import type { Phase } from './operation.ts';
import type { Extra, Extras, OperationRecord, Touch } from './record.ts';
import { spliceOf } from './splice.ts';
import { tookWords } from './took.ts';
import { markOfWords } from './tracker/mark.ts';
import { type Patched, patchTracker } from './tracker/patch.ts';
import type { Tracker } from './tracker/tracker.ts';

/** What a change of the file gives. */
export interface Applied {
  /** With the text after the change, and what is kept beside it under the ids of now. */
  readonly record: OperationRecord;
  /** The text after the change, read. */
  readonly tracker: Tracker;
  /** For the history, which numbers it. */
  readonly step: Step;
  /** The id, as it is after the change, of what was changed or added; undefined of the header, and where it is gone. */
  readonly id: string | undefined;
}

/**
 * Makes a change that somebody asked for: in the text, in what is kept beside it, and in words for the history.
 * @param tracker the record's own text, read
 * Throws a UserError where the change makes no sense or cannot be written without changing something else.
 */
export function applyChange(record: OperationRecord, tracker: Tracker, change: Change, by: Touch): Applied {
  const checked = withTime(checkedChange(tracker.operation, change), record, tracker, by.at);
  const patched = patchTracker(tracker, checked);
  const extras = extrasAfter(record, tracker, checked, patched, by);
  return {
    record: { ...record, source: patched.source, extras, changedAt: by.at },
    tracker: patched.tracker,
    id: touched(checked, patched),
    step: {
      ...by,
      what: changeWords(tracker.operation, checked),
      splice: spliceOf(record.source, patched.source),
      before: changedExtras(record.extras, extras),
    },
  };
}

/** A phase that is complete now took as long as it is known to have run. */
function withTime(change: Change, { extras }: OperationRecord, { operation }: Tracker, at: Date): Change {
  if (change.kind !== 'mark-phase' || change.mark !== 'done') return change;
  const { startedAt, endedAt } = extras[change.id] ?? {};
  if (!startedAt || endedAt) return change;
  const before = foundPhase(operation, change.id).duration?.value.words ?? '';
  return { ...change, took: tookWords(at.getTime() - startedAt.getTime(), before) };
}

function extrasAfter(
  record: OperationRecord,
  tracker: Tracker,
  change: Change,
  patched: Patched,
  by: Touch,
): Extras {
  const gone = change.kind === 'remove' ? [foundEntry(tracker.operation, change.id).id] : [];
  const moved = movedExtras(record.extras, patched.ids, gone);
  const id = touched(change, patched);
  if (id === undefined) return moved;
  const before = moved[id] ?? {};
  const after =
    change.kind === 'phase' || change.kind === 'mark-phase'
      ? phaseExtra(
          before,
          foundPhase(tracker.operation, change.id),
          foundPhase(patched.tracker.operation, id),
          by,
        )
      : entryExtra(before, change, by);
  return { ...moved, [id]: after };
}

/** The id, as it is after the change, of what was changed. */
function touched(change: Change, { ids, added }: Patched): string | undefined {
  if (change.kind === 'add' || change.kind === 'add-phase') return added;
  if (change.kind === 'header' || change.kind === 'remove') return undefined;
  return ids[change.id] ?? change.id;
}

function entryExtra(before: Extra, change: Change, by: Touch): Extra {
  const touch: Touch = { by: by.by, at: by.at };
  if (change.kind === 'add' || change.kind === 'add-phase') return { ...before, added: touch };
  if (change.kind === 'tick' || change.kind === 'judge') return { ...before, settled: touch };
  return { ...before, edited: touch };
}

/**
 * A phase that is said to be complete from now on ends now; one that is said to be in progress from now on has begun,
 * and has not ended. Of what was so before nobody knows since when.
 */
function phaseExtra(before: Extra, was: Phase, is: Phase, { by, at }: Touch): Extra {
  const { endedAt, ...open } = before;
  const edited = { by, at };
  if (isComplete(is)) return { ...before, edited, ...(isComplete(was) ? {} : { endedAt: endedAt ?? at }) };
  if (isBegun(was, is)) return { ...open, edited, startedAt: before.startedAt ?? at };
  return { ...open, edited };
}

function isComplete({ claimed, status, mark }: Phase): boolean {
  if (!claimed && !status) return mark === 'done';
  return claimed?.value.percent === 100 || (status !== undefined && markOfWords(status.value) === 'done');
}

/** Whether its status or its duration says only now that it is in progress. */
function isBegun(was: Phase, is: Phase): boolean {
  const runs = (words: string | undefined) => words !== undefined && markOfWords(words) === 'running';
  const status = runs(is.status?.value) && !runs(was.status?.value);
  return status || (runs(is.duration?.value.words) && !runs(was.duration?.value.words));
}
