import { type Applied, applyChange } from './operation/apply.ts';
import type { Change } from './operation/change.ts';
import type { Contradiction } from './operation/contradictions/contradiction.ts';
import { findContradictions } from './operation/contradictions.ts';
import type { OperationRecord, Touch } from './operation/record.ts';
import { type Merged, type MergeTexts, mergeTracker } from './operation/tracker/merge.ts';
import { parseTracker } from './operation/tracker/parse.ts';
import type { Tracker } from './operation/tracker/tracker.ts';

/** What is done with trackers: what each kind of work takes and gives, plain data all of it. */
export interface TrackerWork {
  readonly read: readonly [source: string, Tracker];
  readonly contradictions: readonly [source: string, readonly Contradiction[]];
  readonly apply: readonly [ChangeWanted, Applied];
  readonly merge: readonly [MergeTexts, Merged];
}

export type WorkKind = keyof TrackerWork;

/** A change of an operation that somebody wants. */
export interface ChangeWanted {
  readonly record: OperationRecord;
  readonly change: Change;
  readonly touch: Touch;
}

/** Trackers that are kept read: an edit, what it made, and the one that somebody else works at. */
const KEPT = 3;

/** Does it here and now. What was read or written last is not read once more. */
export function createTrackerWork(): {
  readonly [K in WorkKind]: (input: TrackerWork[K][0]) => TrackerWork[K][1];
} {
  let kept: readonly Tracker[] = [];

  function keep(tracker: Tracker): Tracker {
    kept = [tracker, ...kept.filter((each) => each !== tracker)].slice(0, KEPT);
    return tracker;
  }

  function read(source: string): Tracker {
    return keep(kept.find((each) => each.source === source) ?? parseTracker(source));
  }

  return {
    read,
    contradictions: (source) => findContradictions(read(source).operation, source),
    apply({ record, change, touch }) {
      const applied = applyChange(record, read(record.source), change, touch);
      keep(applied.tracker);
      return applied;
    },
    merge: mergeTracker,
  };
}

/** What a thread is asked. */
export interface Request<K extends WorkKind = WorkKind> {
  readonly kind: K;
  readonly input: TrackerWork[K][0];
}

/** What it answers: the outcome, or why there is none. */
export type Reply<K extends WorkKind> =
  | { readonly kind: 'done'; readonly output: TrackerWork[K][1] }
  /** A UserError, whose class is lost between threads. */
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'failed'; readonly error: unknown };
