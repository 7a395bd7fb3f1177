import { Refusal } from './refusal.ts';

/**
 * Reads a filter pattern for unstructured lines: terms that must all occur, `?any of` these, `-not` these,
 * `"several words"`, `%regular expression%` of few characters. Letter case counts.
 * @throws Refusal for what AWS refuses: a bare word with anything but letters and digits, an unknown character in
 * an expression; and for JSON and space-delimited patterns, which the simulated logs have no use for
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
export function linesMatching(pattern: string | undefined): (message: string) => boolean {
  const text = pattern?.trim() ?? '';
  if (/^[{[]/.test(text)) throw new Refusal('InvalidParameterException', 'Invalid filter pattern');
  const terms = [...text.matchAll(/([?-]?)(?:"([^"]*)"|%([^%]+)%|(\S+))/g)].map(
    ([, sign = '', quoted, expression, word]) => ({
      sign,
      occursIn: expression === undefined ? containing(quoted ?? bareWord(word ?? '')) : matching(expression),
    }),
  );
  const any = terms.filter((term) => term.sign === '?');
  return (message) =>
    terms.every((term) => term.sign === '?' || term.occursIn(message) === (term.sign === '')) &&
    (any.length === 0 || any.some((term) => term.occursIn(message)));
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/regex-expressions.html */
const EXPRESSION = /^(\\[\x21-\x7e]|[\w:#=@/;,^$?[\]{}|*+.-])+$/;

function bareWord(word: string): string {
  if (/^[\p{L}\p{N}_]+$/u.test(word)) return word;
  throw new Refusal('InvalidParameterException', `Invalid character(s) in term '${word}'`);
}

function containing(word: string): (message: string) => boolean {
  return (message) => message.includes(word);
}

function matching(expression: string): (message: string) => boolean {
  if (!EXPRESSION.test(expression)) throw new Refusal('InvalidParameterException', 'Invalid filter pattern');
  try {
    const pattern = new RegExp(expression);
    return (message) => pattern.test(message);
  } catch {
    throw new Refusal('InvalidParameterException', 'Invalid filter pattern');
  }
}
