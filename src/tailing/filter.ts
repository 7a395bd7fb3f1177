import { UserError } from '../errors.ts';
import { linearRegex, regexIn } from './linear-regex.ts';

/** What was typed to choose lines by their text. */
export interface TypedFilter {
  /** All of them must be in a line. */
  readonly grep: readonly string[];
  /** None of them may be in a line. */
  readonly exclude: readonly string[];
  /** Only errors and worse. */
  readonly errors: boolean;
}

/** Which lines are wanted. */
export interface Filter {
  /**
   * A CloudWatch filter pattern that every wanted line passes, and others may: it spares reading a long window
   * line by line, and `matches` still decides. Undefined where there is none. It is an AWS regular expression,
   * which stand-ins for AWS may not know; and reads with different patterns cannot be shared.
   */
  readonly pattern: string | undefined;
  matches(text: string): boolean;
  /** For people: `with "timeout", without /health/, only errors`; empty for every line. */
  readonly words: string;
}

/** Far more than anybody types. */
const MOST_TERMS = 10;
const LONGEST_TERM = 500;

/**
 * Understands words and `/regular expressions/`. Words are looked for as they stand, anywhere in a line and in
 * upper or lower case alike; regular expressions heed the case unless they end in `/i`.
 * @param isError says whether a line is an error or worse, or part of a trace
 * @throws UserError
 */
export function parseFilter(
  { grep, exclude, errors }: TypedFilter,
  isError: (text: string) => boolean,
): Filter {
  if (grep.length + exclude.length > MOST_TERMS)
    throw new UserError(`More than ${MOST_TERMS} filters at once are too many. Type fewer of them.`);
  const wanted = grep.map((typed) => termOf(typed, 'grep'));
  const unwanted = exclude.map((typed) => termOf(typed, 'exclude'));
  const tests = [
    ...wanted.map(({ isIn }) => isIn),
    ...unwanted.map(
      ({ isIn }) =>
        (text: string) =>
          !isIn(text),
    ),
    ...(errors ? [isError] : []),
  ];
  return {
    pattern: patternOf(wanted),
    matches: (text) => tests.every((passes) => passes(text)),
    words: [
      ...wanted.map(({ shown }) => `with ${shown}`),
      ...unwanted.map(({ shown }) => `without ${shown}`),
      ...(errors ? ['only errors'] : []),
    ].join(', '),
  };
}

interface Term {
  readonly isIn: (text: string) => boolean;
  readonly shown: string;
  /** Undefined for a regular expression. */
  readonly word: string | undefined;
}

function termOf(typed: string, option: 'grep' | 'exclude'): Term {
  if (typed.trim() === '')
    throw new UserError(`\`--${option}\` needs a word to look for, for example \`--${option} timeout\`.`);
  if (typed.length > LONGEST_TERM)
    throw new UserError(`\`--${option}\` takes at most ${LONGEST_TERM} characters.`);
  const regex = regexIn(typed);
  if (regex) return { isIn: linearRegex(regex, option), shown: typed, word: undefined };
  // Without the flag `u`, letters outside ASCII never equal letters inside: no surprise from the Kelvin sign.
  const expression = new RegExp(typed.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'), 'i');
  return { isIn: (text) => expression.test(text), shown: `"${typed}"`, word: typed };
}

/** Shorter ones are in most lines anyway. */
const SHORTEST_RUN = 3;
/** Every letter takes four characters, of 1,024 that AWS allows. */
const LONGEST_RUN = 200;

/**
 * AWS's plain terms heed the case, so that they would hide lines. Its regular expressions can be told not to,
 * letter by letter, but know few characters; so it is the longest run of those that is asked for.
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/regex-expressions.html
 */
function patternOf(terms: readonly Term[]): string | undefined {
  const runs = terms.flatMap(({ word = '' }) => word.match(/[\w.:#=@/;,-]+/g) ?? []);
  const [longest = ''] = runs.sort((one, other) => other.length - one.length);
  if (longest.length < SHORTEST_RUN) return undefined;
  const letters = [...longest.slice(0, LONGEST_RUN)].map((letter) => {
    const [lower, upper] = [letter.toLowerCase(), letter.toUpperCase()];
    if (lower !== upper) return `[${lower}${upper}]`;
    return letter === '.' ? '\\.' : letter;
  });
  return `%${letters.join('')}%`;
}
