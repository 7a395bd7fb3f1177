import { markOfCell, readMark } from './mark.ts';
import { type Sheet, textAt } from './patch-item.ts';
import { normal } from './words.ts';

/** A row of a table, cut where its bars are; joined with bars the cells are the line again. */
export interface Row {
  /** With the blanks around them, and what stands outside the outer bars. */
  readonly cells: readonly string[];
  /** What heads each of them; '' where nothing does. */
  readonly heads: readonly string[];
}

const RULE = /^[\s>]*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;

/** The row on a line, if the line is one of a table. */
export function rowAt(sheet: Sheet, line: number): Row | undefined {
  if (!textAt(sheet, line).includes('|')) return undefined;
  for (let above = line - 1; above > 1 && textAt(sheet, above).trim() !== ''; above -= 1) {
    const text = textAt(sheet, above);
    if (text.includes('-') && RULE.test(text))
      return { cells: cellsOf(textAt(sheet, line)), heads: cellsOf(textAt(sheet, above - 1)) };
  }
  return undefined;
}

/** The row with other words in one cell, as wide as before where they fit. */
export function withCell({ cells }: Row, index: number, words: string): string {
  return cells.map((cell, at) => (at === index ? padded(cell, words) : cell)).join('|');
}

/** The index of the cell that says these words, whatever their markup; -1 without one. */
export function cellSaying({ cells }: Row, words: string): number {
  const wanted = normal(words);
  return cells.findIndex((cell) => normal(cell) === wanted && wanted !== '');
}

/** The index of the cell that says how it stands: by what heads it, or by being nothing but a mark; -1 without one. */
export function statusCell({ cells, heads }: Row): number {
  const headed = heads.findIndex((head) => STATUS_HEAD.test(normal(head)));
  if (headed >= 0) return headed;
  return cells.findIndex((cell) => cell.trim() !== '' && markOfCell(cell.trim()) !== undefined);
}

/** What a cell says, without the blanks around it. */
export function cellWords(row: Row, index: number): string {
  return (row.cells[index] ?? '').trim();
}

/** The mark in the cell that says how it stands. */
export function rowMark(row: Row) {
  const words = cellWords(row, statusCell(row));
  return markOfCell(words) ?? readMark(words).mark;
}

const STATUS_HEAD =
  /^(?:status|state|done|progress|result|verdict|met|stand|zustand|erledigt|statut|etat|fait|estado|hecho|feito|stato|fatto|stand van zaken|gedaan)$/;

function cellsOf(text: string): readonly string[] {
  return text.split(/(?<!\\)\|/);
}

function padded(cell: string, words: string): string {
  const before = /^\s*/.exec(cell)?.[0] || ' ';
  if (cell.trim() === '') return ` ${words} `.padEnd(cell.length);
  const behind = /\s*$/.exec(cell)?.[0] ?? '';
  const width = cell.length - before.length - Math.min(1, behind.length);
  return `${before}${words.padEnd(behind === '' ? 0 : width)}${behind.slice(0, 1)}`;
}
