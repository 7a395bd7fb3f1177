import { expect, it } from 'vitest';
import { bounded, keyText } from '../../src/store/text.ts';

it('cuts what is only shown, with an ellipsis, and leaves out NUL', () => {
  expect(bounded('abc', 3)).toBe('abc');
  expect(bounded('abcd', 3)).toBe('ab…');
  expect(bounded('a\0b', 3)).toBe('ab');
});

it('refuses a key it would have to change', () => {
  expect(keyText('abc', 3)).toBe('abc');
  expect(() => keyText('abcd', 3)).toThrow(RangeError);
  expect(() => keyText('a\0', 3)).toThrow(RangeError);
});
