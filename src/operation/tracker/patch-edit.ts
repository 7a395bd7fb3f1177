import type { Blocker, Entry } from '../operation.ts';
import { withoutMark } from './mark.ts';
import { fieldLine, valueEdits } from './patch-field.ts';
import {
  isItem,
  itemLineOf,
  type Layout,
  layoutOf,
  layoutText,
  lineText,
  type Sheet,
  textAt,
} from './patch-item.ts';
import type { LineEdit } from './patch-lines.ts';
import { cellSaying, rowAt, withCell } from './patch-table.ts';
import { cellWritings, writings } from './patch-words.ts';

/** New words of an entry; what is undefined stays, and '' takes the detail away. */
export interface NewWords {
  readonly title: string | undefined;
  readonly detail: string | undefined;
}

/** Ways to write other words into an entry, the plainest first. */
export function editEdits(sheet: Sheet, entry: Entry, words: NewWords): readonly (readonly LineEdit[])[] {
  const row = rowAt(sheet, entry.at.line);
  const line = entry.at.line;
  if (row) return rowEdits(sheet, entry, words).map((text) => [{ line, remove: 1, insert: [text] }]);
  const item = itemLineOf(textAt(sheet, line));
  const layout = layoutOf(item.words, entry);
  // Words that run on over more lines are the detail's; another detail takes the place of all of them.
  const runsOn = words.detail === undefined && entry.detail !== undefined ? 0 : continued(sheet, entry);
  const titles = words.title === undefined ? [layout.title] : writings(words.title);
  const details = words.detail === undefined ? [undefined] : writings(words.detail);
  const ways = paired(titles, details).map(([title, detail]) => {
    const next = detail === undefined ? { ...layout, title } : withDetail({ ...layout, title }, detail);
    return [{ line, remove: 1 + runsOn, insert: [lineText({ ...item, words: layoutText(next) })] }];
  });
  const behind = item.words.slice(withoutMark(item.words).length);
  if (words.title === undefined || words.detail !== undefined || behind === '') return ways;
  const marked = titles.map((title) => [
    { line, remove: 1, insert: [lineText({ ...item, words: `${title}${behind}` })] },
  ]);
  return [...ways, ...marked];
}

/** Ways to say the impact or the status of a blocker: on its own line, or on a new one below. */
export function describeEdits(
  sheet: Sheet,
  entry: Blocker,
  field: 'impact' | 'status',
  value: string,
): readonly (readonly LineEdit[])[] {
  const said = entry[field];
  if (said) return valueEdits(sheet, said.at, said.value, value);
  const other = field === 'impact' ? entry.status : entry.impact;
  const label = field === 'impact' ? 'Impact' : 'Status';
  const text = textAt(sheet, entry.at.line);
  const lead = itemLineOf(text).lead;
  const nested = `${lead.replace(/\S/g, (sign) => (sign === '>' ? '>' : ' '))}- `;
  const like = other ? textAt(sheet, other.at.line) : undefined;
  const line =
    (field === 'status' ? other?.at.endLine : undefined) ?? entry.at.line + continued(sheet, entry);
  return writings(value).flatMap((words) => {
    const texts = like
      ? [fieldLine(like, label, words)]
      : [`${nested}${fieldWords(text, label, words)}`, `${lead}${fieldWords(text, label, words)}`];
    return texts.map((each) => [{ line: line + 1, remove: 0, insert: [each] }]);
  });
}

/** "**Impact**: words", bold where the words of the line it belongs to are. */
export function fieldWords(like: string, label: string, words: string): string {
  const bold = /^(\*\*|__)/.exec(itemLineOf(like).words)?.[1] ?? '';
  return `${bold}${label}${bold}: ${words}`;
}

function rowEdits(sheet: Sheet, entry: Entry, { title, detail }: NewWords): readonly string[] {
  const row = rowAt(sheet, entry.at.line);
  if (!row) return [];
  const titles = title === undefined ? [undefined] : cellWritings(title);
  const details = detail === undefined ? [undefined] : cellWritings(detail);
  const titleAt = cellSaying(row, entry.title);
  const known = entry.detail === undefined ? -1 : cellSaying(row, entry.detail);
  const empty = row.cells.findIndex(
    (cell, at) => at > titleAt && cell.trim() === '' && at < row.cells.length - 1,
  );
  const detailAt = known >= 0 ? known : empty;
  if (detail !== undefined && detailAt < 0) return [];
  return paired(titles, details).flatMap(([newTitle, newDetail]) => {
    const titled =
      newTitle === undefined ? row : { ...row, cells: withCell(row, titleAt, newTitle).split('|') };
    if (titled.cells.length !== row.cells.length)
      return rejoined(row, titleAt, newTitle, detailAt, newDetail);
    return [newDetail === undefined ? titled.cells.join('|') : withCell(titled, detailAt, newDetail)];
  });
}

/** The same where the new words hold an escaped bar, which is not to be cut at. */
function rejoined(
  row: NonNullable<ReturnType<typeof rowAt>>,
  titleAt: number,
  title: string | undefined,
  detailAt: number,
  detail: string | undefined,
): readonly string[] {
  const cells = row.cells.map((cell, at) => {
    const words = at === titleAt ? title : at === detailAt ? detail : undefined;
    return words === undefined ? cell : ` ${words} `;
  });
  return [cells.join('|')];
}

function withDetail(layout: Layout, detail: string): Layout {
  if (layout.detail !== '') return detail === '' ? withoutDetail(layout) : { ...layout, detail };
  if (detail === '') return layout;
  const between = /[:：]/.test(layout.between) ? layout.between : `${layout.between.trimEnd()}: `;
  return { ...layout, between: between.endsWith(' ') ? between : `${between} `, detail };
}

/** What closes the markup of the title stays; the colon goes. */
function withoutDetail(layout: Layout): Layout {
  return { ...layout, between: /\*\*|__/.exec(layout.between)?.[0] ?? '', detail: '' };
}

/** How many lines the words of an entry run on over below its first. */
function continued(sheet: Sheet, entry: Entry): number {
  let lines = 0;
  for (let line = entry.at.line + 1; line <= entry.at.endLine; line += 1) {
    const text = textAt(sheet, line);
    if (text.trim() === '' || isItem(text)) break;
    lines += 1;
  }
  return lines;
}

function paired<A, B>(some: readonly A[], others: readonly B[]): readonly (readonly [A, B])[] {
  return some.flatMap((one) => others.map((other) => [one, other] as const));
}
