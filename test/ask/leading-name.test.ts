import { describe, expect, it } from 'vitest';
import { isFound, leadingName } from '../../src/ask/leading-name.ts';
import { UserError } from '../../src/errors.ts';

const isOne = (name: string) => ['alb', 'alb access', 'alb access testing', '3 days'].includes(name);

describe('a name in front of other words', () => {
  it.each([
    ['the longest beginning that means one', 'alb access Other words', 'alb access', 'Other words'],
    ['all of it where all of it means one', 'alb access testing', 'alb access testing', ''],
    ['a number, whatever follows', '3 days left', '3', 'days left'],
    ['a number as the list shows it', '#3 days', '#3', 'days'],
    ['the first word where nothing fits', 'dns is slow', 'dns', 'is slow'],
    ['the only word', 'dns', 'dns', ''],
  ])('is %s', (_, typed, which, rest) => {
    const found = leadingName(typed.split(' '), isOne);
    expect([found.which, found.rest.join(' ')]).toEqual([which, rest]);
  });

  it('is none where nothing was typed', () => {
    expect(leadingName([], isOne)).toEqual({ which: undefined, rest: [] });
  });

  it('is not looked for in a whole page of words', () => {
    let asked = 0;
    leadingName(Array(1000).fill('x'), () => {
      asked += 1;
      return false;
    });
    expect(asked).toBeLessThan(12);
  });
});

describe('a search', () => {
  it('finds, or does not; what breaks is not taken for either', () => {
    const throwing = (error: Error) => () => {
      throw error;
    };
    expect(isFound(() => 1)).toBe(true);
    expect(isFound(throwing(new UserError('none')))).toBe(false);
    expect(() => isFound(throwing(new Error('bug')))).toThrow('bug');
  });
});
