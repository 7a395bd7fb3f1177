import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capital, clean, counted, cut, oneLine } from '../src/text.ts';

describe('clean', () => {
  it('takes out terminal colours, control and direction marks, and nothing else', () => {
    expect(clean('\u001b[31mred\u001b[0m \u202eright\u202c\u0007 tab\t ünïcode 漢字 🐌')).toBe(
      'red right tab\t ünïcode 漢字 🐌',
    );
  });

  it.each([
    ['colours begun by one character', 'a\u009b31mb', 'ab'],
    ['a title', '\u001b]0;title\u0007text', 'text'],
    ['marks without width', 'pass\u200bword\u2060=\ufeffx', 'password=x'],
    ['line ends of other systems', 'a\r\nb\rc', 'a\nb\nc'],
    ['what is left of a broken sequence', 'a\u001b', 'a'],
  ])('takes out %s', (_, text, left) => {
    expect(clean(text)).toBe(left);
  });

  it('leaves text alone that holds none of it', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => clean(clean(text)) === clean(text)));
    expect(clean('GET /a?b=c 200\tok\nnext')).toBe('GET /a?b=c 200\tok\nnext');
  });

  it('is done with a megabyte of half an escape sequence in no time', () => {
    const started = performance.now();
    clean(`\u001b[${'0'.repeat(1_000_000)}`);
    clean('\u001b['.repeat(500_000));
    expect(performance.now() - started).toBeLessThan(2000);
  });
});

describe('oneLine', () => {
  it('joins lines and cuts with an ellipsis', () => {
    expect(oneLine(' a\n\tb  c ')).toBe('a b c');
    expect(oneLine('abcdef', 4)).toBe('abc…');
  });
});

describe('cut', () => {
  it('never cuts inside a character', () => {
    expect(cut('ab🐌🐌', 4)).toBe('ab…');
    expect(cut('ab🐌', 4)).toBe('ab🐌');
  });
});

describe('words', () => {
  it('count one differently', () => {
    expect([0, 1, 2].map((count) => counted(count, 'service'))).toEqual([
      '0 services',
      '1 service',
      '2 services',
    ]);
  });

  it('begin a sentence in upper case', () => {
    expect(capital('this channel')).toBe('This channel');
  });
});
