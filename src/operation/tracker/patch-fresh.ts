import type { NewEntry } from '../change.ts';
import type { Sheet } from './patch-item.ts';
import { ownSign } from './patch-marks.ts';
import { VERDICT_MARKS } from './patch-tick.ts';
import { writings } from './patch-words.ts';

/** The lines of an entry that has no siblings: in the file's usual bullet, with a box where it can be ticked. */
export function freshTexts(sheet: Sheet, entry: NewEntry): readonly (readonly string[])[] {
  const bullet = usualBullet(sheet);
  const mark = markFor(entry);
  const boxed = entry.kind === 'task' || entry.kind === 'criterion';
  const sign = mark === undefined || mark === 'blocked' || boxed ? '' : `${ownSign(sheet, mark, [])} `;
  const box = boxed ? `[${entry.done ? 'x' : ' '}] ` : '';
  const lead =
    entry.kind === 'next' || entry.kind === 'decision'
      ? '1. '
      : entry.kind === 'wisdom'
        ? '> '
        : `${bullet} `;
  const bold = entry.kind === 'criterion' || entry.kind === 'wisdom' ? '' : '**';
  return wordings(entry).flatMap(({ title, detail }) => {
    const words = detail === undefined ? title : `${bold}${title}${bold}: ${detail}`;
    const line = `${lead}${box}${sign}${words}`;
    if (entry.impact === undefined) return [[line]];
    return writings(entry.impact).map((impact) => [line, `  ${bullet} ${bold}Impact${bold}: ${impact}`]);
  });
}

/** How a new entry stands; undefined for kinds that do not stand any way. */
export function markFor(entry: NewEntry) {
  if (entry.kind === 'finding') return VERDICT_MARKS[entry.verdict ?? 'looked-at'];
  if (entry.kind === 'blocker') return entry.done ? 'done' : 'blocked';
  if (entry.kind === 'task' || entry.kind === 'criterion') return entry.done ? 'done' : 'open';
  return entry.kind === 'next' && entry.done ? 'done' : undefined;
}

/** Title and detail in each of the ways they can be written. */
export function wordings(
  entry: NewEntry,
  ways = writings,
): readonly { readonly title: string; readonly detail: string | undefined }[] {
  const titles = ways(entry.title);
  const details = entry.detail === undefined ? [undefined] : ways(entry.detail);
  return titles.flatMap((title) => details.map((detail) => ({ title, detail })));
}

function usualBullet({ lines }: Sheet): string {
  const counts = { '-': 0, '*': 0, '+': 0 };
  for (const { text } of lines.slice(0, 2000)) {
    const bullet = /^\s*([-*+])\s+\S/.exec(text)?.[1];
    if (bullet === '-' || bullet === '*' || bullet === '+') counts[bullet] += 1;
  }
  if (counts['*'] > counts['-']) return counts['+'] > counts['*'] ? '+' : '*';
  return counts['+'] > counts['-'] ? '+' : '-';
}
