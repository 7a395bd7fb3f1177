import type { NewEntry } from '../change.ts';
import { type Entry, entriesOf, type Phase } from '../operation.ts';
import { currentPhaseOf } from './current-phase.ts';
import { headingStateOf } from './heading-kind.ts';
import { fieldWords } from './patch-edit.ts';
import { fieldLine } from './patch-field.ts';
import { freshTexts, markFor, wordings } from './patch-fresh.ts';
import { indentOf, itemLineOf, lastLineOf, layoutOf, lineText, type Sheet, textAt } from './patch-item.ts';
import type { LineEdit } from './patch-lines.ts';
import { markingOf, ownCellWords, ownSign } from './patch-marks.ts';
import { newSectionEdits } from './patch-section.ts';
import { cellSaying, type Row, rowAt, statusCell } from './patch-table.ts';
import { cellWritings, writings } from './patch-words.ts';
import { NONE_HERE } from './says-none.ts';

/** Entries that stand together: of one kind, under one heading. */
type Group = readonly Entry[];

/**
 * Ways to write a new entry: behind the last of those it belongs to, as they are written; below a heading that has
 * none yet; or below a new heading.
 */
export function addEdits(sheet: Sheet, entry: NewEntry): readonly (readonly LineEdit[])[] {
  const phase = wantedPhase(sheet, entry);
  const group = groupFor(sheet, entry, phase);
  const behind = group ? behindGroup(sheet, group, entry) : [];
  return [...behind, ...belowHeading(sheet, entry), ...newSectionEdits(sheet, entry, phase)];
}

function wantedPhase({ tracker }: Sheet, { phase }: NewEntry): Phase | undefined {
  const { phases } = tracker.operation;
  return phase === undefined ? currentPhaseOf(tracker.operation) : phases.find(({ id }) => id === phase);
}

/** Of a phase that was named; otherwise of the current one where it has any. Open ones go to open ones. */
function groupFor(sheet: Sheet, entry: NewEntry, phase: Phase | undefined): Group | undefined {
  const all = groupsOf(entriesOf(sheet.tracker.operation, entry.kind));
  const ofPhase = all.filter(([first]) => first?.phase === phase?.id);
  const anywhere = entry.phase !== undefined || ofPhase.length > 0 ? ofPhase : all;
  const headed = anywhere.filter((group) => isHeaded(sheet, group));
  const groups = headed.length > 0 ? headed : anywhere;
  const done = entry.done === true;
  const fitting = groups.filter((group) => stateOf(group) !== (done ? 'open' : 'done'));
  const stated = fitting.filter((group) => stateOf(group) === (done ? 'done' : 'open'));
  const choice = stated.length > 0 ? stated : fitting;
  return [...choice].sort((a, b) => b.length - a.length)[0];
}

function groupsOf(entries: readonly Entry[]): readonly Group[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = `${entry.phase ?? ''}\n${entry.within.join('\n')}`;
    const group = groups.get(key);
    if (group) group.push(entry);
    else groups.set(key, [entry]);
  }
  return [...groups.values()];
}

/** Whether it stands under a heading of its kind, and not by the way under another. */
function isHeaded({ tracker }: Sheet, [first]: Group): boolean {
  const { sections } = tracker.operation;
  return sections.some(
    ({ kind, at }) =>
      first !== undefined && kind === first.kind && at.line <= first.at.line && first.at.line <= at.endLine,
  );
}

function stateOf([first]: Group): 'done' | 'open' | undefined {
  return headingStateOf(first?.within.at(-1) ?? '');
}

function behindGroup(sheet: Sheet, group: Group, entry: NewEntry): readonly (readonly LineEdit[])[] {
  const level = indentOf(textAt(sheet, group[0]?.at.line ?? 1));
  const siblings = group.filter((each) => indentOf(textAt(sheet, each.at.line)) === level);
  const last = siblings.at(-1);
  if (!last) return [];
  const after = lastLineOf(sheet, last) + 1;
  const row = rowAt(sheet, last.at.line);
  const before = siblings.at(-2);
  const apart = before !== undefined && textAt(sheet, last.at.line - 1).trim() === '';
  if (row)
    return rowTexts(sheet, row, last, group, entry).map((text) => [
      { line: after, remove: 0, insert: [text] },
    ]);
  const lead = itemLineOf(textAt(sheet, last.at.line)).lead.trim();
  const gap = apart || lead === '>' || lead === '' || lead.startsWith('#') ? [''] : [];
  return itemTexts(sheet, siblings, entry).map((lines) => [
    { line: after, remove: 0, insert: [...gap, ...lines] },
  ]);
}

/** The lines of a new item that is written as its siblings are. */
function itemTexts(sheet: Sheet, siblings: Group, entry: NewEntry): readonly (readonly string[])[] {
  const last = siblings.at(-1);
  if (!last) return [];
  const text = textAt(sheet, last.at.line);
  const item = itemLineOf(text);
  const lead = nextLead(
    item.lead,
    siblings.length > 1 ? itemLineOf(textAt(sheet, siblings.at(-2)?.at.line ?? 0)).lead : '',
  );
  const { box, sign } = marksFor(sheet, siblings, entry);
  const manner = mannerOf(sheet, siblings);
  return wordings(entry).flatMap(({ title, detail }) => {
    const words =
      detail === undefined
        ? `${manner.open}${title}${manner.close}`
        : `${manner.bold}${title}${manner.between}${detail}`;
    const line = lineText({ lead, box, sign, words, tail: '' });
    return impactTexts(sheet, last, entry, lead, line).map((more) => [line, ...more]);
  });
}

function impactTexts(
  sheet: Sheet,
  last: Entry,
  entry: NewEntry,
  lead: string,
  line: string,
): readonly (readonly string[])[] {
  if (entry.impact === undefined) return [[]];
  const own = last.kind === 'blocker' ? (last.impact ?? last.status) : undefined;
  const nested = lead.replace(/[^\s>]/g, ' ');
  return writings(entry.impact).flatMap((words) =>
    own
      ? [[fieldLine(textAt(sheet, own.at.line), 'Impact', words)]]
      : [[`${nested}- ${fieldWords(line, 'Impact', words)}`]],
  );
}

/** "4. " behind "3. "; where all are numbered 1, one more of them. */
function nextLead(lead: string, before: string): string {
  const number = /\d+/.exec(lead)?.[0];
  if (number === undefined) return lead.replace(/^\ufeff/, '');
  if (/\d+/.exec(before)?.[0] === number) return lead;
  return lead.replace(number, String(Number(number) + 1));
}

function marksFor(
  sheet: Sheet,
  siblings: Group,
  entry: NewEntry,
): { readonly box: string; readonly sign: string } {
  const { box, signs } = markingOf(sheet, siblings);
  const mark = markFor(entry);
  const boxed = box === undefined || mark === undefined ? '' : `[${entry.done ? box : ' '}] `;
  if (mark === undefined) {
    const all = siblings.map((each) => each.mark);
    const [same] = all;
    return {
      box: '',
      sign: signs && same && all.every((each) => each === same) ? `${ownSign(sheet, same, siblings)} ` : '',
    };
  }
  const plain = !signs && (mark === 'open' || mark === 'blocked');
  return { box: boxed, sign: boxed !== '' || plain ? '' : `${ownSign(sheet, mark, siblings)} ` };
}

/** How the siblings write titles and what stands behind them. */
function mannerOf(sheet: Sheet, siblings: Group) {
  const layouts = siblings
    .slice(-20)
    .map((each) => layoutOf(itemLineOf(textAt(sheet, each.at.line)).words, each));
  const detailed = layouts.filter(({ between, detail }) => between.trim() !== '' && detail !== '');
  const like = detailed.at(-1);
  const bold = like?.open ?? '';
  const alone = layouts.at(-1);
  const lone = detailed.length === 0 ? alone : undefined;
  return {
    bold,
    between: like?.between ?? ': ',
    open: lone ? lone.open : bold,
    close: lone ? lone.close || (lone.open === '' ? '' : lone.between.trim()) : bold,
  };
}

function rowTexts(sheet: Sheet, row: Row, last: Entry, group: Group, entry: NewEntry): readonly string[] {
  const titleAt = cellSaying(row, last.title);
  const statusAt = statusCell(row);
  const detailed = group.filter((each) => each.detail !== undefined).at(-1);
  const detailRow = detailed ? rowAt(sheet, detailed.at.line) : undefined;
  const detailAt = detailRow && detailed?.detail !== undefined ? cellSaying(detailRow, detailed.detail) : -1;
  const mark = markFor(entry);
  const status =
    mark === undefined ? '' : ownCellWords(sheet, mark, group, row.cells[statusAt]?.trim() ?? '');
  const outer = row.cells.length - 1;
  return wordings(entry, cellWritings).map(({ title, detail }) =>
    row.cells
      .map((cell, at) => {
        if ((at === 0 || at === outer) && cell.trim() === '') return cell;
        const number = /^\s*\d+\s*$/.test(cell) && at !== titleAt ? String(Number(cell) + 1) : '';
        const words = { [detailAt]: detail ?? '', [statusAt]: status, [titleAt]: title }[at] ?? number;
        return ` ${words}`.padEnd(Math.max(words === '' ? 1 : words.length + 2, cell.length));
      })
      .join('|'),
  );
}

/** Below a heading of the kind that has no entry yet. */
function belowHeading(sheet: Sheet, entry: NewEntry): readonly (readonly LineEdit[])[] {
  const { sections, entries } = sheet.tracker.operation;
  const empty = sections.filter(
    ({ kind, at, phase }) =>
      kind === entry.kind &&
      (entry.phase === undefined || phase === entry.phase) &&
      !entries.some((each) => each.at.line >= at.line && each.at.line <= at.endLine) &&
      !sections.some((other) => other.at.line > at.line && other.at.line <= at.endLine),
  );
  return empty.flatMap(({ at, title }) => {
    if (headingStateOf(title) === (entry.done === true ? 'open' : 'done')) return [];
    const none = sheet.tracker.untouched.find(
      (each) => each.why === NONE_HERE && each.line > at.line && each.endLine <= at.endLine,
    );
    if (none)
      return freshTexts(sheet, entry).map((insert) => [
        { line: none.line, remove: none.endLine - none.line + 1, insert },
      ]);
    const gap = textAt(sheet, at.line + 1).trim() === '' ? 1 : 0;
    const next = textAt(sheet, at.line + 1 + gap).trim() === '' ? [] : [''];
    return freshTexts(sheet, entry).map((lines) => [
      { line: at.line + 1 + gap, remove: 0, insert: [...(gap === 0 ? [''] : []), ...lines, ...next] },
    ]);
  });
}
