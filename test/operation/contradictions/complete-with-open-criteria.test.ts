import { describe, expect, it } from 'vitest';
import { aTracker, linesOf } from './found.ts';

describe('complete-with-open-criteria', () => {
  it.each<readonly [string, readonly string[], readonly (readonly number[])[]]>([
    [
      'open criteria of a complete phase',
      ['## Phase 1 completion criteria', '- [ ] Basics reviewed'],
      [[4, 8]],
    ],
  ])('finds %s', (_, sections, lines) => {
    expect(linesOf('complete-with-open-criteria', aTracker(...sections))).toEqual(lines);
  });

  it.each<readonly [string, readonly string[]]>([
    ['ticked ones', ['## Phase 1 completion criteria', '- [x] Basics reviewed']],
    ['those of an unfinished phase', ['## Phase 2 completion criteria', '- [ ] Shop reviewed']],
    ['what is put off', ['## Phase 1 backlog', '- [ ] Basics made prettier']],
  ])('says nothing of %s', (_, sections) => {
    expect(linesOf('complete-with-open-criteria', aTracker(...sections))).toEqual([]);
  });
});
