import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineEndOf, linesOf, rewrite } from '../../../src/operation/tracker/patch-lines.ts';

describe('lines', () => {
  it('are told apart whatever they end with', () => {
    expect(linesOf('a\r\nb\n\rc')).toEqual([
      { text: 'a', end: '\r\n' },
      { text: 'b', end: '\n' },
      { text: '', end: '\r' },
      { text: 'c', end: '' },
    ]);
  });

  it('are the text again', () => {
    const text = fc.array(fc.constantFrom('a', '\n', '\r', '\r\n', ' ', '✅')).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (source) => {
        expect(
          linesOf(source)
            .map((line) => line.text + line.end)
            .join(''),
        ).toBe(source);
        expect(rewrite(linesOf(source), []).source).toBe(source);
      }),
    );
  });

  it.each([
    ['most of them', 'a\r\nb\r\nc\n', '\r\n'],
    ['a line feed where nothing ends', 'a', '\n'],
  ])('end as %s', (_, source, end) => {
    expect(lineEndOf(linesOf(source))).toBe(end);
  });
});

describe('edits', () => {
  it.each([
    ['replace a line and keep its end', 'a\r\nb\r\nc', { line: 2, remove: 1, insert: ['x'] }, 'a\r\nx\r\nc'],
    ['put lines in front of one', 'a\nb\n', { line: 2, remove: 0, insert: ['x', 'y'] }, 'a\nx\ny\nb\n'],
    ['put a line at the end', 'a\nb\n', { line: 3, remove: 0, insert: ['x'] }, 'a\nb\nx\n'],
    ['put a line behind one that has no end', 'a\r\nb', { line: 3, remove: 0, insert: ['x'] }, 'a\r\nb\r\nx'],
    ['take the last line out, which had no end', 'a\nb', { line: 2, remove: 1, insert: [] }, 'a'],
    ['take the last line out', 'a\nb\n', { line: 2, remove: 1, insert: [] }, 'a\n'],
    ['begin an empty file', '', { line: 1, remove: 0, insert: ['x'] }, 'x\n'],
  ])('%s', (_, source, edit, expected) => {
    expect(rewrite(linesOf(source), [edit]).source).toBe(expected);
  });

  it('tell where each line went', () => {
    const { source, lineNow } = rewrite(linesOf('a\nb\nc\nd\n'), [
      { line: 3, remove: 1, insert: [] },
      { line: 1, remove: 1, insert: ['A', 'and more'] },
    ]);
    expect(source).toBe('A\nand more\nb\nd\n');
    expect([1, 2, 3, 4].map(lineNow)).toEqual([1, 3, undefined, 4]);
  });
});
