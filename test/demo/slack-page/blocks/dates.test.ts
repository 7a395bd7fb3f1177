import { describe, expect, it } from 'vitest';
import { formatDate } from '../../../../src/demo/slack-page/blocks/dates.ts';

const NOW = new Date(2026, 10, 23, 12, 0, 0);
const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 5, 9);

describe('formatDate', () => {
  it.each([
    ['{date_pretty}', at(23, 9), 'today'],
    ['{date_short_pretty}', at(22, 9), 'yesterday'],
    ['{date_long_pretty}', at(24, 9), 'tomorrow'],
    ['{no_such_token}', at(23, 9), '{no_such_token}'],
    ['at {date_pretty}!', at(23, 9), 'at today!'],
  ])('fills in %s', (format, date, expected) => {
    expect(formatDate(date, format, NOW)).toBe(expected);
  });

  it('shows hours in the zone of the machine', () => {
    const hour = new Intl.DateTimeFormat(undefined, {
      hour: 'numeric',
      minute: '2-digit',
      second: '2-digit',
    });
    expect(formatDate(at(23, 17), '{time_secs}', NOW)).toBe(hour.format(at(23, 17)));
  });

  it.each([
    [30_000, 'second'],
    [120_000, 'minute'],
    [7_200_000, 'hour'],
    [172_800_000, 'day'],
  ])('says how long ago %d ms are, in %ss', (ms, unit) => {
    const said = formatDate(new Date(NOW.getTime() - ms), '{ago}', NOW);
    const words = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });
    const sizes: Record<string, number> = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };
    expect(said).toBe(words.format(-ms / (sizes[unit] ?? 1), unit as Intl.RelativeTimeFormatUnit));
  });
});
