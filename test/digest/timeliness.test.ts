import { describe, expect, it } from 'vitest';
import { beginningOf, threadTimelinessOf, timelinessOf } from '../../src/digest/timeliness.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aSchedule } from '../given-digest.ts';

const inMinutes = (minutes: number) => minutesAgo(-minutes);

describe('a digest that was due', () => {
  it.each([
    ['now, is on time', 0, 1440, 'on-time'],
    ['five minutes ago, is on time', 5, 1435, 'on-time'],
    ['six minutes ago, is late', 6, 1434, 'late'],
    ['a day ago, is late', 1440, 120, 'late'],
    ['more than a day ago, is too old', 1441, 120, 'too-old'],
    ['before one that comes within the hour, is left to that', 30, 60, 'next-is-near'],
    ['before one that comes in more than an hour, is late', 30, 61, 'late'],
    ['a moment ago, is on time even where the next is near', 1, 14, 'on-time'],
  ] as const)('%s', (_, minutes, next, wanted) => {
    expect(timelinessOf(minutesAgo(minutes), inMinutes(next), NOW)).toBe(wanted);
  });

  it('and that none comes after, is only ever too old', () => {
    expect(timelinessOf(minutesAgo(600), undefined, NOW)).toBe('late');
  });
});

describe('what is missing in the thread of a digest that was due', () => {
  it.each([
    ['a moment ago, is worth it', 0, 1440, 'worth-it'],
    ['nearly a day ago, is worth it', 1440, 60, 'worth-it'],
    ['before one that is due now, is too old', 15, 0, 'too-old'],
    ['more than a day ago, is too old', 1441, 9000, 'too-old'],
  ] as const)('%s', (_, minutes, next, wanted) => {
    expect(threadTimelinessOf(minutesAgo(minutes), inMinutes(next), NOW)).toBe(wanted);
    expect(threadTimelinessOf(minutesAgo(minutes), undefined, NOW)).toBe(next === 0 ? 'worth-it' : wanted);
  });
});

describe('a schedule whose time has come', () => {
  const daily = aSchedule();
  const begin = (firstMinutes: number, cron = '0 3 * * *', now = NOW) =>
    beginningOf({ ...daily, times: { cron, zone: 'UTC' } }, minutesAgo(firstMinutes), now);

  it('is begun, and comes again a day later', () => {
    expect(begin(0)).toEqual({ dueAt: NOW, missed: undefined, nextAt: inMinutes(1440) });
  });

  it('is begun late after an outage of two hours', () => {
    const now = inMinutes(120);
    expect(begin(0, '0 3 * * *', now)).toEqual({ dueAt: NOW, missed: undefined, nextAt: inMinutes(1440) });
  });

  it('posts the newest of those that were missed, and counts the others', () => {
    expect(begin(3 * 1440)).toEqual({
      dueAt: NOW,
      missed: { firstAt: minutesAgo(3 * 1440), lastAt: minutesAgo(1440), count: 3 },
      nextAt: inMinutes(1440),
    });
  });

  it('leaves the newest out as well where the next is near', () => {
    const now = inMinutes(1440 - 30);
    expect(begin(1440, '0 3 * * *', now)).toEqual({
      dueAt: undefined,
      missed: { firstAt: minutesAgo(1440), lastAt: NOW, count: 2 },
      nextAt: inMinutes(1440),
    });
  });

  it('leaves out one of a week that is two days old', () => {
    // The 4th is a Wednesday.
    const { dueAt, missed } = begin(0, '0 3 * * 3', inMinutes(2 * 1440));
    expect([dueAt, missed?.count]).toEqual([undefined, 1]);
  });

  it('counts a month of quarters of an hour, as far as it counts', () => {
    const { dueAt, missed } = begin(30 * 1440, '*/15 * * * *');
    expect(dueAt).toEqual(NOW);
    expect(missed?.count).toBe(1000);
  });

  it('begins with what it was told, even where its times say otherwise', () => {
    const { dueAt, nextAt } = begin(5, '0 2 * * *');
    expect([dueAt, nextAt]).toEqual([minutesAgo(5), inMinutes(23 * 60)]);
  });
});
