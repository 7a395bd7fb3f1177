import { expect, it } from 'vitest';
import { createTokens } from '../../src/aws/tokens.ts';

const RATE = { calls: 4, perMs: 400 };

it('gives a burst at once, and then one after the other', () => {
  const tokens = createTokens(RATE);
  for (let taken = 0; taken < 4; taken += 1) {
    expect(tokens.waitMs(5000)).toBe(0);
    tokens.take(5000);
  }
  expect(tokens.waitMs(5000)).toBe(100);
  expect(tokens.waitMs(5099)).toBe(1);
  expect(tokens.waitMs(5100)).toBe(0);
});

it('says how long it takes until there are several', () => {
  const tokens = createTokens(RATE);
  tokens.take(5000);
  tokens.take(5000);
  expect([2, 3, 4].map((count) => tokens.waitMs(5000, count))).toEqual([0, 100, 200]);
});

it('is never fuller than full', () => {
  const tokens = createTokens(RATE);
  tokens.take(0);
  for (let taken = 0; taken < 4; taken += 1) tokens.take(3_600_000);
  expect(tokens.waitMs(3_600_000)).toBe(100);
});

it('does not wait for a clock that was set back', () => {
  const tokens = createTokens(RATE);
  for (let taken = 0; taken < 4; taken += 1) tokens.take(3_600_000);
  expect(tokens.waitMs(0)).toBeLessThanOrEqual(100);
});

it.each([
  [1, 1],
  [2, 2],
  [3, 2],
  [10, 6],
])('of %i wants %i to be there for half to be left', (calls, expected) => {
  expect(createTokens({ calls, perMs: 1000 }).overHalf).toBe(expected);
});
