import type { Table, TableRow } from 'mdast';
import type { Mark, Place } from '../operation.ts';
import { addEntry, kindBelow } from './add-entry.ts';
import type { Reading, Scope } from './draft.ts';
import { fieldOf } from './field.ts';
import { markAhead, markOfCell, readMark } from './mark.ts';
import { placeOf } from './markdown.ts';
import { definePhase } from './open-heading.ts';
import { namedPhaseOf } from './phase-heading.ts';
import { plainOf } from './plain.ts';
import { NONE_HERE, saysNone } from './says-none.ts';
import { type Columns, columnsOf } from './table-columns.ts';
import { takeField, takeForPhase } from './take-field.ts';
import { leaveLines } from './untouched.ts';

interface Row {
  readonly cells: readonly string[];
  readonly comments: readonly string[];
  readonly at: Place;
}

/** Takes in a table: rows of tasks, blockers, phases, or of keys and values under a heading of such. */
export function readTable(reading: Reading, table: Table, scope: Scope): void {
  const [names, ...rows] = table.children.map(rowOf);
  if (!names) return;
  if (names.cells.length === 2 && (scope.ofPhase || scope.kind === 'header' || scope.level === 0)) {
    if (fieldOf(names.cells[0] ?? '') && names.cells[1] !== '') rows.unshift(names);
    for (const row of rows) readPair(reading, scope, row);
    return;
  }
  const columns = columnsOf(names.cells, scope);
  for (const row of rows) {
    const title = row.cells[columns.title] ?? '';
    if (title === '') leaveLines(reading, row.at, 'a row without words');
    else if (saysNone(title)) leaveLines(reading, row.at, NONE_HERE);
    else if (columns.rows === 'phase') readPhase(reading, scope, columns, row);
    else readRow(reading, scope, columns, row);
  }
}

function rowOf(row: TableRow): Row {
  const at = placeOf(row);
  const cells = row.children.map(({ children }) => plainOf(children, at.line));
  return {
    at,
    cells: cells.map(({ lines }) => lines.map(({ text }) => text).join(' ')),
    comments: cells.flatMap(({ comments }) => comments),
  };
}

function readPair(reading: Reading, scope: Scope, { cells, at }: Row): void {
  const [key = '', value = ''] = cells;
  if (key === '') {
    leaveLines(reading, at, 'a row without words');
    return;
  }
  if (value !== '' && takeField(reading, scope, { key, value, at })) return;
  const { mark, rest } = readMark(key);
  const statement = { title: rest, detail: value === '' ? undefined : value, mark, struck: false };
  addEntry(reading, scope, { kind: kindBelow(scope, key, { box: false, marked: false }), statement, at });
}

/** What people write into a cell that has nothing to say. */
const NOTHING = /^(?:[-–—]*|n\/?a)$/iu;

function readPhase(reading: Reading, scope: Scope, columns: Columns, { cells, at }: Row): void {
  const words = cells[columns.title] ?? '';
  const number = /^\d{1,4}$/.test(cells[columns.number ?? -1] ?? '')
    ? `Phase ${cells[columns.number ?? -1]}: `
    : '';
  const own = namedPhaseOf(words);
  const phase = definePhase(reading, own.number === undefined ? namedPhaseOf(number + words) : own, at);
  const status = cells[columns.mark ?? -1] ?? '';
  if (status !== '') takeForPhase(reading, phase, 'status', { key: 'Status', value: status, at });
  for (const column of columns.others) {
    const { field, name = 'Notes' } = column;
    const value = cells[column.at] ?? '';
    if (NOTHING.test(value) || takeForPhase(reading, phase, field, { key: name, value, at })) continue;
    const { mark, rest } = readMark(value);
    const statement = { title: rest || value, detail: undefined, mark, struck: false };
    const said = column.name === undefined ? statement : { ...statement, title: name, detail: value };
    addEntry(reading, { ...scope, phase: phase.id }, { kind: 'note', statement: said, at });
  }
}

function readRow(reading: Reading, scope: Scope, columns: Columns, { cells, comments, at }: Row): void {
  const { mark, rest } = readMark(cells[columns.title] ?? '');
  const status = cells[columns.mark ?? -1] ?? '';
  const kind = columns.rows === 'phase' ? 'note' : columns.rows;
  const told = markOfCell(status);
  const stands: Mark | undefined = mark ?? told ?? markAhead(status);
  const others = columns.others.filter(
    ({ at: column, field }) =>
      !NOTHING.test(cells[column] ?? '') && !(kind === 'blocker' && field === 'impact'),
  );
  const detail = [
    ...(status === '' || told ? [] : [`Status: ${status}`]),
    ...others.map(({ at: column, name }) => `${name === undefined ? '' : `${name}: `}${cells[column]}`),
  ].join('; ');
  const statement = { title: rest, detail: detail === '' ? undefined : detail, mark: stands, struck: false };
  const entry = addEntry(reading, scope, { kind, statement, at, comments });
  const impact = columns.others.find(({ field }) => field === 'impact');
  const value = cells[impact?.at ?? -1] ?? '';
  if (kind === 'blocker' && value !== '') entry.impact = { value, at };
  if (kind === 'blocker' && status !== '') entry.status = { value: status, at };
}
