import { describe, expect, it } from 'vitest';
import { aTracker, linesOf } from './found.ts';

describe('healthy-yet-failing', () => {
  it.each<readonly [string, readonly string[], readonly (readonly number[])[]]>([
    [
      'a healthy thing whose health checks fail',
      [
        '## Achievements',
        '- Shop: running and healthy',
        '## Blockers',
        '- Health checks of the shop keep failing',
      ],
      [[8, 10]],
    ],
    [
      'failing without its name, in its phase',
      [
        '## Achievements',
        '- Shop: stable in production',
        '## Blockers',
        '- Container health checks failing on the new deployment',
      ],
      [[8, 10]],
    ],
    [
      'a thing that never turns healthy',
      ['## Achievements', '- Shop is up and running', '## Blockers', '- Shop: cannot become healthy'],
      [[8, 10]],
    ],
  ])('finds %s', (_, sections, lines) => {
    expect(linesOf('healthy-yet-failing', aTracker(...sections))).toEqual(lines);
  });

  it.each<readonly [string, readonly string[]]>([
    [
      'another thing',
      ['## Achievements', '- Billing: running and healthy', '## Blockers', '- Search: health checks failing'],
    ],
    [
      'a thing that was healthy',
      ['## Achievements', '- Shop was healthy until Monday', '## Blockers', '- Shop: health checks failing'],
    ],
    [
      'a thing healthy elsewhere',
      [
        '## Achievements',
        '- Shop: healthy in staging',
        '## Blockers',
        '- Shop: health checks failing in production',
      ],
    ],
    [
      'a thing that fails no longer',
      ['## Achievements', '- Shop: healthy', '## Current status', '- Shop: health checks no longer failing'],
    ],
  ])('says nothing of %s', (_, sections) => {
    expect(linesOf('healthy-yet-failing', aTracker(...sections))).toEqual([]);
  });
});
