import { distance } from 'fastest-levenshtein';

/** Names longer than this are compared by their beginning. */
const MOST_COMPARED = 64;

/**
 * The names that a mistyped one may stand for, the most alike first, at most three: those that differ in a few
 * letters, or stand inside of what was typed. None where nothing is near, since a far suggestion only misleads.
 */
export function nearest<T>(typed: string, all: readonly T[], nameOf: (one: T) => string): readonly T[] {
  const short = typed.toLowerCase().slice(0, MOST_COMPARED);
  return all
    .map((one) => ({ one, name: nameOf(one).toLowerCase() }))
    .filter(({ name }) => name !== '')
    .map(({ one, name }) => ({ one, name, far: distance(short, name) }))
    .filter(({ name, far }) => far <= boundOf(short, name) || (name.length >= 3 && short.includes(name)))
    .sort((a, b) => a.far - b.far || a.name.localeCompare(b.name))
    .slice(0, 3)
    .map(({ one }) => one);
}

/** One letter in a short word, two in an ordinary one (letters that changed places are two), a third of a long one. */
function boundOf(typed: string, name: string): number {
  const length = Math.min(typed.length, name.length);
  return length < 4 ? 1 : Math.max(2, Math.floor(length / 3));
}
