import { describe, expect, it } from 'vitest';
import { nextTimes } from '../../src/cron.ts';
import { parseSchedule } from '../../src/digest/parse-schedule.ts';
import { NOW } from '../given.ts';

const parse = (words: string, zone = 'Europe/Berlin', now = NOW) =>
  parseSchedule(words.split(' '), zone, now);

/** The wall clock in a zone: "Wed 09:00". */
function wall(at: Date, timeZone: string): string {
  const options = { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hour12: false } as const;
  return new Intl.DateTimeFormat('en-GB', options).format(at);
}

describe('a schedule in words', () => {
  // NOW is Wednesday, 4 March 2026, 04:00 in Berlin.
  it.each([
    ['weekday 9:00', '0 9 * * 1-5', 'Wed 09:00'],
    ['weekdays at 9:00', '0 9 * * 1-5', 'Wed 09:00'],
    ['day 18:00', '0 18 * * *', 'Wed 18:00'],
    ['day 3:30', '30 3 * * *', 'Thu 03:30'],
    ['monday 8:30', '30 8 * * 1', 'Mon 08:30'],
    ['Mondays 8.30', '30 8 * * 1', 'Mon 08:30'],
    ['mon,thu 9', '0 9 * * 1,4', 'Thu 09:00'],
    ['weekend 10am', '0 10 * * 0,6', 'Sat 10:00'],
    ['sunday 12pm', '0 12 * * 0', 'Sun 12:00'],
    ['sunday 12am', '0 0 * * 0', 'Sun 00:00'],
    ['friday 9:00 am', '0 9 * * 5', 'Fri 09:00'],
    ['mondays, thursdays 9', '0 9 * * 1,4', 'Thu 09:00'],
    ['monday and thursday at 9', '0 9 * * 1,4', 'Thu 09:00'],
    ['mon-fri 9:00', '0 9 * * 1,2,3,4,5', 'Wed 09:00'],
    ['fri-mon 9:00', '0 9 * * 5,6,0,1', 'Fri 09:00'],
    ['9:00 weekdays', '0 9 * * 1-5', 'Wed 09:00'],
    ['6 pm on friday', '0 18 * * 5', 'Fri 18:00'],
    ['9:00 every day', '0 9 * * *', 'Wed 09:00'],
    ['0 9 * * 1-5', '0 9 * * 1-5', 'Wed 09:00'],
    ['  0  9  * *  1-5', '0 9 * * 1-5', 'Wed 09:00'],
    ['*/15 * * * *', '*/15 * * * *', 'Wed 04:15'],
    ['*/30 9 * * *', '0,30 9 * * *', 'Wed 09:00'],
    ['0 */8 * * *', '0 0,8,16 * * *', 'Wed 08:00'],
  ])('%s', (words, cron, first) => {
    const { times, firstAt, note } = parse(words);
    expect(times).toEqual({ cron, zone: 'Europe/Berlin' });
    expect(wall(firstAt, 'Europe/Berlin')).toBe(first);
    expect(note).toBeUndefined();
  });

  it('keeps the words as they were typed', () => {
    expect(parse('weekday 9:00').words).toBe('weekday 9:00');
  });

  it('says that a day of the month and a weekday are either, as cron has it', () => {
    const { firstAt, note } = parse('0 9 1 * MON');
    expect(wall(firstAt, 'Europe/Berlin')).toBe('Mon 09:00');
    expect(note).toBe('It comes on day `1` of the month and on weekday `MON` as well: cron takes either.');
  });

  it('says that 29 February comes every four years', () => {
    const { firstAt, note } = parse('0 9 29 2 *', 'UTC');
    expect(firstAt).toEqual(new Date('2028-02-29T09:00:00Z'));
    expect(note).toBe('29 February comes every four years, and so does this digest.');
  });
});

describe('a schedule that cannot be', () => {
  it.each([
    ['nothing', '', /^How often\? Type for example/],
    ['a field for seconds', '*/5 0 9 * * 1-5', /`\*\/5 0 9 \* \* 1-5` has six fields, .* seconds/],
    ['four fields', '0 9 * *', /has 4 fields; cron takes five/],
    ['a name for a schedule', '@daily', /has one field/],
    ['every minute', '* * * * *', /`\* \* \* \* \*` would come every minute, .* 15 minutes is the closest/],
    ['every second, in cron for seconds', '* * * * * *', /six fields/],
    ['every ten minutes', '*/10 9-17 * * *', /would come 10 minutes apart/],
    ['two that are close, over midnight', '0,59 0,23 1,31 1,12 *', /would come every minute/],
    [
      'a minute that there is not',
      '61 9 * * *',
      /`61` is no minute \(field 1 of `61 9 \* \* \*`\): it takes 0 to 59/,
    ],
    ['an hour that there is not', '0 8-25 * * *', /`25` is no hour \(field 2/],
    ['a weekday that there is not', '0 9 * * 1,8', /`8` is no weekday \(field 5/],
    ['what is no field', '0 9 * * <@U1>', /`<@U1>` is no weekday/],
    ['a month that there is not', '0 9 * FOO *', /I do not understand `0 9 \* FOO \*`/],
    ['30 February', '0 9 30 2 *', /There is no such day: day `30` of month `2` never comes/],
    ['31 April', '0 9 31 4 *', /never comes/],
    ['a day that is none', 'wekday 9:00', /`wekday` is no day. Did you mean `weekday`\?/],
    ['no time', 'weekday', /At what time\? .*every weekday 9:00/],
    ['a time that is none', 'weekday 25:00', /`25:00` is no time of the day/],
    ['13 in the afternoon', 'weekday 13pm', /`13pm` is no time/],
    ['words behind', 'weekday 9:00 sharp', /I do not understand `sharp` behind `9:00`/],
    ['no day', '9:00', /On which days\? Type for example `\/snail digest every day 9:00`/],
    ['days that are no ends', 'day-friday 9:00', /`day-friday` are no days/],
    ['a range that goes down', '0 9 * * 5-1', /I do not understand `5-1` in .* a range goes up/],
    [
      'a step of 0',
      '0 */0 * * *',
      /I do not understand `\*\/0` in `0 \*\/0 \* \* \*`: .* a step is 1 at least/,
    ],
    ['a list with a gap', '0,,30 9 * * *', /I do not understand `0,,30` in `0,,30 9/],
    ['a range without an end', '0 9 * * 1-', /I do not understand `1-` in/],
    ['a word that no list has', 'constructor 9:00', /`constructor` is no day/],
  ])('%s', (_, words, complaint) => {
    expect(() => parse(words)).toThrow(complaint);
  });

  it.each([
    ['a zone that does not exist', 'Europe/Atlantis', /I do not know the time zone `Europe\/Atlantis`/],
    ['no zone', ' ', /^Which time zone\? Type for example `--tz Europe\/Berlin`/],
    ['an offset, which has no summer time', '+02:00', /I do not know the time zone `\+02:00`/],
  ])('for %s', (_, zone, complaint) => {
    expect(() => parseSchedule(['weekday', '9:00'], zone, NOW)).toThrow(complaint);
  });
});

describe('where clocks change', () => {
  it.each([
    [
      'Europe/Berlin, skipped',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-03-28T12:00Z',
      ['Sun 03:00', 'Mon 02:30'],
    ],
    [
      'Europe/Berlin, doubled',
      '30 2 * * *',
      'Europe/Berlin',
      '2026-10-24T12:00Z',
      ['Sun 02:30', 'Mon 02:30'],
    ],
    [
      'Europe/Berlin, not touched',
      'day 9:00',
      'Europe/Berlin',
      '2026-03-28T12:00Z',
      ['Sun 09:00', 'Mon 09:00'],
    ],
    ['two skipped at once', '*/30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', ['Sun 03:00', 'Mon 02:00']],
    [
      'steps of hours, skipped',
      '0 */2 * * *',
      'Europe/Berlin',
      '2026-03-28T23:30Z',
      ['Sun 03:00', 'Sun 04:00'],
    ],
    ['New York, skipped', 'day 2:15', 'America/New_York', '2026-03-07T12:00Z', ['Sun 03:00', 'Mon 02:15']],
    ['New York, doubled', 'day 1:30', 'America/New_York', '2026-10-31T12:00Z', ['Sun 01:30', 'Mon 01:30']],
    [
      'Lord Howe, half an hour, skipped',
      'day 2:15',
      'Australia/Lord_Howe',
      '2026-10-03T00:00Z',
      ['Sun 02:30', 'Mon 02:15'],
    ],
    [
      'Lord Howe, half an hour, doubled',
      'day 1:45',
      'Australia/Lord_Howe',
      '2026-04-04T00:00Z',
      ['Sun 01:45', 'Mon 01:45'],
    ],
  ])('%s: once, at the next moment or the first of the two', (_, words, zone, from, seen) => {
    const now = new Date(from);
    const { times } = parse(words, zone, now);
    const runs = nextTimes(times, now, 2);
    expect(runs.map((at) => wall(at, zone))).toEqual(seen);
  });

  it('comes once an hour that passes, where it comes every hour', () => {
    const from = new Date('2026-10-24T23:30Z');
    const runs = nextTimes(parse('0 * * * *', 'Europe/Berlin', from).times, from, 4);
    expect(runs.map((at) => at.toISOString().slice(11, 16))).toEqual(['00:00', '01:00', '02:00', '03:00']);
  });
});
