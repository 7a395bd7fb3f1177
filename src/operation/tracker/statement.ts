import type { Mark } from '../operation.ts';
import { readMark } from './mark.ts';
import type { Plain, PlainLine } from './plain.ts';

/** What one item, line or cell says. */
export interface Statement {
  /** Words in front of the colon, or all; without mark, emoji and markup. */
  readonly title: string;
  readonly detail: string | undefined;
  readonly mark: Mark | undefined;
  readonly struck: boolean;
  /** The words in front of the colon as they are written: "Started" is no mark where it is a key. */
  readonly key: string;
  /** What follows the colon, with its mark: what a line "Status: in progress" says. */
  readonly field: string | undefined;
  /** Whether its title is written in bold in front of a colon. */
  readonly headed: boolean;
}

/** Reads the words of an item, its lines joined. */
export function statementOf(plain: Plain): Statement {
  return sayingOf(joined(plain.lines), plain.struck);
}

/** Reads one line by itself. */
export function sayingOf(line: PlainLine, struck = false): Statement {
  const { mark, rest } = readMark(line.text);
  const { title, detail } = split(within(line, rest));
  const { title: key, detail: field, headed } = split(line);
  const inside = mark || detail === undefined ? undefined : readMark(detail);
  const said = inside?.mark ? { mark: inside.mark, detail: inside.rest } : { mark, detail };
  return {
    title,
    detail: said.detail === '' ? undefined : said.detail,
    key,
    field,
    mark: struck ? 'cancelled' : said.mark,
    struck,
    headed,
  };
}

/** A line's own part of it. */
function within(line: PlainLine, rest: string): PlainLine {
  const from = Math.max(0, line.text.indexOf(rest));
  const bold = Math.max(0, Math.min(line.bold - from, rest.length));
  return { line: line.line, text: rest, shape: line.shape.slice(from, from + rest.length), bold };
}

function split({ text, shape, bold }: PlainLine): Pick<Statement, 'title' | 'detail' | 'headed'> {
  const behind = bold > 0 ? /^(?:\s*[:：]|\s+[-–—](?=\s))/u.exec(shape.slice(bold)) : null;
  if (behind) return { ...parts(text, bold, bold + behind[0].length), headed: true };
  const colon = /：|:(?=\s|$)/u.exec(shape.replace(WHOLE, (inside) => '\u0000'.repeat(inside.length)));
  if (!colon || colon.index === 0) return { title: text, detail: undefined, headed: false };
  return { ...parts(text, colon.index, colon.index + 1), headed: colon.index < bold };
}

/** Words in brackets and names of emoji: no colon in them parts anything. */
const WHOLE = /\([^()]*\)|\[[^[\]]*\]|(?<!\S):[a-z][\w+-]{0,30}:(?!\S)/gu;

function parts(text: string, end: number, start: number): { title: string; detail: string | undefined } {
  const detail = text.slice(start).trim();
  return {
    title: text.slice(0, end).replace(/[\s:：]{1,8}$/u, ''),
    detail: detail === '' ? undefined : detail,
  };
}

function joined(lines: readonly PlainLine[]): PlainLine {
  const [first] = lines;
  if (first && lines.length === 1) return first;
  return {
    line: first?.line ?? 0,
    text: lines.map(({ text }) => text).join(' '),
    shape: lines.map(({ shape }) => shape).join(' '),
    bold: first?.bold ?? 0,
  };
}
