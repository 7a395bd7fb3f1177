import type { LogEntry } from '../tailing/entry.ts';
import type { Places } from '../tailing/place.ts';
import { LIMITS } from './limits.ts';
import { type LogTextOptions, logPen, thousands } from './log-line-text.ts';
import { type Message, preformatted, type RichText } from './message.ts';

/** What a line of the log may take of a message; beyond it the line is cut and its whole goes into a file. */
export const LONGEST_LINE = 2000;
const DAY_MS = 86_400_000;

/** One post, filled as far as Slack lets it, since a channel takes only one a second. */
export interface LogMessage extends Message {
  /** How many of the entries are in it, from the first on: what a sender may strike off once it is posted. */
  readonly entries: number;
  /** How many log lines those stand for. */
  readonly lines: number;
}

export interface LogMessageOptions {
  readonly places: Places;
  /** Of the entry shown last before these, so that a new day is said; undefined: the root says the day. */
  readonly lastAt?: Date;
}

/**
 * Posts for a thread, made one at a time as they are asked for. An entry is never torn apart: one that is
 * longer than a post loses its middle, and what is cut goes whole into the post's file.
 */
export function* logLineMessages(
  entries: readonly LogEntry[],
  { places, lastAt }: LogMessageOptions,
): Generator<LogMessage, void> {
  const write = logPen({ places, longestLine: LONGEST_LINE });
  let page = newPage();
  let day = lastAt && dayOf(lastAt);
  for (const entry of entries) {
    const { lines, cut } = write(entry);
    const entryDay = dayOf(entry.at);
    const whole = [...(day === undefined || day === entryDay ? [] : [dayLine(entry.at)]), ...lines].join(
      '\n',
    );
    const tooLong = whole.length > LIMITS.blockTextTotal;
    const text = tooLong ? withoutMiddle(lines, LIMITS.blockTextTotal) : whole;
    if (page.length + text.length > LIMITS.blockTextTotal) {
      yield messageOf(page, places);
      page = newPage();
    }
    page.texts.push(text);
    page.entries.push(entry);
    if (cut || tooLong) page.cut.push(entry);
    page.length += text.length + 1;
    day = entryDay;
  }
  if (page.entries.length > 0) yield messageOf(page, places);
}

/** The same lines, whole, for the terminal and for files. */
export function logLinesText(entries: readonly LogEntry[], options: LogTextOptions): string {
  const write = logPen(options);
  return entries.map((entry) => write(entry).lines.join('\n')).join('\n');
}

interface Page {
  readonly texts: string[];
  readonly entries: LogEntry[];
  readonly cut: LogEntry[];
  /** Characters of the texts and a line feed after each. */
  length: number;
}

function newPage(): Page {
  return { texts: [], entries: [], cut: [], length: 0 };
}

function messageOf({ texts, entries, cut }: Page, places: Places): LogMessage {
  const text = texts.join('\n');
  const message = {
    text,
    blocks: blocksOf(text),
    entries: entries.length,
    lines: entries.reduce((sum, { lines }) => sum + lines, 0),
  };
  const [first] = cut;
  if (!first) return message;
  const name = `log-${first.at.toISOString().slice(0, 19).replace(/[T:]/g, '-')}.txt`;
  return { ...message, file: { name, content: logLinesText(cut, { places, times: 'date-time' }) } };
}

/** Blocks as full as they may be, divided between lines. */
function blocksOf(text: string): readonly RichText[] {
  const blocks: RichText[] = [];
  let rest = text;
  while (rest.length > LIMITS.preformattedText) {
    const end = rest.lastIndexOf('\n', LIMITS.preformattedText);
    blocks.push(preformatted(rest.slice(0, end)));
    rest = rest.slice(end + 1);
  }
  return [...blocks, preformatted(rest)];
}

/** The beginning and the end, which says why: the root cause of a trace comes last in most languages. */
function withoutMiddle(lines: readonly string[], most: number): string {
  const room = most - 60;
  const head = fitting(lines, room * 0.6);
  const tail = [...fitting(lines.slice(head.length).reverse(), room * 0.4)].reverse();
  const middle = lines.slice(head.length, lines.length - tail.length);
  const characters = middle.reduce((sum, line) => sum + line.length + 1, 0);
  const words = `  … (${thousands(middle.length)} lines, ${thousands(characters)} characters more) …`;
  return [...head, words, ...tail].join('\n');
}

function fitting(lines: readonly string[], most: number): readonly string[] {
  let used = 0;
  const end = lines.findIndex((line) => {
    used += line.length + 1;
    return used > most;
  });
  return end < 0 ? lines : lines.slice(0, end);
}

function dayOf(at: Date): number {
  return Math.floor(at.getTime() / DAY_MS);
}

function dayLine(at: Date): string {
  return `— ${at.toISOString().slice(0, 10)} UTC —`;
}
