import type { Mark } from '../operation.ts';
import { MARK_SIGNS, MARK_WORDS, YES_AND_NO } from './mark-words.ts';
import { normal, undecorated } from './words.ts';

/** What stands in front of or behind words, and the words without it and without decoration. */
export interface Marked {
  readonly mark: Mark | undefined;
  readonly rest: string;
}

const BY_SIGN: ReadonlyMap<string, Mark> = new Map(
  MARK_SIGNS.flatMap(([mark, signs]) => signs.map((sign) => [sign, mark] as const)),
);
const BY_WORDS: ReadonlyMap<string, Mark> = new Map(
  MARK_WORDS.flatMap(([mark, words]) => words.split('|').map((each) => [each, mark] as const)),
);
const SIGN = [...BY_SIGN.keys()].map((sign) => sign.replace(/[[\]()/]/g, '\\$&')).join('|');
const SIGN_BEFORE = new RegExp(`^(?:(${SIGN})\\ufe0f?(?!\\())`, 'u');
const SIGN_BEHIND = new RegExp(`(${SIGN})\\ufe0f?$`, 'u');
/** Longer words in front of a colon are a title. */
const LONGEST = Math.max(...[...BY_WORDS.keys()].map(({ length }) => length)) + 4;

/** Reads the mark of a heading, an item or a cell: the one in front of the words, else the one behind them. */
export function readMark(words: string): Marked {
  const text = words.trim();
  const front = signBefore(text) ?? wordBefore(text);
  if (front) return { mark: front.mark, rest: undecorated(front.rest) };
  const behind = signBehind(text) ?? wordBehind(text);
  return { mark: behind?.mark, rest: undecorated(behind?.rest ?? text) };
}

/** Words as they are written, without the mark behind them: "Pack" of "Pack - done"; the same words without one. */
export function withoutMark(words: string): string {
  return signBefore(words) || wordBefore(words)
    ? words
    : ((signBehind(words) ?? wordBehind(words))?.rest ?? words);
}

/** The same of signs alone: a heading "To do" keeps its words. */
export function readSign(words: string): Marked {
  const text = words.trim();
  const found = signBefore(text) ?? signBehind(text);
  return { mark: found?.mark, rest: undecorated(found?.rest ?? text) };
}

/** The mark that all of these words are: "In progress", "✅ done", "erledigt"; undefined for any others. */
export function markOfWords(words: string): Mark | undefined {
  const { mark, rest } = readMark(
    words.replace(/^\[(.*)\]$/, (whole, inner) => (BY_SIGN.has(whole) ? whole : inner)),
  );
  return rest === '' ? mark : BY_WORDS.get(normal(rest));
}

/** The same of a cell, which may say yes or no as well. */
export function markOfCell(words: string): Mark | undefined {
  const said = normal(words);
  if (said !== '' && YES_AND_NO.some(([yes]) => yes === said)) return 'done';
  if (said !== '' && YES_AND_NO.some(([, no]) => no === said)) return 'open';
  return markOfWords(words);
}

/** The mark that words begin with: "Under investigation - analyzing logs"; undefined for any others. */
export function markAhead(words: string): Mark | undefined {
  const [start = ''] = undecorated(words).split(/\s[-–—]\s|[:;,.(]/, 1);
  return markOfWords(words) ?? markOfWords(start) ?? signBefore(words.trim())?.mark;
}

/** Signs may follow one another, "- [x] ✅ done"; the first that is a mark counts, decoration in front of it does not. */
function signBefore(text: string): Marked | undefined {
  let rest = text;
  let mark: Mark | undefined;
  for (let found = SIGN_BEFORE.exec(rest); found; found = SIGN_BEFORE.exec(rest)) {
    mark ??= BY_SIGN.get(found[1] ?? '');
    rest = rest.slice(found[0].length).trimStart();
  }
  return mark && { mark, rest };
}

function signBehind(text: string): Marked | undefined {
  const found = SIGN_BEHIND.exec(text.slice(-8));
  const mark = BY_SIGN.get(found?.[1] ?? '');
  if (!mark) return undefined;
  return { mark, rest: text.slice(0, text.length - (found?.[0].length ?? 0)).trimEnd() };
}

/** "DONE: words", "[done] words", "(in progress) words", "DONE words": never "Open ports". */
function wordBefore(text: string): Marked | undefined {
  const found =
    /^(?:[[(]([^\])]{2,40})[\])]:?|([^:–—]{2,40}?)\s?(?::|\s[-–—]\s)(?=\s|$)|(\p{Lu}{3,12})(?=\s+(?!\p{Lu}{2})))\s*/u.exec(
      undecorated(text.slice(0, LONGEST + 8)),
    );
  const said = found?.[1] ?? found?.[2] ?? found?.[3];
  const mark = said === undefined ? undefined : BY_WORDS.get(normal(said));
  if (!found || !mark) return undefined;
  return { mark, rest: undecorated(text).slice(found[0].length) };
}

/** What parts a word at the end from those in front of it; "Phase 1: Plan - done" has two. */
const BEHIND = [
  /\s*[[(]([^\])]{2,40})[\])]\.?$/u,
  /\s[-–—]\s([^-–—:]{2,40})\.?$/u,
  /\s?[:：]\s([^:：]{2,40})\.?$/u,
];

/** "words (done)", "words - in progress", "words: done". */
function wordBehind(text: string): Marked | undefined {
  const tail = text.slice(-LONGEST - 6);
  for (const look of BEHIND) {
    const found = look.exec(tail);
    const mark = BY_WORDS.get(normal(found?.[1] ?? ''));
    if (found && mark && found[0].length < text.length)
      return { mark, rest: text.slice(0, text.length - found[0].length) };
  }
  return undefined;
}
