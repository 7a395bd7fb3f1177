import { type Level, levelOfValue, levelOfWord } from './level.ts';

/** Levels stand at the beginning of a line; further on a word is only a word. */
const HEAD_CHARACTERS = 200;
/** The answer in an access log stands after the whole path. */
const REQUEST_CHARACTERS = 2000;
const MOST_PARTS = 12;

/** What may stand before a level: separators, times and numbers, ids, names of months, days and zones. */
const SEPARATORS = /[\s|:,–-]*/y;
const NUMBERS = /(?:\+?\d[\d/:.,TZ+-]*(?:[AP]M)?|#\d+|[0-9a-f]{8}-[0-9a-f-]{27})(?=[\s|[-]|$)/y;
const CALENDAR =
  /(?:UTC|GMT|[AP]M|[A-Z]{1,3}S?T|Mon|Tue|Wed|Thu|Fri|Sat|Sun|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|PHP|Uncaught)(?=[\s,|])/y;
/** Python's `%(name)s` between dashes: "… - app.db - ERROR - …". */
const NAME_IN_DASHES = /[\w.]+(?= - [A-Z])/y;
/** A count, where a line begins with one: "3 ERROR lines". */
const COUNT = /\d{1,8}\s/y;
const ENCLOSED = /\[([^\]]*)\]|\(([^)]*)\)|\{([^}]*)\}|<([^>]*)>/y;
const WORD = /[A-Za-z]+/y;
const KEY = /[\w.@-]+=/y;
const LOGFMT = /\s*([\w.@/-]+)=("(?:[^"\\]|\\.)*"|[^\s"]*)(?=\s|$)/y;

/** "error", "core:error", "12:00:00 ERR", "2026-03-04T03:00:00Z ERROR app", "…: ERROR/MainProcess" in brackets. */
const LEVEL_ENCLOSED =
  /^\s*(?:(?:[\d/:.,TZ+ -]{5,}[\s:]\s*)([A-Z]{3,13})(?:[/ ].*)?|(?:[\w.]+:)?([A-Za-z]{3,13}))\s*$/;

/** klog and glog: "E0304 03:00:00.000000  1 file.go:12] …". */
const KLOG = /^([IWEF])\d{4} \d\d:\d\d:\d\d/;
/** Ruby's Logger: "E, [2026-03-04T03:00:00 #1] ERROR -- : …". */
const RUBY = /^([DIWEF]), \[/;
/** The answer in an access log, after the quoted request. */
const QUOTED_STATUS = /"[A-Z]{3,10} [^"]* HTTP\/[\d.]+" ([1-5])\d\d(?= |$)/;
/** morgan's "GET /path 502 3 ms". */
const BARE_STATUS = /^(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \S+ ([1-5])\d\d(?= |$)/;
/** gin's "| 502 |". */
const STATUS_IN_BARS = /^\[GIN\] [^|]*\|\s*([1-5])\d\d \|/;

/** Words that are levels only with a colon after them; the last two only in capitals, too. */
const AMBIGUOUS = /^(?:log|note|notice|fail|alert|panic|config|fine)$/i;
const AMBIGUOUS_IN_BRACKETS = /^(?:log|fail|alert|config|fine)$/i;

/**
 * The level a line of plain text or logfmt states in one of the usual places: at its beginning, after times,
 * thread and logger, in brackets, as `level=`. Never a word in the middle: "0 errors found" has none.
 * An access log's answer of 500 and more is an error.
 */
export function levelOfLine(text: string): Level | undefined {
  const head = text.length > HEAD_CHARACTERS ? text.slice(0, HEAD_CHARACTERS) : text;
  const letter = (KLOG.exec(head) ?? RUBY.exec(head))?.[1];
  if (letter !== undefined) return levelOfValue(letter);
  let at = 0;
  for (let parts = 0; parts < MOST_PARTS && at < head.length; parts += 1) {
    const step = readPart(head, skip(SEPARATORS, head, at), at > 0);
    if (typeof step !== 'number') return step ?? levelOfAnswer(text);
    at = step;
  }
  return levelOfAnswer(text);
}

/** The level at a place, or where to read on, or undefined when the message has begun. */
function readPart(head: string, at: number, inside: boolean): Level | number | undefined {
  const code = head.charCodeAt(at);
  if (code === 91 || code === 40 || code === 123 || code === 60) return readEnclosed(head, at);
  const number = skip(NUMBERS, head, at);
  if (number > at) return inside || skip(COUNT, head, at) === at ? number : undefined;
  const word = match(WORD, head, at)?.[0];
  if (word === undefined) return undefined;
  if (skip(KEY, head, at) > at) return logfmtLevel(head, at);
  const level = levelOfWord(word);
  if (level && isLevelPlace(head, at, word)) return level;
  const calendar = skip(CALENDAR, head, at);
  if (calendar > at) return calendar;
  const name = inside && head.startsWith('- ', at - 2) ? skip(NAME_IN_DASHES, head, at) : at;
  return name > at ? name : undefined;
}

function readEnclosed(head: string, at: number): Level | number | undefined {
  const found = match(ENCLOSED, head, at);
  if (!found) return undefined;
  const inner = found[1] ?? found[2] ?? found[3] ?? found[4] ?? '';
  const [, timed, alone] = LEVEL_ENCLOSED.exec(inner) ?? [];
  const word = timed ?? alone ?? '';
  const level = AMBIGUOUS_IN_BRACKETS.test(word) ? undefined : levelOfWord(word);
  return level ?? at + found[0].length;
}

/** Capitals may stand alone; other writings need a colon, a bar or tabs around them. */
function isLevelPlace(head: string, at: number, word: string): boolean {
  const after = head[at + word.length] ?? ' ';
  const capitals = word === word.toUpperCase();
  if (after === ':') return capitals || !/^(?:config|fine)$/i.test(word);
  if (AMBIGUOUS.test(word)) return false;
  if (capitals) return /[\s|\][(/,-]/.test(after);
  return after === '|' || (after === '\t' && (at === 0 || head[at - 1] === '\t'));
}

/** Walks the pairs, so that a level inside a quoted value is not taken for the line's own. */
function logfmtLevel(head: string, from: number): Level | undefined {
  LOGFMT.lastIndex = from;
  for (let pair = LOGFMT.exec(head); pair; pair = LOGFMT.exec(head)) {
    const [, key = '', value = ''] = pair;
    if (/^(?:level|lvl|severity|loglevel)$/i.test(key)) return levelOfValue(value.replace(/^"|"$/g, ''));
  }
  return undefined;
}

function levelOfAnswer(text: string): Level | undefined {
  const request = text.length > REQUEST_CHARACTERS ? text.slice(0, REQUEST_CHARACTERS) : text;
  // Few lines hold the word, and looking for it is a fraction of looking for the expression.
  const quoted = request.includes(' HTTP/') ? QUOTED_STATUS.exec(request) : null;
  const found = quoted ?? BARE_STATUS.exec(request) ?? STATUS_IN_BARS.exec(request);
  return found?.[1] === '5' ? 'error' : undefined;
}

function match(pattern: RegExp, text: string, at: number): RegExpExecArray | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text) ?? undefined;
}

/** Where the pattern ends if it begins at `at`, else `at`. */
function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
