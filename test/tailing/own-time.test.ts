import { describe, expect, it } from 'vitest';
import { isSameMoment, withoutOwnTime } from '../../src/tailing/own-time.ts';
import { NOW } from '../given.ts';

const at = NOW.getTime();

describe('a line’s own time', () => {
  it.each([
    ['2026-03-04T03:00:00.123Z ERROR x', 'ERROR x'],
    ['2026-03-04 03:00:00,123 ERROR x', 'ERROR x'],
    ['2026-03-04 03:00:00,123 - app - ERROR - x', 'app - ERROR - x'],
    ['2026/03/04 03:00:00 x', 'x'],
    ['2026-03-04 04:00:00 +0100 x', 'x'],
    ['2026-03-04T03:00:01+00:00 | x', 'x'],
    ['[2026-03-04 03:00:00 +0000] [7] [ERROR] x', '[7] [ERROR] x'],
    ['2026-03-04 03:00:00.000 UTC [1] x', '[1] x'],
  ])('is taken away where it repeats the event’s: %s', (line, text) => {
    expect(withoutOwnTime(line, at)).toBe(text);
  });

  it.each([
    '2026-03-04T05:00:00Z another time',
    '2026-03-04 05:00:00 local time',
    '[2026-03-04T03:00:00Z ERROR app] inside brackets',
    '2026-03-04T03:00:00.123Z',
    '2026-99-99T99:99:99 no time',
    '2026-03-04 is a day',
    'x',
    '',
  ])('stays where it says something else: %s', (line) => {
    expect(withoutOwnTime(line, at)).toBe(line);
  });

  it.each([
    [at, true],
    [at / 1000 + 0.25, true],
    [at * 1000, true],
    [at * 1e6, true],
    ['2026-03-04T03:00:00.123456789Z', true],
    ['2026-03-04 03:00:00,123', true],
    [String(at), true],
    [at + 60_000, false],
    [12, false],
    ['2026-03-04T03:00:00Z and more', false],
    ['soon', false],
    [Number.NaN, false],
  ])('as a value %s: %s', (value, same) => {
    expect(isSameMoment(value, at)).toBe(same);
  });
});
