import { describe, expect, it } from 'vitest';
import { aTracker, linesOf } from './found.ts';

describe('working-yet-untested', () => {
  it.each<readonly [string, readonly string[], readonly (readonly number[])[]]>([
    [
      'a working thing whose test is to come',
      ['## Achievements', '- Checkout: working perfectly', '## Tasks of phase 2', '- [ ] Verify checkout'],
      [[8, 10]],
    ],
    [
      'a next step that tests it',
      ['## Achievements', '- Checkout is functional', '## Next steps', '1. Test checkout'],
      [[8, 10]],
    ],
  ])('finds %s', (_, sections, lines) => {
    expect(linesOf('working-yet-untested', aTracker(...sections))).toEqual(lines);
  });

  it.each<readonly [string, readonly string[]]>([
    [
      'a test that is done',
      ['## Achievements', '- Checkout: working perfectly', '## Tasks of phase 2', '- [x] Verify checkout'],
    ],
    [
      'a load test',
      [
        '## Achievements',
        '- Checkout: working perfectly',
        '## Tasks of phase 2',
        '- [ ] Load test of checkout',
      ],
    ],
    [
      'a thing that only runs',
      ['## Achievements', '- Checkout deployed', '## Tasks of phase 2', '- [ ] Verify checkout'],
    ],
    [
      'a test of another thing',
      ['## Achievements', '- Checkout: working perfectly', '## Tasks of phase 2', '- [ ] Verify invoices'],
    ],
    [
      'what works in staging',
      [
        '## Achievements',
        '- Checkout: working in staging',
        '## Tasks of phase 2',
        '- [ ] Verify checkout in production',
      ],
    ],
  ])('says nothing of %s', (_, sections) => {
    expect(linesOf('working-yet-untested', aTracker(...sections))).toEqual([]);
  });
});
