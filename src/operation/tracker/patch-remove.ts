import { UserError } from '../../errors.ts';
import { counted } from '../../text.ts';
import type { Entry } from '../operation.ts';
import { indentOf, isItem, itemLineOf, lastLineOf, type Sheet, textAt } from './patch-item.ts';
import type { LineEdit } from './patch-lines.ts';
import { rowAt } from './patch-table.ts';

/**
 * Takes an entry's lines out, with those of a blocker's impact and status. What follows in a list that is numbered
 * in order is numbered anew. Throws a UserError where other entries stand below it.
 */
export function removeEdits(sheet: Sheet, entry: Entry): readonly (readonly LineEdit[])[] {
  const last = lastLineOf(sheet, entry);
  const below = sheet.tracker.operation.entries.filter(
    ({ id, at }) => id !== entry.id && at.line >= entry.at.line && at.line <= last,
  );
  if (below.length > 0)
    throw new UserError(
      `${counted(below.length, 'entry stands', 'entries stand')} below "${entry.title}". Remove what stands below first.`,
    );
  const remove = last - entry.at.line + 1 + (leavesGap(sheet, entry.at.line, last) ? 1 : 0);
  return [[{ line: entry.at.line, remove, insert: [] }, ...renumbered(sheet, entry.at.line, last)]];
}

/** Two blank lines would be left where the entry stood between them. */
function leavesGap(sheet: Sheet, line: number, last: number): boolean {
  const blank = (at: number) => textAt(sheet, at).trim() === '';
  return line > 1 && blank(line - 1) && blank(last + 1) && last < sheet.lines.length;
}

function renumbered(sheet: Sheet, line: number, last: number): readonly LineEdit[] {
  const number = numberOf(textAt(sheet, line));
  if (number === undefined || rowAt(sheet, line) || !followsOn(sheet, line, number)) return [];
  const edits: LineEdit[] = [];
  let wanted = number;
  for (const at of itemsAfter(sheet, line, last)) {
    const text = textAt(sheet, at);
    if (numberOf(text) !== wanted + 1) return [];
    edits.push({ line: at, remove: 1, insert: [text.replace(String(wanted + 1), String(wanted))] });
    wanted += 1;
  }
  return edits;
}

/** Whether the item before has the number before, or there is none. */
function followsOn(sheet: Sheet, line: number, number: number): boolean {
  const indent = indentOf(textAt(sheet, line));
  for (let above = line - 1; above > 0; above -= 1) {
    const text = textAt(sheet, above);
    if (text.trim() === '' || indentOf(text) > indent) continue;
    if (!isItem(text) || indentOf(text) < indent) return true;
    return numberOf(text) === number - 1;
  }
  return true;
}

/** The lines of the items that follow in the same list. */
function itemsAfter(sheet: Sheet, line: number, last: number): readonly number[] {
  const indent = indentOf(textAt(sheet, line));
  const items: number[] = [];
  for (let at = last + 1; at <= sheet.lines.length; at += 1) {
    const text = textAt(sheet, at);
    if (text.trim() === '' || indentOf(text) > indent) continue;
    if (numberOf(text) === undefined || indentOf(text) < indent) break;
    items.push(at);
  }
  return items;
}

function numberOf(text: string): number | undefined {
  const number = /^[\s>]*(\d{1,9})[.)]/.exec(itemLineOf(text).lead)?.[1];
  return number === undefined ? undefined : Number(number);
}
