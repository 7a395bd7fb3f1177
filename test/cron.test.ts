import { describe, expect, it } from 'vitest';
import { cronComplaint, lastTime, nextTime, nextTimes, zoneOf } from '../src/cron.ts';
import { NOW } from './given.ts';

const DAILY = { cron: '0 3 * * *', zone: 'UTC' };
const day = (date: number) => new Date(Date.UTC(2026, 2, date, 3));

describe('times that come again', () => {
  it('come next after a moment, and last not after it', () => {
    expect(nextTime(DAILY, NOW)).toEqual(day(5));
    expect(lastTime(DAILY, NOW)).toEqual(day(4));
    expect(lastTime(DAILY, new Date(NOW.getTime() - 1))).toEqual(day(3));
    expect(nextTimes(DAILY, NOW, 2)).toEqual([day(5), day(6)]);
  });

  it('never come on days that there are not', () => {
    const never = { cron: '0 3 30 2 *', zone: 'UTC' };
    expect([nextTime(never, NOW), lastTime(never, NOW), nextTimes(never, NOW, 2)]).toEqual([
      undefined,
      undefined,
      [],
    ]);
  });

  it('are complained about in a clause', () => {
    expect(cronComplaint(DAILY)).toBeUndefined();
    expect(cronComplaint({ ...DAILY, cron: '61 3 * * *' })).toBe('Invalid value for minute: 61');
    expect(cronComplaint({ ...DAILY, cron: '0 0 3 * * *' })).toBeDefined();
  });
});

describe('a zone', () => {
  it.each(['Europe/Berlin', 'UTC', ' Asia/Kathmandu '])('%s is one', (name) => {
    expect(zoneOf(name)).toBe(name.trim());
  });

  it.each([
    ['europe/berlin', 'Europe/Berlin'],
    ['utc', 'UTC'],
    // Which of two names Intl prefers depends on its age.
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Calcutta'],
  ])('%s is called %s', (typed, name) => {
    expect(zoneOf(typed)).toBe(name);
  });

  it('that is left out is asked for', () => {
    expect(() => zoneOf(' ')).toThrow('Which time zone?');
  });

  it.each(['Europe/Atlantis', '+02:00', 'Eu`rope'])('%j is none', (name) => {
    expect(() => zoneOf(name)).toThrow('I do not know the time zone');
  });
});
