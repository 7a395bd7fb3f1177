import { describe, expect, it } from 'vitest';
import { aTracker, linesOf } from './found.ts';

describe('cause-known-yet-sought', () => {
  it.each<readonly [string, readonly string[], readonly (readonly number[])[]]>([
    [
      'a found cause that is looked for',
      [
        '## Findings',
        '- ✅ Root cause: cart timeout too short',
        '## Blockers',
        '- Cart timeout: requests fail',
        '- **Status**: under investigation',
      ],
      [[8, 10]],
    ],
  ])('finds %s', (_, sections, lines) => {
    expect(linesOf('cause-known-yet-sought', aTracker(...sections))).toEqual(lines);
  });

  it.each<readonly [string, readonly string[]]>([
    [
      'a blocker that is being mended',
      [
        '## Findings',
        '- ✅ Root cause: cart timeout too short',
        '## Blockers',
        '- Cart timeout: requests fail',
        '- **Status**: waiting for approval',
      ],
    ],
    [
      'a search for another cause',
      [
        '## Findings',
        '- ✅ Root cause: cart timeout too short',
        '## Blockers',
        '- Invoices are empty',
        '- **Status**: under investigation',
      ],
    ],
  ])('says nothing of %s', (_, sections) => {
    expect(linesOf('cause-known-yet-sought', aTracker(...sections))).toEqual([]);
  });
});
