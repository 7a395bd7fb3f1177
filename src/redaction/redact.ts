import { RE2JS } from 're2js';
import { UserError } from '../errors.ts';
import { cardNumber } from './card-number.ts';
import { namedFinders, urlSignature } from './named-secret.ts';
import { privateKey, privateKeyEnd } from './private-key.ts';
import { MARK_START, markEnd, markOf, matchAt, type Secret, type SecretFinder } from './secret.ts';
import { tokenFinders } from './secret-tokens.ts';
import { escapedUrlPassword, urlPassword } from './url-password.ts';
import { nextWords, type WordCursor, wordSearchOf } from './word-search.ts';

/** Text fit to be shown, and how many secrets were taken out of it. */
export interface Redacted {
  readonly text: string;
  readonly count: number;
}

/**
 * Puts a mark such as `[redacted: password]` in the place of every secret. Text must have gone through
 * `clean` before: a colour or an invisible character inside a secret would hide it from here, not from a
 * reader. What was redacted once comes back unchanged.
 */
export type Redactor = (text: string) => Redacted;

/** A mark that already stands there. */
const mark: SecretFinder = {
  words: [MARK_START],
  find(text, at) {
    const to = markEnd(text, at);
    return to ? { from: at, to, kind: undefined } : undefined;
  },
};

/** Names of things on AWS, of secrets too. */
const arn: SecretFinder = {
  words: ['arn:aws'],
  find(text, at) {
    const match = matchAt(/arn:aws[\w-]*:[\w-]*:[\w-]*:\d*:[\w.@:/*-]*/y, text, at);
    return match ? { from: at, to: at + match[0].length, kind: undefined } : undefined;
  },
};

const FINDERS: readonly SecretFinder[] = [
  mark,
  arn,
  ...tokenFinders,
  privateKey,
  privateKeyEnd,
  urlPassword,
  escapedUrlPassword,
  urlSignature,
  cardNumber,
  ...namedFinders,
];
const SEARCH = wordSearchOf(FINDERS.flatMap((finder) => finder.words.map((word) => [word, finder] as const)));

/** A line that is nothing but base64, in a width that keys are written in: one line of a key, logged line by line. */
const KEY_LINE = /^(?=[^\n]*[a-z])(?=[^\n]*[A-Z])(?=[^\n]*\d)[A-Za-z0-9+/]+$/;
const KEY_LINE_WIDTHS: ReadonlySet<number> = new Set([64, 70, 76]);

/**
 * Makes a redactor of everything that can be known as a secret by its shape or its name, and of own patterns.
 * @param ownPatterns regular expressions in RE2's syntax, matched in time proportional to the text
 * @throws UserError naming the first pattern that is none
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function createRedactor(ownPatterns: readonly string[]): Redactor {
  const compiled = ownPatterns.map(ownPatternOf);
  const own =
    compiled.length > 0 ? ownPatternOf(ownPatterns.map((each) => `(?:${each})`).join('|')) : undefined;
  return (text) => {
    const secrets = findSecrets(text);
    if (own?.test(text)) secrets.push(...ownSecrets(own, text));
    return secrets.length === 0 ? { text, count: 0 } : withMarks(text, secrets);
  };
}

/**
 * Reads one own pattern.
 * @throws UserError where it is no regular expression, uses what cannot be matched in linear time, or matches nothing at all
 */
export function ownPatternOf(pattern: string): RE2JS {
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    if (!compiled.test('')) return compiled;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new UserError(`\`${pattern}\` is not a pattern: ${reason}`, { cause });
  }
  throw new UserError(`\`${pattern}\` matches empty text, so it would match everywhere`);
}

function findSecrets(text: string): Secret[] {
  if (KEY_LINE_WIDTHS.has(text.length) && KEY_LINE.test(text)) {
    return [{ from: 0, to: text.length, kind: 'private key' }];
  }
  const found: Secret[] = [];
  const cursor: WordCursor = { at: 0, row: 0 };
  let ahead: Secret | undefined;
  for (;;) {
    const endings = nextWords(SEARCH, text, cursor, ahead ? ahead.from : text.length);
    if (!endings) {
      if (!ahead) return found;
      goTo(cursor, ahead.to);
      ahead = undefined;
      continue;
    }
    const secret = firstSecret(endings, text, cursor.at);
    if (!secret) continue;
    if (secret.kind) found.push(secret);
    // What stands between a name and its value is still looked into: the user in an address may be a token.
    if (secret.from > cursor.at) ahead = ahead ? joined(ahead, secret) : secret;
    else goTo(cursor, Math.max(cursor.at, secret.to));
    if (ahead && cursor.at > ahead.from) {
      goTo(cursor, Math.max(cursor.at, ahead.to));
      ahead = undefined;
    }
  }
}

function firstSecret(
  endings: readonly { readonly length: number; readonly meaning: SecretFinder }[],
  text: string,
  at: number,
): Secret | undefined {
  for (const { length, meaning } of endings) {
    const secret = meaning.find(text, at - length, at);
    if (secret && (!secret.kind || !markEnd(text, secret.from))) return secret;
  }
  return undefined;
}

function goTo(cursor: WordCursor, at: number): void {
  cursor.at = at;
  cursor.row = 0;
}

/** What own patterns match, but for the marks that stand in the text already. */
function ownSecrets(own: RE2JS, text: string): readonly Secret[] {
  const marks = [...text.matchAll(/\[redacted: [\w ]{1,32}\]/g)];
  const starts = [0, ...marks.map((each) => each.index + each[0].length)];
  return starts.flatMap((start, index) => {
    const part = text.slice(start, marks[index]?.index ?? text.length);
    return [...own.matchAll(part)].flatMap(({ 0: match, index: at = 0 }) =>
      match === '' ? [] : [{ from: start + at, to: start + at + match.length, kind: 'own pattern' }],
    );
  });
}

function withMarks(text: string, secrets: Secret[]): Redacted {
  const merged: Secret[] = [];
  for (const secret of secrets.sort((one, other) => one.from - other.from || other.to - one.to)) {
    const last = merged.at(-1);
    if (last && secret.from < last.to) merged[merged.length - 1] = joined(last, secret);
    else merged.push(secret);
  }
  let at = 0;
  let marked = '';
  for (const { from, to, kind = '' } of merged) {
    marked += text.slice(at, from) + markOf(kind);
    at = to;
  }
  return { text: marked + text.slice(at), count: merged.length };
}

function joined(one: Secret, other: Secret): Secret {
  return { ...one, from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
}
