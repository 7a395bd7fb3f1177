import { describe, expect, it } from 'vitest';
import { dayBefore, plainMoment } from '../../src/ask/moment-words.ts';

// Half past midnight on 4 March in Berlin.
const CONTEXT = { now: new Date('2026-03-03T23:30:00Z'), zone: 'Europe/Berlin' };

describe('a moment in its plainest spelling', () => {
  it.each([
    // As digests write it.
    ['30 Nov 20:15 UTC', '2025-11-30 20:15 UTC'],
    ['30 Nov 2026, 18:00 (Europe/Berlin)', '2026-11-30 18:00 Europe/Berlin'],
    ['4 Mar 0:10', '2026-03-04 0:10'],
    ['5 mar 0:10', '2025-03-05 0:10'],
    ['March 3rd at 9am', '2026-03-03 9am'],
    ['Nov 30, 2025, 20:15', '2025-11-30 20:15'],
    ['29 Feb 9:00', '2026-02-29 9:00'],
    ['3 March', '2026-03-03'],
    ['2 days ago at 18:00', '2026-03-02 18:00'],
    ['1 day ago 9am', '2026-03-03 9am'],
    ['18:00 yesterday', 'yesterday 18:00'],
    ['9am last Monday', 'last Monday 9am'],
    ['Yesterday, 18:00', 'Yesterday 18:00'],
    ['  2h   ago ', '2h ago'],
    ['18:00 Europe/Berlin', '18:00 Europe/Berlin'],
    ['3 months ago', '3 months ago'],
    ['4 maybe 9:00', '4 maybe 9:00'],
    ['', ''],
  ])('%s', (typed, plain) => {
    expect(plainMoment(typed, CONTEXT)).toBe(plain);
  });
});

it('counts days on the calendar of the zone, UTC where there is no such zone', () => {
  expect(dayBefore(1, CONTEXT)).toBe('2026-03-03');
  expect(dayBefore(1, { ...CONTEXT, zone: 'Nowhere' })).toBe('2026-03-02');
});
