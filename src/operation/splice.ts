import type { Splice } from './record.ts';

/**
 * How one text became another: the one stretch outside of which both are the same. Its edges never part a surrogate
 * pair, so that what is stored of it is whole characters. Undefined where both are the same.
 */
export function spliceOf(before: string, after: string): Splice | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  if (partsPair(before, start) || partsPair(after, start)) start -= 1;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  )
    tail += 1;
  if (partsPair(before, before.length - tail) || partsPair(after, after.length - tail)) tail -= 1;
  return {
    at: start,
    removed: before.slice(start, before.length - tail),
    added: after.slice(start, after.length - tail),
  };
}

/** The text with the change made; undefined where it does not hold, at that place, what the change takes away. */
export function applySplice(text: string, splice: Splice): string | undefined {
  if (splice.at > text.length || !text.startsWith(splice.removed, splice.at)) return undefined;
  return `${text.slice(0, splice.at)}${splice.added}${text.slice(splice.at + splice.removed.length)}`;
}

/** The change that takes this one back. */
export function reverseSplice({ at, removed, added }: Splice): Splice {
  return { at, removed: added, added: removed };
}

/** Whether a cut here would lie between the two halves of one character. */
function partsPair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(Math.max(0, at - 1), at + 1)) && at > 0;
}
