import type { Fact, Unknown } from '../deployment/fact.ts';

/** A read that was begun, and what it has come to so far. */
export interface Begun<T> {
  /** Settles with the fact; never rejects but for bugs. */
  readonly done: Promise<Fact<T>>;
  isDone(): boolean;
  /** The fact, or while there is none yet what `missing` makes of the subject. */
  soFar(missing: (subject: string) => Unknown): Fact<T>;
}

/**
 * Keeps an eye on a read.
 * @param subject what is being read, in people's words: "its tasks"
 * @param known what the read will come to, where that is remembered
 */
export function begun<T>(subject: string, read: Promise<Fact<T>>, known?: Fact<T>): Begun<T> {
  let fact = known;
  const done = read.then((found) => {
    fact = found;
    return found;
  });
  return { done, isDone: () => fact !== undefined, soFar: (missing) => fact ?? missing(subject) };
}

/** What stands for a read that was not done when the time was over. */
export function late(subject: string): Unknown {
  return { kind: 'unknown', why: 'timeout', detail: `could not read ${subject}: it took too long` };
}
