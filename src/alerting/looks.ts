import type { Look } from './alert.ts';
import { type AlertPolicy, LOOKS_TOGETHER_MS } from './policy.ts';

/**
 * The looks with one more, the newest `most` of them. The same array where it says nothing new: looks that are
 * all alike keep their times, so that the first tells since when it has been so. After a long gap, or where the
 * clock was set far, they begin anew.
 */
export function withLook(looks: readonly Look[], look: Look, most: number): readonly Look[] {
  const before = looks.at(-1);
  if (!before) return [look];
  const isSame = looks.length >= most && looks.every(({ bad }) => bad === look.bad);
  if (isSame && before.at <= look.at) return looks;
  const gapMs = Math.abs(look.at.getTime() - before.at.getTime());
  return gapMs > LOOKS_TOGETHER_MS ? [look] : [...looks, look].slice(-most);
}

/** How many of the newest `of` looks were bad. */
export function badAmong(looks: readonly Look[], of: number): number {
  return looks.slice(-of).filter(({ bad }) => bad).length;
}

/** The good looks since the last bad one, oldest first. */
export function goodRun(looks: readonly Look[]): readonly Look[] {
  return looks.slice(looks.findLastIndex(({ bad }) => bad) + 1);
}

/** The bad looks since the last good one, oldest first. */
export function badRun(looks: readonly Look[]): readonly Look[] {
  return looks.slice(looks.findLastIndex(({ bad }) => !bad) + 1);
}

/** Whether the newest look was bad; a look that could not be had is none. */
export function isBadNow(looks: readonly Look[]): boolean {
  return looks.at(-1)?.bad === true;
}

/** Whether bad looks enough are among the newest, the very newest being one of them. */
export function isBadEnough(looks: readonly Look[], { open }: AlertPolicy): boolean {
  return isBadNow(looks) && badAmong(looks, open.of) >= open.bad;
}
