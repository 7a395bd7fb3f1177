import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { linearRegex, regexIn } from '../../src/tailing/linear-regex.ts';

describe('what stands between slashes', () => {
  it.each([
    ['/user-\\d+/', { source: 'user-\\d+', flags: '' }],
    ['/Error/i', { source: 'Error', flags: 'i' }],
    ['/a/b/', { source: 'a/b', flags: '' }],
    ['/health/live', undefined],
    ['//', undefined],
    ['timeout', undefined],
  ])('is an expression or none: %s', (typed, regex) => expect(regexIn(typed)).toEqual(regex));

  it('finds what it says, heeding the case unless told', () => {
    const finds = (source: string, flags: string, text: string) =>
      linearRegex({ source, flags }, 'grep')(text);
    expect(finds('user-\\d+$', '', 'from user-17')).toBe(true);
    expect(finds('USER', '', 'user')).toBe(false);
    expect(finds('USER', 'i', 'user')).toBe(true);
  });

  it.each([
    ['(', ''],
    ['(?=a)', ''],
    ['(a)\\1', ''],
    ['a', 'g'],
    ['(a|b|c){500}', ''],
  ])('is refused in words: /%s/%s', (source, flags) => {
    expect(() => linearRegex({ source, flags }, 'grep')).toThrow(UserError);
    expect(() => linearRegex({ source, flags }, 'grep')).toThrow('`--grep`');
  });

  it('takes no longer for what makes others backtrack', () => {
    const test = linearRegex({ source: '(a+)+$', flags: '' }, 'grep');
    expect(test(`${'a'.repeat(50_000)}b`)).toBe(false);
  }, 3000);
});
