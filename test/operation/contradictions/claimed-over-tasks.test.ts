import { describe, expect, it } from 'vitest';
import { linesOf } from './found.ts';

describe('claimed-over-tasks', () => {
  it.each<readonly [string, string, readonly (readonly number[])[]]>([
    [
      '95 % with half of the tasks',
      '# Move\n**Overall Progress**: 95%\n## Tasks\n- [x] Do 0\n- [x] Do 1\n- [ ] Do 2\n- [ ] Do 3\n',
      [[2, 6, 7]],
    ],
  ])('finds %s', (_, source, lines) => {
    expect(linesOf('claimed-over-tasks', source)).toEqual(lines);
  });

  it.each<readonly [string, string]>([
    [
      'a list of open tasks alone',
      '# Move\n**Overall Progress**: 95%\n## Tasks\n- [ ] Do 0\n- [ ] Do 1\n- [ ] Do 2\n- [ ] Do 3\n',
    ],
    [
      'what fits',
      '# Move\n**Overall Progress**: 50%\n## Tasks\n- [x] Do 0\n- [x] Do 1\n- [ ] Do 2\n- [ ] Do 3\n',
    ],
  ])('says nothing of %s', (_, source) => {
    expect(linesOf('claimed-over-tasks', source)).toEqual([]);
  });
});
