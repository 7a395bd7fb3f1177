import type { Criterion } from '../operation.ts';
import { itemLineOf, lineText, type Sheet, textAt } from './patch-item.ts';
import type { LineEdit } from './patch-lines.ts';
import { cellSaying, rowAt, withCell } from './patch-table.ts';

const PROBE = /<!--\s*probe:(?:(?!-->).)*-->/i;
/** A line of a list item or a quotation that holds comments and nothing else, or nothing at all. */
const ASIDE = /^[\s>]*(?:[-*+]\s+)?(?:<!--(?:(?!-->).)*-->\s*)*$/;

/** Ways to put a probe's comment behind a criterion, to change it, or to take it away; wherever people moved it to. */
export function bindEdits(
  sheet: Sheet,
  entry: Criterion,
  probe: string | undefined,
): readonly (readonly LineEdit[])[] {
  const comment = probe === undefined ? '' : `<!-- probe: ${probe} -->`;
  const line = commentLine(sheet, entry);
  const other = line === undefined ? [] : otherTexts(sheet, entry, line, comment);
  // A comment without a probe, or one that is code, is in no probe's way.
  const own = entry.probe === undefined ? [withComment(sheet, entry, comment)] : [];
  return [
    ...other.map((insert) => [{ line: line ?? entry.at.line, remove: 1, insert }]),
    ...own.map((text) => [{ line: entry.at.line, remove: 1, insert: [text] }]),
  ];
}

/** What may stand in place of the line that holds a probe's comment. */
function otherTexts(
  sheet: Sheet,
  { at }: Criterion,
  line: number,
  comment: string,
): readonly (readonly string[])[] {
  const text = textAt(sheet, line);
  if (comment !== '') return [[text.replace(PROBE, () => comment)]];
  if (line > at.endLine && /^[\s>]*[-*+]?\s*$/.test(text.replace(PROBE, ''))) return [[]];
  // With the blanks before it; where words follow, those may be part of how the title is read.
  return [`\\s*${PROBE.source}`, PROBE.source].map((source) => [text.replace(new RegExp(source, 'gi'), '')]);
}

/** Among the lines of its words, and those below them that hold nothing but comments. */
function commentLine(sheet: Sheet, { at }: Criterion): number | undefined {
  for (let line = at.line; line <= sheet.lines.length; line += 1) {
    const text = textAt(sheet, line);
    if (line > at.endLine && !ASIDE.test(text)) return undefined;
    if (PROBE.test(text)) return line;
  }
  return undefined;
}

function withComment(sheet: Sheet, { at, title }: Criterion, comment: string): string {
  const row = rowAt(sheet, at.line);
  if (row) {
    const cell = cellSaying(row, title);
    return withCell(row, cell, `${row.cells[cell]?.trim() ?? ''} ${comment}`);
  }
  const item = itemLineOf(textAt(sheet, at.line));
  const tail = item.tail.trimEnd();
  return lineText({ ...item, tail: `${tail} ${comment}${item.tail.slice(tail.length)}` });
}
