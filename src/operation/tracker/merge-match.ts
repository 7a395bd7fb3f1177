import type { Entry, Operation, Phase } from '../operation.ts';
import { normal } from './words.ts';

/** How much of the words two entries must share to be one that was reworded, of 0 to 1. */
const ALIKE = { sameSection: 0.4, elsewhere: 0.65 };
/** More pairs than this are not compared word by word: the file is another one. */
const MOST_PAIRS = 250_000;

/** Which entry of one operation is which of another; what is not in the map has no counterpart. */
export interface Matches {
  /** By id of an entry in the first. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** By id of a phase in the first. */
  readonly phases: ReadonlyMap<string, Phase>;
}

/**
 * Finds the counterparts of entries and phases in another version of the file: by identity; of those left over by the
 * same title, wherever it stands and of whatever kind; then by similar words under the same heading, then elsewhere.
 * One that moved, was reworded, reordered or stands under a renamed heading is still the same one.
 */
export function matchesOf(some: Operation, others: Operation): Matches {
  const entries = new Map<string, Entry>();
  const free = new Map(others.entries.map((entry) => [entry.id, entry]));
  const take = (one: Entry, other: Entry) => {
    entries.set(one.id, other);
    free.delete(other.id);
  };
  for (const one of some.entries) {
    const other = free.get(one.id);
    if (other) take(one, other);
  }
  const left = () => some.entries.filter(({ id }) => !entries.has(id));
  for (const key of [wordsKey, titleKey]) {
    const byKey = new Map([...free.values()].reverse().map((other) => [key(other), other]));
    for (const one of left()) {
      const other = byKey.get(key(one));
      if (other && free.has(other.id)) take(one, other);
    }
  }
  for (const { one, other } of likest(left(), [...free.values()]))
    if (!entries.has(one.id) && free.has(other.id)) take(one, other);
  return { entries, phases: phasesOf(some.phases, others.phases) };
}

function phasesOf(some: readonly Phase[], others: readonly Phase[]): ReadonlyMap<string, Phase> {
  const pairs = new Map<string, Phase>();
  const taken = new Set<string>();
  const same: ((one: Phase, other: Phase) => boolean)[] = [
    (one, other) => one.id === other.id,
    (one, other) => normal(one.title) === normal(other.title),
    (one, other) => one.number !== undefined && one.number === other.number,
  ];
  for (const fits of same)
    for (const one of some.filter(({ id }) => !pairs.has(id))) {
      const other = others.find((each) => !taken.has(each.id) && fits(one, each));
      if (!other) continue;
      pairs.set(one.id, other);
      taken.add(other.id);
    }
  return pairs;
}

function wordsKey({ kind, title, detail }: Entry): string {
  return `${kind} ${normal(title)} ${normal(detail ?? '')}`;
}

/** Without letters there is nothing to know it by. */
function titleKey({ id, title }: Entry): string {
  return normal(title) || id;
}

interface Pair {
  readonly one: Entry;
  readonly other: Entry;
  readonly alike: number;
}

/** Pairs of one kind that share enough words, the likest first. */
function likest(some: readonly Entry[], others: readonly Entry[]): readonly Pair[] {
  if (some.length * others.length > MOST_PAIRS) return [];
  const read = (entry: Entry) => ({
    entry,
    title: wordsIn(entry.title),
    all: wordsIn(`${entry.title} ${entry.detail ?? ''}`),
  });
  const second = others.map(read);
  return some
    .map(read)
    .flatMap((one) =>
      second
        .filter((other) => other.entry.kind === one.entry.kind)
        .map((other) => ({
          one: one.entry,
          other: other.entry,
          alike: Math.max(shared(one.title, other.title), shared(one.all, other.all)),
        })),
    )
    .filter(
      ({ one, other, alike }) => alike >= (sameHeading(one, other) ? ALIKE.sameSection : ALIKE.elsewhere),
    )
    .sort((a, b) => b.alike - a.alike);
}

function sameHeading(one: Entry, other: Entry): boolean {
  return normal(one.within.at(-1) ?? '') === normal(other.within.at(-1) ?? '');
}

function wordsIn(text: string): ReadonlySet<string> {
  return new Set(normal(text).split(' ').filter(Boolean));
}

/** Twice what both have of what each has. */
function shared(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  if (some.size + others.size === 0) return 0;
  const both = [...some].filter((word) => others.has(word)).length;
  return (2 * both) / (some.size + others.size);
}
