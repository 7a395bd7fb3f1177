import { describe, expect, it } from 'vitest';
import type { Contradiction } from '../../src/operation/contradictions/contradiction.ts';
import { type ContradictionsFacts, contradictionsMessage } from '../../src/views/contradictions.ts';
import { IN_CHANNEL, minutesAgo, NOW } from '../given.ts';
import { BEN } from '../given-alerts.ts';
import { HOSTILE, offences } from './alert-cases.ts';
import { blocksFit, HUGE_HOSTILE, pressed, SNAIL } from './operation-cases.ts';

const ONE: Contradiction = {
  key: 'claimed-over-criteria:1a2b',
  check: 'claimed-over-criteria',
  why: 'The tracker claims 99 %, while 4 of 10 criteria are ticked.',
  statements: [
    { quote: '**Overall Progress**: 99% Complete', line: 10 },
    { quote: '- [ ] Container health check failures resolved', line: 168 },
  ],
  claims: 1,
};
const OTHER = { ...ONE, key: 'done-yet-blocked:9z', why: 'Fixed, and yet it blocks.' };
const DISMISSED = { key: ONE.key, reason: 'an estimate', by: BEN, at: minutesAgo(60) };

function list(contradictions: readonly Contradiction[], given: Partial<ContradictionsFacts> = {}) {
  const counts = { checks: 11, statements: 96, page: 1, all: false, dismissed: [], reality: [] };
  return contradictionsMessage({
    operation: SNAIL,
    contradictions,
    ...counts,
    place: IN_CHANNEL,
    now: NOW,
    ...given,
  });
}

describe('the list of contradictions', () => {
  it('says why, and what stands on which line', () => {
    expect(list([ONE]).text).toBe(
      [
        '⚠️ 1 contradiction in the tracker of Snail Trail: statements that cannot all be true',
        '1 The tracker claims 99 %, while 4 of 10 criteria are ticked.',
        '    line 10: “**Overall Progress**: 99% Complete”',
        '    but line 168: “- [ ] Container health check failures resolved”',
        '11 checks looked at 96 statements',
      ].join('\n'),
    );
    expect(pressed(list([ONE]))).toEqual([
      'open-form [Dismiss…] dismiss-contradiction op-1 claimed-over-criteria:1a2b',
    ]);
  });

  it('says how much was looked at where nothing was found', () => {
    expect(list([]).text).toBe(
      '✅ No contradiction was found in the tracker of Snail Trail.\n11 checks looked at 96 statements',
    );
  });

  it('counts those that are dismissed, and shows them when asked, without changing a number', () => {
    const { text } = list([ONE, OTHER], { dismissed: [DISMISSED] });
    expect(text).toContain('\n2 Fixed, and yet it blocks.');
    expect(text).not.toContain('\n1 ');
    expect(text).toContain('1 dismissed: /snail contradictions --all');
    const all = list([ONE, OTHER], { dismissed: [DISMISSED], all: true });
    expect(all.text).toContain('    ☑️ dismissed 1 h ago by Ben: an estimate');
    expect(pressed(all)).toHaveLength(1);
    expect(list([ONE], { dismissed: [DISMISSED] }).text).toMatch(
      /^☑️ All contradictions .* are dismissed\.\n/,
    );
  });

  it('is turned page by page, and fits', () => {
    const message = list(
      Array.from({ length: 30 }, (_, at) => ({ ...ONE, key: `k${at}` })),
      { page: 2 },
    );
    expect(message.text).toContain('page 2 of 6');
    expect(pressed(message)).toContain('turn-page [Next] op-1 contradictions --page 3');
    expect(blocksFit(message)).toBe(true);
  });

  it.each([HOSTILE, HUGE_HOSTILE])('lets no quote call, link or break its place', (words) => {
    const statements = Array.from({ length: 6 }, () => ({ quote: words, line: 1 }));
    const message = list([{ ...ONE, why: words, statements }], {
      dismissed: [{ ...DISMISSED, reason: words }],
      all: true,
    });
    expect(offences(message)).toEqual([]);
    expect(message.text).toContain('and 3 more statements');
  });

  it('quotes both sides, however many statements one of them has', () => {
    const claims = Array.from({ length: 6 }, (_, at) => ({ quote: `claim ${at}`, line: at + 1 }));
    const statements = [...claims, { quote: 'still being looked at', line: 90 }];
    expect(list([{ ...ONE, statements, claims: 6 }]).text).toContain(
      [
        '    line 1: “claim 0”',
        '    line 2: “claim 1”',
        '    but line 90: “still being looked at”',
        '    and 4 more statements',
      ].join('\n'),
    );
  });
});
