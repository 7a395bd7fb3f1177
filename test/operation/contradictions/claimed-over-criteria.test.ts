import { describe, expect, it } from 'vitest';
import { linesOf } from './found.ts';

describe('claimed-over-criteria', () => {
  it.each<readonly [string, string, readonly (readonly number[])[]]>([
    [
      '99 % with four of ten',
      '# Move\n**Overall Progress**: 99%\n## Completion criteria\n- [x] C0\n- [x] C1\n- [x] C2\n- [x] C3\n- [ ] C4\n- [ ] C5\n- [ ] C6\n- [ ] C7\n- [ ] C8\n- [ ] C9\n',
      [[2, 8, 9, 10, 11, 12, 13]],
    ],
    [
      '80 % with none',
      '# Move\n**Overall Progress**: 80%\n## Completion criteria\n- [ ] C0\n- [ ] C1\n- [ ] C2\n',
      [[2, 4, 5, 6]],
    ],
    [
      'a phase beyond its criteria',
      '# Move\n## Phase 1: Shop 🚧\n- **Status**: 95%\n### Completion criteria\n- [ ] One\n- [ ] Two\n',
      [[3, 5, 6]],
    ],
  ])('finds %s', (_, source, lines) => {
    expect(linesOf('claimed-over-criteria', source)).toEqual(lines);
  });

  it.each<readonly [string, string]>([
    [
      '60 % with one of four: criteria are ticked last',
      '# Move\n**Overall Progress**: 60%\n## Completion criteria\n- [x] C0\n- [ ] C1\n- [ ] C2\n- [ ] C3\n',
    ],
    [
      '99 % with nine of ten',
      '# Move\n**Overall Progress**: 99%\n## Completion criteria\n- [x] C0\n- [x] C1\n- [x] C2\n- [x] C3\n- [x] C4\n- [x] C5\n- [x] C6\n- [x] C7\n- [x] C8\n- [ ] C9\n',
    ],
    [
      'no percentage',
      '# Move\n**Overall Progress**: good\n## Completion criteria\n- [x] C0\n- [ ] C1\n- [ ] C2\n- [ ] C3\n',
    ],
    [
      '140 %',
      '# Move\n**Overall Progress**: 140%\n## Completion criteria\n- [x] C0\n- [ ] C1\n- [ ] C2\n- [ ] C3\n',
    ],
    [
      'a last phase without ticks behind three complete ones',
      '# Move\n**Overall Progress**: 75%\n## Phase 1: A ✅\n## Phase 2: B ✅\n## Phase 3: C ✅\n## Phase 4: D 🚧\n### Completion criteria\n- [ ] One\n- [ ] Two\n',
    ],
  ])('says nothing of %s', (_, source) => {
    expect(linesOf('claimed-over-criteria', source)).toEqual([]);
  });
});
