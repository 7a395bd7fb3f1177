import type { Phase } from '../operation.ts';
import { fieldLine } from './patch-field.ts';
import { itemLineOf, lineText, type Sheet, textAt } from './patch-item.ts';
import type { LineEdit } from './patch-lines.ts';
import { atEnd, endOfText, headingLike, headingManner } from './patch-section.ts';
import { rowAt } from './patch-table.ts';
import { writings } from './patch-words.ts';

/** Ways to write a new phase: behind the last, headed as that is; where there is none, under a heading of its own. */
export function addPhaseEdits(sheet: Sheet, title: string): readonly (readonly LineEdit[])[] {
  const { phases } = sheet.tracker.operation;
  const last = phases.at(-1);
  const number = Math.max(0, ...phases.map((phase) => phase.number ?? 0)) + 1;
  return writings(title).map((words) => {
    if (!last) return [firstPhase(sheet, words)];
    const row = rowAt(sheet, last.at.line);
    if (row)
      return [{ line: last.at.line + 1, remove: 0, insert: [phaseRow(row.cells, last, words, number)] }];
    const lines = [
      headingText(textAt(sheet, last.at.line), last, words, number),
      ...statusLines(sheet, last),
    ];
    return [atEnd(sheet, endOfPhase(sheet, last), lines, false)];
  });
}

function firstPhase(sheet: Sheet, words: string): LineEdit {
  const manner = headingManner(sheet);
  const block = [headingLike(manner, `Phase 1: ${words}`, '🚧'), '', '- **Status**: 0% Complete'];
  const first = sheet.tracker.operation.sections.find(
    ({ level, kind }) => level <= manner.level && kind !== 'header',
  );
  if (!first) return atEnd(sheet, endOfText(sheet), block, manner.ruled);
  return { line: first.at.line, remove: 0, insert: [...block, '', ...(manner.ruled ? ['---', ''] : [])] };
}

/** The heading of the last phase with another number and title, and without its mark. */
function headingText(text: string, last: Phase, words: string, number: number): string {
  const item = itemLineOf(text);
  const at = item.words.lastIndexOf(last.title);
  const before = at < 0 ? '' : item.words.slice(0, at);
  const behind = at < 0 ? '' : item.words.slice(at + last.title.length).replace(/[^*_#:)\]"]+$/u, '');
  const numbered = last.number === undefined ? before : before.replace(/\d+(?=\D*$)/, String(number));
  return lineText({
    ...item,
    lead: item.lead.replace(/\d+/, (place) => String(Number(place) + 1)),
    sign: last.mark ? '' : item.sign,
    words: `${numbered}${words}${behind}`,
    tail: '',
  });
}

/** A line that says it has not begun, where the last phase has one like it. */
function statusLines(sheet: Sheet, last: Phase): readonly string[] {
  const said = last.claimed ?? last.status;
  if (!said || said.at.line === last.at.line) return [];
  const like = textAt(sheet, said.at.line);
  const between = textAt(sheet, last.at.line + 1).trim() === '' ? [''] : [];
  const percent = last.claimed?.value.words.replace(/\d+(?:[.,]\d+)?/, '0');
  const label =
    /^\s*(?:\*\*|__)?([^:：|*]{1,60}?)(?:\*\*|__)?\s*[:：]/.exec(itemLineOf(like).words)?.[1] ?? 'Status';
  return [...between, fieldLine(like, label, percent ?? 'Not started')];
}

/** The last line before the next heading. */
function endOfPhase(sheet: Sheet, phase: Phase): number {
  const next = sheet.tracker.operation.sections.find(({ at }) => at.line > phase.at.line);
  return (next?.at.line ?? endOfText(sheet) + 1) - 1;
}

function phaseRow(cells: readonly string[], last: Phase, words: string, number: number): string {
  const outer = cells.length - 1;
  return cells
    .map((cell, at) => {
      if ((at === 0 || at === outer) && cell.trim() === '') return cell;
      if (cell.includes(last.title))
        return cell
          .replace(last.title, () => words)
          .replace(/\d+/, last.number === undefined ? '$&' : String(number));
      if (cell.trim() === String(last.number)) return cell.replace(/\d+/, String(number));
      return cell.includes('%') ? cell.replace(/\d+/, '0') : ' '.repeat(cell.length);
    })
    .join('|');
}
