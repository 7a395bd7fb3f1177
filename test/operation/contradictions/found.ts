import type { Contradiction } from '../../../src/operation/contradictions/contradiction.ts';
import { findContradictions } from '../../../src/operation/contradictions.ts';
import { parseTracker } from '../../../src/operation/tracker/parse.ts';

/** What is found in a tracker. */
export function foundIn(source: string): readonly Contradiction[] {
  return findContradictions(parseTracker(source).operation, source);
}

/** The lines of all that one check finds in a tracker, one list for each finding. */
export function linesOf(check: string, source: string): readonly (readonly number[])[] {
  return foundIn(source)
    .filter((each) => each.check === check)
    .map(({ statements }) => statements.map(({ line }) => line));
}

/** A short tracker in its second phase; the sections follow. */
export function aTracker(...sections: readonly string[]): string {
  return [
    '# Move',
    '**Current Phase**: Phase 2 - Shop rollout',
    '## Phase 1: Basics ✅',
    '- **Status**: 100% Complete',
    '## Phase 2: Shop rollout 🚧',
    '- **Status**: in progress',
    ...sections,
  ].join('\n');
}
