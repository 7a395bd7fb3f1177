import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextWords, wordSearchOf } from '../../src/redaction/word-search.ts';

/** Every word with the place behind it, in the order in which they are found. */
function found(words: readonly string[], text: string): string[] {
  const search = wordSearchOf(words.map((word) => [word, word] as const));
  const cursor = { at: 0, row: 0 };
  const all: string[] = [];
  for (;;) {
    const endings = nextWords(search, text, cursor, text.length);
    if (!endings) return all;
    all.push(...endings.map(({ meaning }) => `${meaning}@${cursor.at}`));
  }
}

it('finds words wherever they stand, in upper and lower case, those inside others too', () => {
  expect(found(['he', 'she', 'hers'], 'uSHErs, he')).toEqual(['she@4', 'he@4', 'hers@6', 'he@10']);
});

it('takes 0 for any digit', () => {
  expect(found(['0-0'], '12-3')).toEqual(['0-0@4']);
});

it('stops before an end that it is given, and goes on from there', () => {
  const search = wordSearchOf([['abc', 1]]);
  const cursor = { at: 0, row: 0 };
  expect(nextWords(search, 'xabc', cursor, 3)).toBeUndefined();
  expect(cursor.at).toBe(3);
  expect(nextWords(search, 'xabc', cursor, 4)).toEqual([{ length: 3, meaning: 1 }]);
});

it('finds what looking for each word by itself finds', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'A', 'é', '🐌'), maxLength: 40 });
  const words = fc.uniqueArray(
    fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 4 }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(words, letters, (of, text) => {
      const expected: string[] = [];
      for (let end = 1; end <= text.length; end += 1) {
        const longestFirst = [...of].sort((one, other) => other.length - one.length);
        for (const word of longestFirst) {
          if (text.slice(0, end).toLowerCase().endsWith(word)) expected.push(`${word}@${end}`);
        }
      }
      expect(found(of, text)).toEqual(expected);
    }),
  );
});
