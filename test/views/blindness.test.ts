import { describe, expect, it } from 'vitest';
import type { Blindness } from '../../src/alerting/blindness.ts';
import { blindnessMessage, seeingAgainMessage } from '../../src/views/blindness.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aBlindness } from '../given-alerts.ts';
import { HOSTILE, offences } from './alert-cases.ts';

function notice(given: Partial<Blindness> = {}) {
  return blindnessMessage(aBlindness({ missing: 40, of: 52, sinceAt: minutesAgo(19), ...given }));
}

describe('the notice that nothing can be read', () => {
  it('says of what, why, since when, and that silence is no good news', () => {
    expect(notice().text).toMatchInlineSnapshot(`
      "❔ Blind · prod-eu · 40 of 52 services that this channel watches there cannot be read
      No alert comes from what I cannot read: look there yourself until I see again
      • could not describe services of cluster prod – needs ecs:DescribeServices
      since 4 Mar 02:41 UTC · I keep trying and say so when I see again"
    `);
    expect(notice().color).toBe('#98a2b3');
  });

  it.each([
    [52, 52, 'none of 52 services that this channel watches there can be read'],
    [1, 1, 'prod-eu · what this channel watches there cannot be read'],
    [1, 2, '1 of 2 services that this channel watches there cannot be read'],
  ])('counts %d of %d', (missing, of, words) => {
    expect(notice({ missing, of }).text).toContain(words);
  });

  it('counts the reasons that it leaves out', () => {
    const reasons = ['a', 'b', 'c', 'd', 'e'];
    expect(notice({ reasons }).text).toMatch(/\n• c\nand 2 more reasons\n/);
  });

  it('says when it is over, and for how long it was', () => {
    const over = { state: 'over', overAt: NOW } as const;
    expect(notice(over).text).toMatchInlineSnapshot(`
      "🟢 Seeing again · prod-eu · all 52 services can be read after 19 min. What came and went meanwhile I did not see
      blind from 4 Mar 02:41 UTC to 4 Mar 03:00 UTC"
    `);
    expect(notice(over).color).toBe('#12b76a');
    expect(seeingAgainMessage(aBlindness({ ...over, of: 1, sinceAt: minutesAgo(6) })).text).toBe(
      '🟢 Seeing again · prod-eu · what this channel watches there can be read after 6 min. What came and went meanwhile I did not see',
    );
  });

  it('says that nothing is watched there any more, and nothing of better sight', () => {
    const over = aBlindness({ state: 'over', missing: 0, of: 0, overAt: NOW });
    expect(seeingAgainMessage(over).text).toBe(
      '⚪ No longer watched · prod-eu · this channel watches nothing there any more',
    );
    expect(blindnessMessage(over).text).not.toContain('Seeing again');
  });

  it('lets no reason and no name call, link or leave its place', () => {
    expect(offences(notice({ env: HOSTILE, reasons: [HOSTILE] }))).toEqual([]);
    expect(offences(seeingAgainMessage(aBlindness({ env: HOSTILE })))).toEqual([]);
  });
});
