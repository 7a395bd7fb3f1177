import { describe, expect, it } from 'vitest';
import { instantsOf, wallTimeAt, type Zone, zoneNamed } from '../../src/tailing/zone.ts';

const NOON = new Date('2026-07-01T12:00:00Z');

function zone(name: string): Zone {
  return zoneNamed(name) ?? expect.unreachable(`no zone ${name}`);
}

describe('a time zone', () => {
  it.each([
    ['Z', 0],
    ['utc', 0],
    ['+02:00', 120],
    ['-0330', -210],
    ['UTC+2', 120],
    ['GMT-11', -660],
    ['Europe/Berlin', 120],
    ['Asia/Kolkata', 330],
    ['America/New_York', -240],
  ])('%s is so many minutes ahead in summer', (name, minutes) => {
    expect(zone(name)(NOON)).toBe(minutes);
  });

  it.each(['Mars/Olympus', '', '+15:00', '+02:60', 'UTC+99', '<script>'])('is not %j', (name) => {
    expect(zoneNamed(name)).toBeUndefined();
  });

  it('shows a time on its clocks, also before 1970', () => {
    const shown = { year: 2026, month: 7, day: 1, timeMs: 14 * 3_600_000 };
    expect(wallTimeAt(NOON, zone('Europe/Berlin'))).toEqual(shown);
    expect(wallTimeAt(new Date(-1), zone('Z')).timeMs).toBe(86_399_999);
  });

  it.each([
    ['once', '2026-07-01', 14, ['2026-07-01T12:00:00.000Z']],
    [
      'twice, where they are set back',
      '2026-10-25',
      2,
      ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'],
    ],
    [
      'never, where they are set forward over it',
      '2026-03-29',
      2,
      ['2026-03-29T00:00:00.000Z', '2026-03-29T01:00:00.000Z'],
    ],
  ])('has a time on its clocks %s', (_, date, hour, instants) => {
    const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
    const all = instantsOf({ year, month, day, timeMs: hour * 3_600_000 }, zone('Europe/Berlin'));
    expect(all.map((at) => at.toISOString())).toEqual(instants);
  });
});
