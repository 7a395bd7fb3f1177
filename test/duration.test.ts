import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { durationMs, durationWords } from '../src/duration.ts';

describe('a duration', () => {
  it.each([
    ['15m', 900_000],
    ['2h30m', 9_000_000],
    ['1.5h', 5_400_000],
    ['1 d', 86_400_000],
    ['90S', 90_000],
    ['500ms', 500],
    ['10min', 600_000],
    ['0s', 0],
  ])('is understood: %s', (typed, ms) => {
    expect(durationMs(typed)).toBe(ms);
  });

  it.each([
    '',
    'm',
    '15',
    '15x',
    'm15',
    '30m2h',
    '1h1h',
    '1h 30',
    '-5m',
    '1e3s',
    '1..5h',
    '99999999999h',
    'constructor',
  ])('is not %j', (typed) => expect(durationMs(typed)).toBeUndefined());

  it.each([
    [500, '500ms'],
    [1000, '1s'],
    [90_000, '1m 30s'],
    [3_600_000, '1h'],
    [90_061_000, '1d 1h 1m 1s'],
    [1499, '1s'],
  ])('of %i ms is said', (ms, words) => {
    expect(durationWords(ms)).toBe(words);
  });

  it('means the same when it is typed as it is said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000_000 }), (seconds) => {
        expect(durationMs(durationWords(seconds * 1000))).toBe(seconds * 1000);
      }),
    );
  });
});
