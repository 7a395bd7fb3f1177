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
    .filter(({ name, far }) => far <= boundOf(short, name) || isSwapped(short, name) || isInside(name, short))
    .sort((a, b) => a.far - b.far || a.name.localeCompare(b.name))
    .slice(0, 3)
    .map(({ one }) => one);
}

/** Two letters that changed places are two letters off, which is too far for a short word otherwise. */
function isSwapped(typed: string, name: string): boolean {
  const sorted = (word: string) => [...word].sort().join('');
  return typed.length === name.length && distance(typed, name) === 2 && sorted(typed) === sorted(name);
}

function isInside(name: string, typed: string): boolean {
  return name.length >= 3 && typed.includes(name);
}

/** One letter in a short word, two in an ordinary one, a third of a long one. */
function boundOf(typed: string, name: string): number {
  const length = Math.min(typed.length, name.length);
  return length < 4 ? 1 : Math.max(2, Math.floor(length / 3));
}
