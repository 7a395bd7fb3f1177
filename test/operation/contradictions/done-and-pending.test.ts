import { describe, expect, it } from 'vitest';
import { aTracker, linesOf } from './found.ts';

describe('done-and-pending', () => {
  it.each<readonly [string, readonly string[], readonly (readonly number[])[]]>([
    [
      'a task in both lists',
      ['## Tasks of phase 2', '- [x] Import orders', '## Tasks of phase 2', '- [ ] Import orders'],
      [[8, 10]],
    ],
    [
      'mending in other words',
      [
        '## Tasks of phase 2',
        '- [x] **Cart timeout fix**: longer limit',
        '## Tasks of phase 2',
        '- [ ] **Cart timeout resolution**: find a limit',
      ],
      [[8, 10]],
    ],
    [
      'a done task among the next steps',
      ['## Tasks of phase 2', '- [x] Import orders', '## Next steps', '1. Import orders'],
      [[8, 10]],
    ],
  ])('finds %s', (_, sections, lines) => {
    expect(linesOf('done-and-pending', aTracker(...sections))).toEqual(lines);
  });

  it.each<readonly [string, readonly string[]]>([
    [
      'two trials of one kind',
      [
        '## Tasks of phase 2',
        '- [x] Load test: 100 requests',
        '## Tasks of phase 2',
        '- [ ] Load test: 1000 requests',
      ],
    ],
    [
      'one thing in two places',
      [
        '## Tasks of phase 2',
        '- [x] Fix cart timeout in staging',
        '## Tasks of phase 2',
        '- [ ] Fix cart timeout in production',
      ],
    ],
    [
      'two steps with one thing',
      ['## Tasks of phase 2', '- [x] Orders: export', '## Tasks of phase 2', '- [ ] Orders: import'],
    ],
  ])('says nothing of %s', (_, sections) => {
    expect(linesOf('done-and-pending', aTracker(...sections))).toEqual([]);
  });
});
