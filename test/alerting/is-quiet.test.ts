import { describe, expect, it } from 'vitest';
import { type CronQuiet, isQuiet, quietBegins, quietUntil } from '../../src/alerting/is-quiet.ts';

const HOUR_MS = 3_600_000;

function byCron(cron: string, hours: number, zone = 'UTC'): CronQuiet {
  return { kind: 'cron', cron, forMs: hours * HOUR_MS, zone };
}

/** The stretches of a day or more in which it is quiet, minute by minute. */
function quietMinutes(quiet: CronQuiet, from: string, hours: number): readonly string[] {
  const minutes = Array.from({ length: hours * 60 }, (_, at) => new Date(Date.parse(from) + at * 60_000));
  const edges = minutes.filter(
    (at) => isQuiet(quiet, at) !== isQuiet(quiet, new Date(at.getTime() - 60_000)),
  );
  return edges.map((at) => at.toISOString().slice(0, 16));
}

describe('isQuiet', () => {
  const at = (time: string) => new Date(`2026-06-07T${time}Z`);

  it('never is without a wish', () => expect(isQuiet(undefined, at('02:00'))).toBe(false));

  it('is until a moment, and not at it', () => {
    const quiet = { kind: 'until', untilAt: at('02:00') } as const;
    expect([at('01:59:59.999'), at('02:00')].map((now) => isQuiet(quiet, now))).toEqual([true, false]);
  });

  it.each([
    ['01:59:59.999', false],
    ['02:00:00.000', true],
    ['02:00:00.500', true],
    ['03:59:59.999', true],
    ['04:00:00.000', false],
  ])('by cron at %s is %s', (time, expected) => {
    expect(isQuiet(byCron('0 2 * * 0', 2), at(time))).toBe(expected);
  });

  it('is only on the days that are named, in the zone that is named', () => {
    const sundays = byCron('0 2 * * 0', 2, 'Europe/Berlin');
    expect(isQuiet(sundays, new Date('2026-06-07T00:00Z'))).toBe(true);
    expect(isQuiet(sundays, new Date('2026-06-07T02:00Z'))).toBe(false);
    expect(isQuiet(sundays, new Date('2026-06-08T00:30Z'))).toBe(false);
  });

  it('goes on past midnight', () => {
    expect(isQuiet(byCron('0 22 * * 6', 8), at('05:59'))).toBe(true);
    expect(isQuiet(byCron('0 22 * * 6', 8), at('06:00'))).toBe(false);
  });

  it('is in the longest of windows that overlap', () => {
    expect(quietMinutes(byCron('0,30 2 * * *', 1), '2026-06-07T00:00Z', 24)).toEqual([
      '2026-06-07T02:00',
      '2026-06-07T03:30',
    ]);
  });
});

describe('where clocks are set', () => {
  it('forward over the beginning it begins once they are, and lasts as long as ever', () => {
    const quiet = byCron('30 2 * * *', 2, 'Europe/Berlin');
    expect(quietMinutes(quiet, '2026-03-28T12:00Z', 24)).toEqual(['2026-03-29T01:00', '2026-03-29T03:00']);
  });

  it('forward over one of several hours, that one begins as well', () => {
    const quiet = byCron('30 2,22 * * *', 1, 'Europe/Berlin');
    expect(quietMinutes(quiet, '2026-03-29T00:00Z', 12)).toEqual(['2026-03-29T01:00', '2026-03-29T02:00']);
  });

  it('back over the beginning it begins once, at the first', () => {
    const quiet = byCron('30 2 * * *', 0.5, 'Europe/Berlin');
    expect(quietMinutes(quiet, '2026-10-24T12:00Z', 24)).toEqual(['2026-10-25T00:30', '2026-10-25T01:00']);
  });

  it.each([
    ['forward', '2026-03-28T12:00Z', ['2026-03-29T00:00', '2026-03-29T03:00']],
    ['back', '2026-10-24T12:00Z', ['2026-10-24T23:00', '2026-10-25T02:00']],
  ])('%s within it, it lasts as long as ever', (_, from, expected) => {
    expect(quietMinutes(byCron('0 1 * * *', 3, 'Europe/Berlin'), from, 24)).toEqual(expected);
  });

  it('and after, it keeps to the clocks', () => {
    const quiet = byCron('0 9 * * *', 1, 'Europe/Berlin');
    expect(quietMinutes(quiet, '2026-03-28T00:00Z', 48)).toEqual([
      '2026-03-28T08:00',
      '2026-03-28T09:00',
      '2026-03-29T07:00',
      '2026-03-29T08:00',
    ]);
  });
});

describe('quietUntil', () => {
  const now = new Date('2026-06-07T02:10Z');

  it('is the end of what holds now', () => {
    expect(quietUntil(undefined, now)).toBeUndefined();
    expect(quietUntil({ kind: 'until', untilAt: now }, now)).toBeUndefined();
    const untilAt = new Date('2026-06-07T03:00Z');
    expect(quietUntil({ kind: 'until', untilAt }, now)).toEqual(untilAt);
    expect(quietUntil(byCron('0 2 * * *', 1), now)).toEqual(untilAt);
    expect(quietUntil(byCron('0 3 * * *', 1), now)).toBeUndefined();
  });

  it('joins windows that overlap or touch', () => {
    expect(quietUntil(byCron('0 1-4 * * *', 1), now)).toEqual(new Date('2026-06-07T05:00Z'));
    expect(quietUntil(byCron('0,30 2 * * *', 1), now)).toEqual(new Date('2026-06-07T03:30Z'));
  });

  it('gives up after a week', () => {
    const endsAt = quietUntil(byCron('0 * * * *', 1), now);
    expect((endsAt?.getTime() ?? 0) - now.getTime()).toBeLessThan(7 * 24 * HOUR_MS + 2 * HOUR_MS);
  });
});

describe('quietBegins', () => {
  it('is the next time, or never', () => {
    const now = new Date('2026-06-07T02:00Z');
    expect(quietBegins(byCron('0 2 * * *', 1), now)).toEqual(new Date('2026-06-08T02:00Z'));
    expect(quietBegins(byCron('0 0 30 2 *', 1), now)).toBeUndefined();
  });
});
