import { UserError } from '../errors.ts';

/** Nobody types more words to name one thing. */
const MOST_WORDS = 12;

/**
 * Parts what somebody means from what they say about it, where both are typed in a row: "alb access Other words". A
 * number is a name by itself; otherwise the longest beginning that means one thing alone, otherwise the first word.
 * @param isOne whether words mean exactly one
 */
export function leadingName(
  words: readonly string[],
  isOne: (name: string) => boolean,
): { readonly which: string | undefined; readonly rest: readonly string[] } {
  const [first, ...others] = words;
  if (first === undefined || /^#?\d+$/.test(first)) return { which: first, rest: others };
  for (let count = Math.min(words.length, MOST_WORDS); count > 1; count -= 1) {
    const name = words.slice(0, count).join(' ');
    if (isOne(name)) return { which: name, rest: words.slice(count) };
  }
  return { which: first, rest: others };
}

/** Whether a search finds something: it throws a UserError where none or several fit. */
export function isFound(search: () => unknown): boolean {
  try {
    search();
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}
