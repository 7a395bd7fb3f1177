import { describe, expect, it } from 'vitest';
import { pastMoment } from '../../src/ask/past-moment.ts';

// A Wednesday, 10:00 in Berlin.
const NOW = new Date('2026-03-04T09:00:00Z');
const at = (typed: string, zone = 'Europe/Berlin', now = NOW) =>
  pastMoment(typed, { now, zone }).toISOString().slice(0, 16);

describe('a time that has been', () => {
  it.each([
    ['yesterday 18:00', '2026-03-03T17:00'],
    ['Yesterday at 6pm', '2026-03-03T17:00'],
    ['yesterday 6:30 pm', '2026-03-03T17:30'],
    ['yesterday 12am', '2026-03-02T23:00'],
    ['yesterday 18', '2026-03-03T17:00'],
    ['yesterday 18.30', '2026-03-03T17:30'],
    ['  yesterday   18:00  UTC ', '2026-03-03T18:00'],
    ['yesterday 18:00 America/New_York', '2026-03-03T23:00'],
    ['today 9:00', '2026-03-04T08:00'],
    ['9:00', '2026-03-04T08:00'],
    ['9am', '2026-03-04T08:00'],
    // Today's is still to come.
    ['18:00', '2026-03-03T17:00'],
    ['monday 9:00', '2026-03-02T08:00'],
    ['last mon 9:00', '2026-03-02T08:00'],
    ['wednesday 9:00', '2026-03-04T08:00'],
    ['wednesday 11:00', '2026-02-25T10:00'],
    ['thursday 9:00', '2026-02-26T08:00'],
    ['2026-03-01 18:00', '2026-03-01T17:00'],
    ['2026-03-01 at 6pm', '2026-03-01T17:00'],
    ['2026-03-01T18:00Z', '2026-03-01T18:00'],
    ['1772388000', '2026-03-01T18:00'],
    ['2h ago', '2026-03-04T07:00'],
    ['2 hours ago', '2026-03-04T07:00'],
    ['3 days ago', '2026-03-01T09:00'],
    ['1d', '2026-03-03T09:00'],
    ['an hour ago', '2026-03-04T08:00'],
    ['a day ago', '2026-03-03T09:00'],
    ['2 days ago at 18:00', '2026-03-02T17:00'],
    ['18:00 yesterday', '2026-03-03T17:00'],
    ['3 Mar 18:00 UTC', '2026-03-03T18:00'],
    ['30 Nov 2025, 18:00 (Europe/Berlin)', '2025-11-30T17:00'],
  ])('%s', (typed, wanted) => {
    expect(at(typed)).toBe(wanted);
  });

  it('is of the day that it is where somebody is, whatever day it is in UTC', () => {
    const late = new Date('2026-03-04T23:30:00Z');
    expect(at('yesterday 18:00', 'Asia/Tokyo', late)).toBe('2026-03-04T09:00');
    expect(at('yesterday 18:00', 'UTC', late)).toBe('2026-03-03T18:00');
  });

  it('where clocks were set back is the later of the two, where they were set forward the one that there was', () => {
    expect(at('yesterday 2:30', 'Europe/Berlin', new Date('2026-10-26T09:00Z'))).toBe('2026-10-25T01:30');
    expect(at('yesterday 18:00', 'Europe/Berlin', new Date('2026-10-26T09:00Z'))).toBe('2026-10-25T17:00');
    expect(at('yesterday 18:00', 'Europe/Berlin', new Date('2026-03-30T09:00Z'))).toBe('2026-03-29T16:00');
    expect(at('yesterday 2:30', 'Europe/Berlin', new Date('2026-03-30T09:00Z'))).toBe('2026-03-29T01:30');
  });
});

describe('what is no time that has been', () => {
  it.each([
    ['today 18:00', /^`today 18:00` is still to come, and I know only what has been/],
    ['2026-04-01 18:00', /is still to come/],
    ['', /^What time\? Type for example/],
    ['4 Mar', /^At what time\?/],
    ['29 Feb 9:00', /there is no day 2026-02-29/],
    ['yesterday', /^At what time\? Type for example `--at "yesterday 18:00"`/],
    ['2026-03-01', /^At what time\?/],
    ['yesterday 25:00', /times go from `00:00`/],
    ['yesterday 13pm', /times go from `00:00`/],
    ['2026-02-29 18:00', /there is no day 2026-02-29/],
    ['yesterday 18:00 Europe/Atlantis', /I do not know the time zone `Europe\/Atlantis`/],
    ['tomorrow 9:00', /`tomorrow 9:00` is no time that I understand/],
    ['yesterday evening', /is no time that I understand\. Type for example `--at "yesterday 18:00"`/],
    ['`<!channel>`', /`<!channel>` is no time/],
    ['90000000000000h', /is no time/],
  ])('%j', (typed, complaint) => {
    expect(() => at(typed)).toThrow(complaint);
  });
});
