import { describe, expect, it } from 'vitest';
import { linesOf } from './found.ts';

describe('current-phase-not-first', () => {
  it.each<readonly [string, string, readonly (readonly number[])[]]>([
    [
      'an unfinished phase before it',
      '# Move\n**Current Phase**: Phase 2\n## Phase 1: Shop\n- **Status**: 40%\n## Phase 2: Mail\n- **Status**: 10%\n',
      [[2, 4]],
    ],
    [
      'a complete one',
      '# Move\n**Current Phase**: Phase 1 - Shop\n## Phase 1: Shop\n- **Status**: 100%\n## Phase 2: Mail\n- **Status**: 10%\n',
      [[2, 4, 6]],
    ],
  ])('finds %s', (_, source, lines) => {
    expect(linesOf('current-phase-not-first', source)).toEqual(lines);
  });

  it.each<readonly [string, string]>([
    [
      'the first unfinished',
      '# Move\n**Current Phase**: Mail\n## Phase 1: Shop\n- **Status**: 100%\n## Phase 2: Mail\n- **Status**: 10%\n',
    ],
    [
      'a phase given up before it',
      '# Move\n**Current Phase**: Phase 2\n## Phase 1: Shop\n- **Status**: skipped\n## Phase 2: Mail\n- **Status**: 10%\n',
    ],
    [
      'the last when all are complete',
      '# Move\n**Current Phase**: Phase 2\n## Phase 1: Shop\n- **Status**: 100%\n## Phase 2: Mail\n- **Status**: 100%\n',
    ],
    [
      'a phase that is not there',
      '# Move\n**Current Phase**: Phase 9\n## Phase 1: Shop\n- **Status**: 100%\n## Phase 2: Mail\n- **Status**: 10%\n',
    ],
  ])('says nothing of %s', (_, source) => {
    expect(linesOf('current-phase-not-first', source)).toEqual([]);
  });
});
