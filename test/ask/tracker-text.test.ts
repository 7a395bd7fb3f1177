import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_TRACKER_BYTES, trackerText } from '../../src/ask/tracker-text.ts';
import { UserError } from '../../src/errors.ts';

const bytes = (...values: number[]) => Uint8Array.from(values);

describe('the text of a tracker', () => {
  it('is the file, every byte of it', () => {
    const whole = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    fc.assert(
      fc.property(
        whole,
        fc.constantFrom('', '\ufeff'),
        fc.constantFrom('\n', '\r\n', '\r', ''),
        (text, mark, end) => {
          const file = `${mark}${text}${end}`;
          expect(trackerText(Buffer.from(file), 'a.md')).toBe(file);
        },
      ),
    );
    expect(trackerText(bytes(), 'a.md')).toBe('');
  });

  it.each([
    ['in UTF-16', Buffer.from('\ufeff# A', 'utf16le'), 'is in UTF-16. Save it as UTF-8'],
    ['in UTF-16 the other way round', bytes(0xfe, 0xff, 0, 0x23), 'is in UTF-16. Save it as UTF-8'],
    ['in Latin-1', Buffer.from('# Größe', 'latin1'), 'is not in UTF-8. Save it as UTF-8'],
    ['that ends within a character', Buffer.from('# 🐌').subarray(0, -1), 'is not in UTF-8'],
    [
      'that is a picture',
      bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13),
      'is no text. Send the tracker',
    ],
    ['with a NUL in it', Buffer.from('# A\0'), 'is no text'],
    [
      'that is too long',
      new Uint8Array(MOST_TRACKER_BYTES + 1).fill(97),
      'is longer than 5 MB. Send the tracker',
    ],
  ])('is refused of a file %s, with what to do', (_, file, words) => {
    expect(() => trackerText(file, 'a.md')).toThrow(UserError);
    expect(() => trackerText(file, 'a.md')).toThrow(`"a.md" ${words}`);
  });

  it('may be as long as is said', () => {
    expect(trackerText(new Uint8Array(MOST_TRACKER_BYTES).fill(97), 'a.md')).toHaveLength(MOST_TRACKER_BYTES);
  });

  it('is complained about under a name that cannot break the words', () => {
    expect(() => trackerText(bytes(0), `a\n\u202eb${'c'.repeat(200)}`)).toThrow(/^"a bc{76}…" is no text/);
  });
});
