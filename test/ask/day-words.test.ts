import { describe, expect, it } from 'vitest';
import { dayOf } from '../../src/ask/day-words.ts';

/** A Wednesday. */
const NOW = new Date('2026-03-04T23:30:00Z');

describe('a day', () => {
  it.each([
    ['2026-04-01', '2026-04-01'],
    ['today', '2026-03-04'],
    ['Tomorrow', '2026-03-05'],
    ['friday', '2026-03-06'],
    ['fri', '2026-03-06'],
    ['wednesday', '2026-03-11'],
    ['+3d', '2026-03-07'],
    ['in 2 weeks', '2026-03-18'],
    ['none', undefined],
  ])('%s', (typed, day) => {
    expect(dayOf(typed, NOW)).toBe(day);
  });

  it.each(['2026-02-29', '2026-13-01', 'someday', '', 't', '4.3.2026'])('is not %j', (typed) => {
    expect(() => dayOf(typed, NOW)).toThrow('no day I know');
  });
});
