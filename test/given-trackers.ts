import type { Trackers } from '../src/deps.ts';
import { applyChange } from '../src/operation/apply.ts';
import { findContradictions } from '../src/operation/contradictions.ts';
import { mergeTracker } from '../src/operation/tracker/merge.ts';
import { parseTracker } from '../src/operation/tracker/parse.ts';

/** The real functions, without a thread beside. */
export const trackers: Trackers = {
  read: async (source) => parseTracker(source),
  contradictions: async (source) => findContradictions(parseTracker(source).operation, source),
  apply: async (record, change, touch) => applyChange(record, parseTracker(record.source), change, touch),
  merge: async (texts) => mergeTracker(texts),
};
