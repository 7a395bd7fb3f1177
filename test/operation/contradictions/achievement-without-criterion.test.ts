import { describe, expect, it } from 'vitest';
import { aTracker, linesOf } from './found.ts';

describe('achievement-without-criterion', () => {
  it.each<readonly [string, readonly string[], readonly (readonly number[])[]]>([
    [
      'an achievement that a criterion still asks for',
      [
        '## Achievements',
        '- Monitoring: dashboards and alerts',
        '## Phase 2 completion criteria',
        '- [ ] Monitoring active',
      ],
      [[8, 10]],
    ],
    [
      'a working whole whose parts are asked for',
      [
        '## Achievements',
        '- Shop: healthy in production',
        '## Phase 2 completion criteria',
        '- [ ] All shop endpoints functional in production',
      ],
      [[8, 10]],
    ],
  ])('finds %s', (_, sections, lines) => {
    expect(linesOf('achievement-without-criterion', aTracker(...sections))).toEqual(lines);
  });

  it.each<readonly [string, readonly string[]]>([
    [
      'a ticked criterion',
      [
        '## Achievements',
        '- Monitoring: dashboards and alerts',
        '## Phase 2 completion criteria',
        '- [x] Monitoring active',
      ],
    ],
    [
      'a criterion that asks for more',
      [
        '## Achievements',
        '- Monitoring: dashboards built',
        '## Phase 2 completion criteria',
        '- [ ] Monitoring explained to the night shift and signed by them',
      ],
    ],
    [
      'something built that is to be tested',
      ['## Achievements', '- Backups configured', '## Phase 2 completion criteria', '- [ ] Backups verified'],
    ],
  ])('says nothing of %s', (_, sections) => {
    expect(linesOf('achievement-without-criterion', aTracker(...sections))).toEqual([]);
  });
});
