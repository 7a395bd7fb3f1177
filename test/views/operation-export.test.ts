import { expect, it } from 'vitest';
import { bytesWords, exportMessage, sizeWords } from '../../src/views/operation-export.ts';
import { HOSTILE, offences } from './alert-cases.ts';

const RECORD = { name: 'Snail Trail', fileName: 'tracker.md', source: 'a\nb\n', base: 'a\nb\n' };

it('gives the file, and says that it has the same bytes', () => {
  const message = exportMessage(RECORD);
  expect(message.text).toBe(
    'tracker.md of Snail Trail · 2 lines, 4 bytes · the same bytes as the file that was taken in',
  );
  expect(message.file).toEqual({ name: 'tracker.md', content: 'a\nb\n' });
});

it('shows the lines that differ', () => {
  expect(exportMessage({ ...RECORD, source: 'a\nx\n' }).text).toBe(
    'tracker.md of Snail Trail · 2 lines, 4 bytes · differs from the file that was taken in: 1 line gone, 1 line new\n-2 b\n+2 x',
  );
});

it('names the file after the operation where it never had one', () => {
  const message = exportMessage({ ...RECORD, base: '', fileName: undefined });
  expect(message.file?.name).toBe('Snail Trail.md');
  expect(message.text).toContain('no file was ever taken in');
});

it('lets no word call, link or break its place', () => {
  expect(offences(exportMessage({ ...RECORD, name: HOSTILE, fileName: HOSTILE, source: HOSTILE }))).toEqual(
    [],
  );
});

it.each([
  [1, '1 byte'],
  [9812, '9.8 kB'],
  [2_500_000, '2.5 MB'],
])('says %i bytes in words', (bytes, words) => {
  expect(bytesWords(bytes)).toBe(words);
});

it('counts lines as an editor does', () => {
  expect(sizeWords('')).toBe('0 lines, 0 bytes');
  expect(sizeWords('ä')).toBe('1 line, 2 bytes');
});
