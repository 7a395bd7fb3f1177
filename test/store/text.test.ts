import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bounded, exactText, keyText, textIn } from '../../src/store/text.ts';

it('cuts what is only shown, with an ellipsis, and leaves out NUL', () => {
  expect(bounded('abc', 3)).toBe('abc');
  expect(bounded('abcd', 3)).toBe('ab…');
  expect(bounded('a\0b', 3)).toBe('ab');
});

it('refuses a key it would have to change', () => {
  expect(keyText('abc', 3)).toBe('abc');
  expect(() => keyText('abcd', 3)).toThrow(RangeError);
  expect(() => keyText('a\0', 3)).toThrow(RangeError);
  expect(keyText('🐌', 3)).toBe('🐌');
  expect(() => keyText('🐌'.slice(0, 1), 3)).toThrow(RangeError);
});

it('keeps what must come back as it was, without anything that a database would change', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(textIn(exactText(text))).toBe(text);
      expect(exactText(text)).not.toMatch(/[\0\r\p{Surrogate}]/u);
    }),
  );
  for (const text of ['\ufeff# A\r\n\r', 'a\0b', 'a\ud800b\udc00', '"\\u0000"'])
    expect(textIn(exactText(text))).toBe(text);
});
