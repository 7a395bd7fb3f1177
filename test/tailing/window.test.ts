import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { parseWindow, type TypedWindow } from '../../src/tailing/window.ts';

const NOW = new Date('2026-11-25T10:00:00Z');
const at = (typed: string, zone?: string) => parseWindow({ since: typed, zone }, NOW).sinceAt.toISOString();

describe('parseWindow', () => {
  it('looks back a quarter of an hour, shows 200 lines and follows for five minutes unless told', () => {
    expect(parseWindow({}, NOW)).toEqual({
      sinceAt: new Date('2026-11-25T09:45:00Z'),
      untilAt: undefined,
      followMs: 300_000,
      lines: 200,
    });
  });

  it.each([
    ['15m', '2026-11-25T09:45:00.000Z'],
    ['15min', '2026-11-25T09:45:00.000Z'],
    ['2h30m', '2026-11-25T07:30:00.000Z'],
    ['1d', '2026-11-24T10:00:00.000Z'],
    ['1d2h3m4s5ms', '2026-11-24T07:56:55.995Z'],
    ['90s', '2026-11-25T09:58:30.000Z'],
    ['500ms', '2026-11-25T09:59:59.500Z'],
    ['1.5h', '2026-11-25T08:30:00.000Z'],
    ['2H 30M', '2026-11-25T07:30:00.000Z'],
    ['2w', '2026-11-11T10:00:00.000Z'],
  ])('understands %s as long ago', (typed, expected) => expect(at(typed)).toBe(expected));

  it.each([
    ['2026-11-25T09:00:00Z', '2026-11-25T09:00:00.000Z'],
    ['2026-11-25 09:00Z', '2026-11-25T09:00:00.000Z'],
    ['2026-11-25t09:00:00.25+01:00', '2026-11-25T08:00:00.250Z'],
    ['2026-11-25T09:00 Europe/Berlin', '2026-11-25T08:00:00.000Z'],
    ['2026-11-25T09:00[Europe/Berlin]', '2026-11-25T08:00:00.000Z'],
    ['2026-11-25T09:00+01:00[Europe/Berlin]', '2026-11-25T08:00:00.000Z'],
    ['2026-11-24 America/New_York', '2026-11-24T05:00:00.000Z'],
    ['2026-11-24Z', '2026-11-24T00:00:00.000Z'],
    ['09:00Z', '2026-11-25T09:00:00.000Z'],
    ['9:00 utc', '2026-11-25T09:00:00.000Z'],
    ['09:00 UTC-3', '2026-11-24T12:00:00.000Z'],
    ['12:00 Europe/Berlin', '2026-11-24T11:00:00.000Z'],
    ['23:30 Asia/Kolkata', '2026-11-24T18:00:00.000Z'],
    ['1795597200', '2026-11-25T09:00:00.000Z'],
    ['1795597200123', '2026-11-25T09:00:00.123Z'],
  ])('understands %s as a time', (typed, expected) => expect(at(typed)).toBe(expected));

  it('takes a time without a zone only where it is told one', () => {
    expect(at('09:00', 'Europe/Berlin')).toBe('2026-11-25T08:00:00.000Z');
    expect(() => at('09:00')).toThrow('type `09:00Z` for UTC, or `"09:00 Europe/Berlin"`');
    expect(() => at('2026-11-25T09:00')).toThrow('needs a time zone');
  });

  it('keeps both hours where clocks are set back, and neither where they are set forward', () => {
    const now = new Date('2026-10-26T00:00:00Z');
    const twice = parseWindow(
      { since: '2026-10-25 02:30 Europe/Berlin', until: '2026-10-25 02:30 Europe/Berlin' },
      now,
    );
    expect([twice.sinceAt, twice.untilAt]).toEqual([
      new Date('2026-10-25T00:30:00Z'),
      new Date('2026-10-25T01:30:00Z'),
    ]);
    const spring = new Date('2026-03-30T00:00:00Z');
    const never = parseWindow({ since: '2026-03-29 02:30 Europe/Berlin' }, spring);
    expect(never.sinceAt).toEqual(new Date('2026-03-29T00:30:00Z'));
  });

  it.each<[TypedWindow, string]>([
    [{ since: 'yesterday' }, 'takes how long ago'],
    [{ since: '15' }, 'takes how long ago'],
    [{ since: '15m2h' }, 'takes how long ago'],
    [{ since: '5m5m' }, 'takes how long ago'],
    [{ since: '-15m' }, 'takes how long ago'],
    [{ since: '' }, 'takes how long ago'],
    [{ since: '0m' }, 'not in the past'],
    [{ since: '2026-02-30T09:00Z' }, 'there is no day 2026-02-30'],
    [{ since: '2026-13-01T09:00Z' }, 'there is no day'],
    [{ since: '24:00Z' }, 'times go from'],
    [{ since: '09:00 Europe/Berlim' }, 'I do not know the time zone `Europe/Berlim`'],
    [{ since: '09:00 <!channel>' }, 'I do not know the time zone `channel`'],
    [{ since: '2026-11-26T09:00Z' }, 'not in the past'],
    [{ since: '15d' }, '14 days at most'],
    [{ since: '60d', until: '30d' }, 'more than 14 days'],
    [{ since: '1h', until: '2h' }, '`--until` is not after `--since`'],
    [{ until: '2026-11-25T11:00Z' }, 'in the future'],
    [{ until: '5m', follow: '5m' }, 'Type only one'],
    [{ follow: true, noFollow: true }, 'contradict each other'],
    [{ follow: '61m' }, '`--follow` takes 10s to 60m'],
    [{ follow: '1s' }, '`--follow` takes'],
    [{ follow: 'ever' }, '`--follow` takes'],
    [{ lines: '0' }, '1 to 10000'],
    [{ lines: '10001' }, '1 to 10000'],
    [{ lines: 'all' }, '1 to 10000'],
  ])('refuses %j', (typed, reason) => {
    expect(() => parseWindow(typed, NOW)).toThrow(UserError);
    expect(() => parseWindow(typed, NOW)).toThrow(reason);
  });

  it('reads an old window that has an end, and does not follow it', () => {
    const window = parseWindow({ since: '30d', until: '29d', lines: '10' }, NOW);
    expect(window).toMatchObject({
      untilAt: new Date('2026-10-27T10:00:00Z'),
      followMs: undefined,
      lines: 10,
    });
    expect(parseWindow({ until: '1h' }, NOW).sinceAt).toEqual(new Date('2026-11-25T08:45:00Z'));
  });

  it('follows as long as told, or not', () => {
    expect(parseWindow({ follow: '10m' }, NOW).followMs).toBe(600_000);
    expect(parseWindow({ follow: '1h' }, NOW).followMs).toBe(3_600_000);
    expect(parseWindow({ follow: true }, NOW).followMs).toBe(300_000);
    expect(parseWindow({ noFollow: true }, NOW).followMs).toBeUndefined();
  });

  it('finds any minute of any zone again', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'UTC'];
    const minute = fc
      .integer({ min: 0, max: 14 * 1440 - 61 })
      .map((nth) => new Date(NOW.getTime() - nth * 60_000));
    fc.assert(
      fc.property(minute, fc.constantFrom(...zones), (moment, timeZone) => {
        const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
        if (moment >= NOW) return;
        expect(at(`${shown.format(moment)} ${timeZone}`)).toBe(moment.toISOString());
      }),
    );
  });

  it('answers anything typed with a window in the past or with clear words', () => {
    const typed = fc.oneof(fc.string(), fc.stringMatching(/^[0-9:.TZdhms +-]{1,24}$/));
    fc.assert(
      fc.property(typed, typed, (since, until) => {
        try {
          const { sinceAt, untilAt } = parseWindow({ since, until }, NOW);
          expect(sinceAt.getTime()).toBeLessThan(untilAt?.getTime() ?? NOW.getTime());
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
    );
  });
});
