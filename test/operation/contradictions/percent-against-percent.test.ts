import { describe, expect, it } from 'vitest';
import { linesOf } from './found.ts';

describe('percent-against-percent', () => {
  it.each<readonly [string, string, readonly (readonly number[])[]]>([
    [
      'two numbers for the whole',
      '# Move\n**Overall Progress**: 60%\n## Summary\n- We are 80% complete overall\n',
      [[4, 2]],
    ],
    [
      'a whole beyond all of its parts',
      '# Move\n**Overall Progress**: 90%\n## Phase 1: Shop\n- **Status**: 50%\n## Phase 2: Mail\n- **Status**: 60%\n',
      [[2, 4, 6]],
    ],
    [
      'a whole below all of its parts',
      '# Move\n**Overall Progress**: 20%\n## Phase 1: Shop\n- **Status**: 50%\n## Phase 2: Mail\n- **Status**: 60%\n',
      [[2, 4, 6]],
    ],
    ['a phase marked as done at 80 %', '# Move\n## Phase 1: Shop ✅\n- **Status**: 80%\n', [[2, 3]]],
    [
      'a phase told otherwise in passing',
      '# Move\n**Status**: ongoing\n## Phase 1: Shop\n- **Status**: 50%\n## Summary\n- Phase 1 is 70% complete\n',
      [[6, 4]],
    ],
  ])('finds %s', (_, source, lines) => {
    expect(linesOf('percent-against-percent', source)).toEqual(lines);
  });

  it.each<readonly [string, string]>([
    [
      'a whole between its parts',
      '# Move\n**Overall Progress**: 55%\n## Phase 1: Shop\n- **Status**: 50%\n## Phase 2: Mail\n- **Status**: 60%\n',
    ],
    [
      'percentages of other things',
      '# Move\n**Overall Progress**: 60%\n## Summary\n- 99% uptime\n- Migration of orders: 80% complete\n',
    ],
  ])('says nothing of %s', (_, source) => {
    expect(linesOf('percent-against-percent', source)).toEqual([]);
  });
});
