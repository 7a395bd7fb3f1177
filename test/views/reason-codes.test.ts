import { describe, expect, it } from 'vitest';
import { reasonWords } from '../../src/views/reason-codes.ts';
import { aTarget } from '../given.ts';

describe('reasonWords', () => {
  it.each([
    [
      { reason: 'Target.Timeout', description: 'Request timed out' },
      'no answer in time: packets dropped, or too slow [Target.Timeout] Request timed out',
    ],
    [{ reason: 'Target.New' }, 'an unknown reason [Target.New]'],
    [{ description: 'Something else' }, 'Something else'],
    [{}, 'no reason given'],
  ])('of %j', (given, words) => {
    expect(reasonWords(aTarget(given))).toBe(words);
  });
});
