import type { Entry, Mark } from '../operation.ts';
import { withoutMark } from './mark.ts';
import { itemLineOf, lineText, type Sheet, textAt } from './patch-item.ts';
import type { LineEdit } from './patch-lines.ts';
import { markingOf, ownCellWords, ownSign, withSign } from './patch-marks.ts';
import { cellWords, rowAt, statusCell, withCell } from './patch-table.ts';

/**
 * Ways to mark an entry, the smallest first: its box, its sign, the words of its column; where it has no mark,
 * the one that its neighbours use.
 */
export function tickEdits(sheet: Sheet, entry: Entry, done: boolean): readonly (readonly LineEdit[])[] {
  const reopened = entry.kind === 'blocker' ? 'blocked' : 'open';
  return markEdits(sheet, entry, done ? 'done' : reopened);
}

/** The same for what a finding turned out to be. */
export function judgeEdits(
  sheet: Sheet,
  entry: Entry,
  verdict: 'confirmed' | 'refuted' | 'looked-at',
): readonly (readonly LineEdit[])[] {
  return markEdits(sheet, entry, VERDICT_MARKS[verdict]);
}

/** The marks that say a verdict. */
export const VERDICT_MARKS = { confirmed: 'done', refuted: 'failing', 'looked-at': 'looked-at' } as const;

function markEdits(sheet: Sheet, entry: Entry, mark: Mark): readonly (readonly LineEdit[])[] {
  const near = neighbours(sheet, entry);
  const text = textAt(sheet, entry.at.line);
  const row = rowAt(sheet, entry.at.line);
  const texts = row
    ? [withCell(row, statusCell(row), ownCellWords(sheet, mark, near, cellWords(row, statusCell(row))))]
    : [];
  const sign = ownSign(sheet, mark, near);
  texts.push(...lineMarks(text, mark, sign, markingOf(sheet, near)));
  const bare = mark === 'open' || mark === 'blocked' ? unmarked(sheet, entry, near) : [];
  return [...bare, ...texts]
    .filter((each) => each !== text)
    .map((each) => [{ line: entry.at.line, remove: 1, insert: [each] }]);
}

function lineMarks(text: string, mark: Mark, sign: string, near: ReturnType<typeof markingOf>): string[] {
  const item = itemLineOf(text);
  const ticked = mark === 'done';
  const x = near.box ?? 'x';
  const box = item.box.replace(/[ xX]/, ticked ? x : ' ');
  const texts: string[] = [];
  if (item.box !== '') {
    texts.push(lineText({ ...item, box }));
    const signed = withSign(item.sign, sign);
    if (signed !== undefined) texts.push(lineText({ ...item, box, sign: signed }));
  }
  const resigned = withSign(`${item.sign}${item.words}`, sign);
  if (resigned !== undefined) texts.push(lineText({ ...item, sign: '', words: resigned }));
  const withBox = lineText({ ...item, box: `[${ticked ? x : ' '}] ` });
  const withOwn = lineText({ ...item, sign: `${sign} ${item.sign}` });
  const boxed = near.box !== undefined && !near.signs && (ticked || mark === 'open');
  return [...texts, ...(boxed ? [withBox, withOwn] : [withOwn, withBox])];
}

/** Where the others are unmarked while they are open, this one is again. */
function unmarked(sheet: Sheet, entry: Entry, near: readonly Entry[]): readonly string[] {
  const item = itemLineOf(textAt(sheet, entry.at.line));
  const others = near.filter((each) => each.id !== entry.id);
  const marked = others.some((each) => each.mark !== undefined && each.mark !== 'done');
  const words = withoutMark(item.words);
  if (words !== item.words) return [lineText({ ...item, words })];
  return item.sign === '' || marked ? [] : [lineText({ ...item, sign: '' })];
}

/** The entries of its kind under the same heading. */
function neighbours(sheet: Sheet, entry: Entry): readonly Entry[] {
  const within = entry.within.join('\n');
  return sheet.tracker.operation.entries.filter(
    (each) => each.kind === entry.kind && each.within.join('\n') === within,
  );
}
