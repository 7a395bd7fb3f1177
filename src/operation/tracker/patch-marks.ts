import type { Entry, Mark, Phase } from '../operation.ts';
import { markOfCell, readMark } from './mark.ts';
import { MARK_SIGNS, YES_AND_NO } from './mark-words.ts';
import { itemLineOf, type Sheet, textAt } from './patch-item.ts';
import { cellWords, rowAt, statusCell } from './patch-table.ts';
import { normal } from './words.ts';

/** How the entries around one are marked: with boxes, with signs, in a column, or not at all. */
export interface Marking {
  /** "x" or "X" where boxes are used; undefined where they are not. */
  readonly box: string | undefined;
  /** Whether most have a sign that is a mark in front. */
  readonly signs: boolean;
}

/** Of a file that marks nothing of the kind yet. */
const USUAL: Readonly<Record<Mark, string>> = {
  done: '✅',
  failing: '❌',
  running: '🚧',
  open: '⬜',
  'looked-at': '🔍',
  blocked: '⛔',
  cancelled: '🗑️',
};
const SIGNS = MARK_SIGNS.flatMap(([mark, signs]) => signs.map((sign) => ({ mark, sign })))
  .filter(({ sign }) => !/^[[(]/.test(sign))
  .map(({ sign }) => sign);
const ANY_SIGN = new RegExp(`(?:${SIGNS.join('|')})\\ufe0f?`, 'u');
/** Entries looked at to learn a file's manner; more tell nothing new. */
const MOST_LOOKED_AT = 200;

/** The sign that the file uses for a mark: of the entries given first, of their kind, of the whole file, else the usual. */
export function ownSign(sheet: Sheet, mark: Mark, near: readonly Entry[]): string {
  const kind = near[0]?.kind;
  const { entries } = sheet.tracker.operation;
  for (const group of [near, entries.filter((each) => each.kind === kind), entries]) {
    const signs = group
      .filter((each) => each.mark === mark)
      .slice(0, MOST_LOOKED_AT)
      .map((each) => itemLineOf(textAt(sheet, each.at.line)).sign.trim())
      .filter((sign) => ANY_SIGN.test(sign) && readMark(sign).mark === mark);
    const most = mostFrequent(signs);
    if (most !== undefined) return most;
  }
  return USUAL[mark];
}

/** The word or sign that a table's column uses for a mark; the usual word, or sign, where it has none yet. */
export function ownCellWords(sheet: Sheet, mark: Mark, near: readonly Entry[], present: string): string {
  const cells = near.slice(0, MOST_LOOKED_AT).flatMap((each) => {
    const row = each.mark === mark ? rowAt(sheet, each.at.line) : undefined;
    const words = row ? cellWords(row, statusCell(row)) : '';
    return markOfCell(words) === mark ? [words] : [];
  });
  const most = mostFrequent(cells);
  if (most !== undefined) return most;
  if (/^\[[ xX]\]$/.test(present)) return mark === 'done' ? '[x]' : '[ ]';
  if (ANY_SIGN.test(present) && !/\p{L}/u.test(present)) return ownSign(sheet, mark, near);
  const [yes, no] = YES_AND_NO.find((pair) => pair.includes(normal(present) || '-')) ?? [];
  if (yes !== undefined && no && (mark === 'done' || mark === 'open'))
    return asCased(mark === 'done' ? yes : no, present);
  const word = mark === 'looked-at' ? 'under investigation' : mark;
  return asCased(word, present);
}

/** How entries are marked. */
export function markingOf(sheet: Sheet, entries: readonly Entry[]): Marking {
  const items = entries.slice(-MOST_LOOKED_AT).map((each) => itemLineOf(textAt(sheet, each.at.line)));
  const boxes = items.filter(({ box }) => box !== '');
  const signs = items.filter(({ sign }) => readMark(sign).mark !== undefined);
  return {
    box:
      boxes.length === 0
        ? undefined
        : boxes.some(({ box }) => box.startsWith('[X]')) && !boxes.some(({ box }) => box.startsWith('[x]'))
          ? 'X'
          : 'x',
    signs: signs.length * 2 > items.length,
  };
}

/** The text with the first sign that is a mark made another; undefined where it has none. */
export function withSign(text: string, sign: string): string | undefined {
  return ANY_SIGN.test(text) ? text.replace(ANY_SIGN, sign) : undefined;
}

/** What a phase can be marked as by itself: complete, or being worked at. */
export type PhaseMark = Extract<Mark, 'done' | 'running'>;

/** The sign that the file's phases have for a mark, else the usual one. */
export function ownPhaseSign(sheet: Sheet, mark: PhaseMark): string {
  const signs = sheet.tracker.operation.phases
    .filter((phase) => phase.mark === mark)
    .flatMap((phase) => signsIn(textAt(sheet, phase.at.line)));
  return mostFrequent(signs.filter((sign) => readMark(sign).mark === mark)) ?? USUAL[mark];
}

/** Where other phases have a sign that is a mark: in front of their names or behind; undefined where most have none. */
export function otherSigns(sheet: Sheet, { id }: Pick<Phase, 'id'>): 'front' | 'behind' | undefined {
  const others = sheet.tracker.operation.phases.filter((phase) => phase.id !== id);
  const places = others.flatMap(({ at, title }) => {
    const text = textAt(sheet, at.line);
    const sign = ANY_SIGN.exec(text);
    return sign ? [sign.index < text.indexOf(title) ? ('front' as const) : ('behind' as const)] : [];
  });
  return places.length * 2 > others.length ? mostFrequent(places) : undefined;
}

/** The text with every sign that is another mark made this one. */
export function withSigns(text: string, mark: Mark, sign: string): string {
  return text.replace(new RegExp(ANY_SIGN, 'gu'), (found) => (readMark(found).mark === mark ? found : sign));
}

function signsIn(text: string): readonly string[] {
  return [...text.matchAll(new RegExp(ANY_SIGN, 'gu'))].map(([sign]) => sign);
}

function mostFrequent<T extends string>(words: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const each of words) counts.set(each, (counts.get(each) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** The word with capitals where the words that it takes the place of have them. */
export function asCased(word: string, present: string): string {
  const letters = present.replace(/[^\p{L}]/gu, '');
  if (letters.length > 1 && letters === letters.toUpperCase()) return word.toUpperCase();
  return letters === '' || /^\p{Lu}/u.test(letters) ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
