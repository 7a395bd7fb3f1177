import type { Trackers } from '../src/deps.ts';
import { applyChange } from '../src/operation/apply.ts';
import { findContradictions } from '../src/operation/contradictions.ts';
import { mergeTracker } from '../src/operation/tracker/merge.ts';
import { parseTracker } from '../src/operation/tracker/parse.ts';

const parsed = remembering(parseTracker);
const contradictionsIn = remembering((source) => findContradictions(parsed(source).operation, source));

/** The real functions, without a thread beside. */
export const trackers: Trackers = {
  read: async (source) => parsed(source),
  contradictions: async (source) => contradictionsIn(source),
  apply: async (record, change, touch) => applyChange(record, parsed(record.source), change, touch),
  merge: async (texts) => mergeTracker(texts),
};

/** Most tests look at the same few texts. */
function remembering<T>(make: (source: string) => T): (source: string) => T {
  const made = new Map<string, T>();
  return (source) => {
    const known = made.get(source) ?? make(source);
    made.set(source, known);
    return known;
  };
}
