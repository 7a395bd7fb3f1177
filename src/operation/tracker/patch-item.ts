import type { Entry } from '../operation.ts';
import type { Line } from './patch-lines.ts';
import type { Tracker } from './tracker.ts';

/** A tracker and its lines: what a change is written into. */
export interface Sheet {
  readonly tracker: Tracker;
  readonly lines: readonly Line[];
}

/** How a line of a list, a quotation or a heading is written, in the order of its parts; joined they are the line. */
export interface ItemLine {
  /** Indentation, quotation marks, bullet or number, the blanks behind it. */
  readonly lead: string;
  /** "[x] " with the blanks behind it. */
  readonly box: string;
  /** Signs in front of the words, whether they are a mark or decoration, with the blanks behind them. */
  readonly sign: string;
  /** With their markup. */
  readonly words: string;
  /** Comments and blanks at the end. */
  readonly tail: string;
}

/** Where title and detail stand in an item's words; joined in this order they are the words. */
export interface Layout {
  /** "**", a quotation mark. */
  readonly open: string;
  readonly title: string;
  /** What closes the title, and what stands between it and the detail. */
  readonly between: string;
  readonly detail: string;
  readonly close: string;
}

const SIGN =
  /^(?:(?:\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|✓|✗|✘|◻|\ufe0e|\ufe0f|\u200d|\[[~/>!✓✔-]\])+\s*)+/u;
const LEAD = /^[\s>\ufeff]*(?:#{1,6}\s+|(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$))?/;
const TAIL = /(?:\s*<!--(?:(?!-->).)*-->)*\s*$/;

/** The text of a line, counted from 1; '' beyond the end. */
export function textAt({ lines }: Pick<Sheet, 'lines'>, line: number): string {
  return lines[line - 1]?.text ?? '';
}

/** Reads how a line is written. */
export function itemLineOf(text: string): ItemLine {
  const lead = LEAD.exec(text)?.[0] ?? '';
  const afterLead = text.slice(lead.length);
  const box = /^\[[ xX]\](?:\s+|$)/.exec(afterLead)?.[0] ?? '';
  const afterBox = afterLead.slice(box.length);
  const sign = SIGN.exec(afterBox)?.[0] ?? '';
  const rest = afterBox.slice(sign.length);
  const tail = TAIL.exec(rest)?.[0] ?? '';
  return { lead, box, sign, words: rest.slice(0, rest.length - tail.length), tail };
}

/** The line again. */
export function lineText({ lead, box, sign, words, tail }: ItemLine): string {
  return `${lead}${box}${sign}${words}${tail}`;
}

/** Where the title and detail of an entry stand in its words. */
export function layoutOf(words: string, { detail }: Pick<Entry, 'detail'>): Layout {
  const bold = /^(\*\*|__)(?!\s)(.+?)([:：]?\1\s*(?:[:：]\s*|[-–—]\s+)?)(.*)$/.exec(words);
  if (bold) {
    const [, open = '', title = '', between = '', rest = ''] = bold;
    return { open, title, between, detail: rest, close: '' };
  }
  const [, title = words, between = '', rest = ''] =
    detail === undefined ? [] : (/^(.+?)(\s*[:：]\s+|\s+[-–—]+\s+)(.*)$/.exec(words) ?? []);
  if (between !== '') return { open: '', title, between, detail: rest, close: '' };
  const [, open = '', inside = words, close = ''] = /^([*_"'“„«‘]+)(.*?)([*_"'”“»’]+)$/u.exec(words) ?? [];
  return { open, title: inside, between: '', detail: '', close };
}

/** The words again. */
export function layoutText({ open, title, between, detail, close }: Layout): string {
  return `${open}${title}${between}${detail}${close}`;
}

/** How far a line is indented, its quotation marks counted in. */
export function indentOf(text: string): number {
  return /^[\s>]*/.exec(text)?.[0].length ?? 0;
}

/** Whether a line begins an item of a list. */
export function isItem(text: string): boolean {
  return /^[\s>]*(?:[-*+]|\d{1,9}[.)])(?:\s|$)/.test(text);
}

/** The last line that belongs to an entry: of a heading all that stands below it, else its own, those of its impact and status, and what is indented below it. */
export function lastLineOf(sheet: Sheet, entry: Entry): number {
  let last = entry.at.endLine;
  const heading = sheet.tracker.operation.sections.find(({ at }) => at.line === entry.at.line);
  if (heading) return heading.at.endLine;
  if (entry.kind === 'blocker')
    last = Math.max(last, entry.impact?.at.endLine ?? 0, entry.status?.at.endLine ?? 0);
  const indent = indentOf(textAt(sheet, entry.at.line));
  while (isBelow(textAt(sheet, last + 1), indent)) last += 1;
  return last;
}

function isBelow(text: string, indent: number): boolean {
  return text.trim() !== '' && indentOf(text) > indent && !text.includes('|');
}
