import { describe, expect, it } from 'vitest';
import { MAX_TRACKER_BYTES } from '../../../src/operation/tracker/refuse.ts';
import { textOf } from '../../../src/operation/tracker/text-of.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('the text of a file', () => {
  it.each(['# Move\n', '\ufeff# Move\r\n', 'Ü 🐌 \u2028 \ufffd'])('has the same bytes again: %j', (text) => {
    expect(textOf(bytes(text))).toBe(text);
    expect(bytes(textOf(bytes(text)))).toEqual(bytes(text));
  });

  it.each([
    ['empty', new Uint8Array(), /empty/],
    ['in UTF-16, low end first', Uint8Array.of(0xff, 0xfe, 0x41, 0), /UTF-16/],
    ['in UTF-16, high end first', Uint8Array.of(0xfe, 0xff, 0, 0x41), /UTF-16/],
    ['in no encoding', Uint8Array.of(0x41, 0xc3, 0x28), /UTF-8/],
    ['binary', Uint8Array.of(0x41, 0, 0x42), /no text/],
    ['too large', new Uint8Array(MAX_TRACKER_BYTES + 1), /2000001 bytes, and at most 2000000/],
  ])('is refused where it is %s', (_, file, words) => {
    expect(() => textOf(file)).toThrow(words);
  });
});
