import { RE2JS, RE2JSException, RE2JSSyntaxException } from 're2js';
import { UserError } from '../errors.ts';

/** A regular expression as typed between slashes. */
export interface TypedRegex {
  readonly source: string;
  readonly flags: string;
}

/** Takes `/expression/` and `/expression/i` apart; undefined for anything else, such as the path `/health/live`. */
export function regexIn(typed: string): TypedRegex | undefined {
  const [, source, flags = ''] = /^\/(.+)\/([gimsuy]{0,3})$/s.exec(typed) ?? [];
  return source === undefined ? undefined : { source, flags };
}

/** Instructions: linear time is that of the text's length times these. `(a|b|c){100}` has 302. */
const LARGEST_PROGRAM = 400;

/**
 * Makes a test that takes time in proportion to the text, whatever is typed.
 * @throws UserError for what RE2 does not understand, saying where
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function linearRegex({ source, flags }: TypedRegex, option: string): (text: string) => boolean {
  if (!/^i?$/.test(flags))
    throw new UserError(
      `\`--${option}\` knows \`/…/\` and \`/…/i\`, no other letters after the second slash. ` +
        'To look for a text with slashes put `\\` before each.',
    );
  const compiled = compile(source, flags === 'i' ? RE2JS.CASE_INSENSITIVE : 0, option);
  if (compiled.programSize() > LARGEST_PROGRAM)
    throw new UserError(`\`--${option}\` repeats too much: it would be slow. Type a shorter expression.`);
  return (text) => compiled.test(text);
}

function compile(source: string, flags: number, option: string): RE2JS {
  try {
    return RE2JS.compile(source, flags);
  } catch (error) {
    if (!(error instanceof RE2JSException)) throw error;
    throw new UserError(
      `\`--${option}\` has a mistake${placeOf(error, source)}: ${reasonOf(error)}. ` +
        'Type the words without slashes to look for them as they stand.',
    );
  }
}

function reasonOf(error: RE2JSException): string {
  const reason = error instanceof RE2JSSyntaxException ? error.getDescription() : error.message;
  const part = error instanceof RE2JSSyntaxException ? (error.getPattern() ?? '') : '';
  if (/^(\(\?<?[=!]|\\[1-9k])/.test(part))
    return 'it looks ahead or behind or back, which cannot be done in linear time';
  return reason.replace(/[`<>&\n]/g, '');
}

/** RE2 names the part it stumbled over; where that is everything, there is no place to point at. */
function placeOf(error: RE2JSException, source: string): string {
  const part = error instanceof RE2JSSyntaxException ? error.getPattern() : null;
  const at = part && part !== source ? source.indexOf(part) : -1;
  return at < 0 ? '' : ` at character ${at + 1}`;
}
