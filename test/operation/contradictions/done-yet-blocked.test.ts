import { describe, expect, it } from 'vitest';
import { aTracker, linesOf } from './found.ts';

describe('done-yet-blocked', () => {
  it.each<readonly [string, readonly string[], readonly (readonly number[])[]]>([
    [
      'a thing called fixed that blocks',
      [
        '## Achievements',
        '- Cart timeout: fixed',
        '## Blockers',
        '- Cart timeout: requests still take a minute',
      ],
      [[8, 10]],
    ],
    [
      'a ticked task of fixing it',
      ['## Tasks of phase 2', '- [x] Cart timeout fix', '## Blockers', '- Cart timeout'],
      [[8, 10]],
    ],
    [
      'other words for it',
      ['## Achievements', '- LB listener repaired', '## Blockers', '- Load balancer listener: still missing'],
      [[8, 10]],
    ],
  ])('finds %s', (_, sections, lines) => {
    expect(linesOf('done-yet-blocked', aTracker(...sections))).toEqual(lines);
  });

  it.each<readonly [string, readonly string[]]>([
    [
      'a blocker of another thing',
      ['## Achievements', '- Login redirect fixed', '## Blockers', '- Login rate limit not agreed'],
    ],
    ['a cleared one', ['## Achievements', '- Cart timeout: fixed', '## Blockers', '- ✅ Cart timeout']],
    [
      'a fix that is still to come',
      ['## Achievements', '- Cart timeout will be fixed soon', '## Blockers', '- Cart timeout'],
    ],
    [
      'a thing not fixed yet',
      ['## Achievements', '- Cart timeout: not yet fixed', '## Blockers', '- Cart timeout'],
    ],
    [
      'shared words that name nothing',
      [
        '## Achievements',
        '- Service configuration fixed',
        '## Blockers',
        '- Service container: new deployment waits for approval',
      ],
    ],
    [
      'another place',
      ['## Achievements', '- Cart timeout fixed in staging', '## Blockers', '- Cart timeout in production'],
    ],
  ])('says nothing of %s', (_, sections) => {
    expect(linesOf('done-yet-blocked', aTracker(...sections))).toEqual([]);
  });
});
