import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applySplice, reverseSplice, spliceOf } from '../../src/operation/splice.ts';

describe('the splice between two texts', () => {
  it.each([
    ['a word in the middle', 'one two three', 'one 2 three', { at: 4, removed: 'two', added: '2' }],
    ['something at the end', 'one', 'one two', { at: 3, removed: '', added: ' two' }],
    ['something at the beginning', 'two', 'one two', { at: 0, removed: '', added: 'one ' }],
    ['everything', 'abc', '', { at: 0, removed: 'abc', added: '' }],
    ['one more of the same letter', 'aa', 'aaa', { at: 2, removed: '', added: 'a' }],
  ])('is %s', (_, before, after, splice) => {
    expect(spliceOf(before, after)).toEqual(splice);
  });

  it('is nothing where both are the same', () => {
    expect(spliceOf('same', 'same')).toBeUndefined();
  });

  it('takes whole characters where two emoji share their first half', () => {
    expect(spliceOf('a 🚧 b', 'a 🚀 b')).toEqual({ at: 2, removed: '🚧', added: '🚀' });
  });

  it('takes whole characters where two emoji share their second half', () => {
    const [one, other] = ['\ud83d\ude80', '\ud83c\ude80'];
    expect(spliceOf(`${one}!`, `${other}!`)).toEqual({ at: 0, removed: one, added: other });
  });

  it('makes the one of the other, and back, never parting a character', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', '\n', '\r\n', '🚧', '🚀', '✅', '\ud83c\ude80'), { maxLength: 12 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const splice = spliceOf(before, after);
        if (!splice) return before === after;
        expect(applySplice(before, splice)).toBe(after);
        expect(applySplice(after, reverseSplice(splice))).toBe(before);
        expect(`${splice.removed}|${splice.added}`).not.toMatch(/\p{Surrogate}/u);
        return true;
      }),
    );
  });
});

describe('a splice', () => {
  it('does not fit a text that says something else there', () => {
    expect(applySplice('one three', { at: 4, removed: 'two', added: '2' })).toBeUndefined();
  });

  it('does not fit beyond the end', () => {
    expect(applySplice('one', { at: 9, removed: '', added: 'x' })).toBeUndefined();
  });
});
