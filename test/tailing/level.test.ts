import { describe, expect, it } from 'vitest';
import { levelOfValue, levelOfWord } from '../../src/tailing/level.ts';

describe('the value of a level field', () => {
  it.each([
    [10, 'trace'],
    [20, 'debug'],
    [30, 'info'],
    [35, 'info'],
    [40, 'warn'],
    [50, 'error'],
    [60, 'fatal'],
    [0, 'fatal'],
    [3, 'error'],
    [6, 'info'],
    [7, 'debug'],
    ['INFO', 'info'],
    ['Warning', 'warn'],
    ['ERROR+2', 'error'],
    ['http', 'info'],
    ['silly', 'trace'],
    ['Information', 'info'],
    ['dpanic', 'fatal'],
    ['loud', undefined],
    [-1, undefined],
    [Number.NaN, undefined],
    [true, undefined],
    [undefined, undefined],
  ])('%s is %s', (value, level) => {
    expect(levelOfValue(value)).toBe(level);
  });
});

describe('a word where levels stand', () => {
  it('is no level when it only begins like one', () => {
    expect(levelOfWord('errors')).toBeUndefined();
    expect(levelOfWord('constructor')).toBeUndefined();
  });
});
