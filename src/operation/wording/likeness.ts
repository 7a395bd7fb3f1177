import { isGeneral, type Subject } from './subject.ts';

/** How much each term tells: 1 where it names a thing, little where it is general or in every other statement. */
export type Weigh = (term: string) => number;

/** What two texts must share to be about one thing; less does not name anything. */
const TELLING = 0.5;

const GENERAL_WEIGHT = 0.2;
/** A word in more than this share of all statements tells none of them apart. */
const COMMON_SHARE = 0.25;
/** In fewer statements than this no word is common. */
const COMMON_LEAST = 12;
/** In more than this a word is common whatever the share: comparing would take too long. */
const COMMON_MOST = 200;

/** Weighs terms by how rare they are among these statements. */
export function weighBy(statements: readonly ReadonlySet<string>[]): Weigh {
  const counts = new Map<string, number>();
  for (const terms of statements) for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  const common = Math.min(Math.max(statements.length * COMMON_SHARE, COMMON_LEAST), COMMON_MOST);
  return (term) => (isGeneral(term) || (counts.get(term) ?? 0) > common ? GENERAL_WEIGHT : 1);
}

/** Those of the terms that name something. */
export function tellingOf(terms: ReadonlySet<string>, weigh: Weigh): readonly string[] {
  return [...terms].filter((term) => weigh(term) >= TELLING);
}

/** How much of each the other holds, 0 to 1; `telling` whether what they share names anything. */
export interface Likeness {
  readonly ofOne: number;
  readonly ofOther: number;
  readonly telling: boolean;
}

/** How alike two sets of terms are. */
export function likenessOf(one: ReadonlySet<string>, other: ReadonlySet<string>, weigh: Weigh): Likeness {
  const shared = [...one].filter((term) => other.has(term));
  const both = sum(shared, weigh);
  return {
    ofOne: both / Math.max(sum(one, weigh), GENERAL_WEIGHT),
    ofOther: both / Math.max(sum(other, weigh), GENERAL_WEIGHT),
    telling: shared.some((term) => weigh(term) >= TELLING),
  };
}

/**
 * Whether what is said of the one can be held against the other at all: not where they speak of different places or
 * numbers, nor where the other asks for a kind of trial that the one says nothing of.
 */
export function isComparable(one: Subject, other: Subject): boolean {
  const apart = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
    a.size > 0 && b.size > 0 && ![...a].some((each) => b.has(each));
  if (apart(one.places, other.places) || apart(one.numbers, other.numbers)) return false;
  if (one.places.size > 0 && other.places.size === 0 && !one.places.has('production')) return false;
  return [...other.trials].every((trial) => one.trials.has(trial));
}

function sum(terms: Iterable<string>, weigh: Weigh): number {
  let total = 0;
  for (const term of terms) total += weigh(term);
  return total;
}
