import { describe, expect, it } from 'vitest';
import { isComparable, likenessOf, tellingOf, weighBy } from '../../../src/operation/wording/likeness.ts';
import { subjectOf } from '../../../src/operation/wording/subject.ts';

const set = (...terms: string[]): ReadonlySet<string> => new Set(terms);

describe('the weight of a word', () => {
  it('is small where it is general or in every other statement', () => {
    const weigh = weighBy(Array.from({ length: 40 }, (_, at) => set('cart', `thing${at}`)));
    expect([weigh('thing1'), weigh('cart'), weigh('service')]).toEqual([1, 0.2, 0.2]);
    expect(tellingOf(set('cart', 'thing1'), weigh)).toEqual(['thing1']);
  });

  it('is whole in a short tracker, however often it comes', () => {
    expect(weighBy([set('cart'), set('cart'), set('cart')])('cart')).toBe(1);
  });
});

describe('likeness', () => {
  const weigh = weighBy([]);

  it('is the share of each that the other holds', () => {
    expect(likenessOf(set('cart', 'timeout'), set('cart'), weigh)).toEqual({
      ofOne: 0.5,
      ofOther: 1,
      telling: true,
    });
  });

  it('tells nothing where general words alone are shared', () => {
    expect(likenessOf(set('service', 'cart'), set('service', 'mail'), weigh).telling).toBe(false);
  });

  it('of nothing is none', () => {
    expect(likenessOf(set(), set(), weigh)).toEqual({ ofOne: 0, ofOther: 0, telling: false });
  });
});

describe('what is said', () => {
  it.each([
    ['Cart works', 'test cart', true],
    ['Cart works in staging', 'test cart in production', false],
    ['Cart works in staging', 'test cart', false],
    ['Cart works in production', 'test cart', true],
    ['Cart works', 'load test of cart', false],
    ['Revision 14 works', 'test revision 15', false],
  ])('%j can be held against %j: %s', (one, other, can) => {
    expect(isComparable(subjectOf(one), subjectOf(other))).toBe(can);
  });
});
