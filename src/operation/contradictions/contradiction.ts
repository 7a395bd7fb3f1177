import type { Operation } from '../operation.ts';
import type { Weigh } from '../wording/likeness.ts';
import type { SameThing } from './same-thing.ts';
import type { Saying } from './saying.ts';

/** Statements that cannot all be true. */
export interface Contradiction {
  /** The same as long as the statements say the same, wherever they stand: the check's id and their normalised words. */
  readonly key: string;
  /** How far apart both sides are, in points, where they are numbers: a dismissal holds while it does not grow. */
  readonly gap?: number;
  /** The id of the check that found it. */
  readonly check: string;
  /** Why they cannot all be true, in a sentence that needs no other. */
  readonly why: string;
  /** Two at least, the boldest claim first. */
  readonly statements: readonly Statement[];
  /** How many of them, from the first, are the claim; the others stand against it. */
  readonly claims: number;
}

/** What the file says, and where. */
export interface Statement {
  /** Cut to one line; markup left as it is. */
  readonly quote: string;
  readonly line: number;
}

/** An operation read once, for all checks. */
export interface Reading {
  readonly operation: Operation;
  /** Everything that is said of the present or the future, in the file's order. */
  readonly sayings: readonly Saying[];
  readonly weigh: Weigh;
  readonly same: SameThing;
}

/** Statements that conflict, before they are quoted. */
export interface Conflict {
  readonly why: string;
  /** The boldest first. */
  readonly claims: readonly Told[];
  /** What stands against them, in the file's order. */
  readonly against: readonly Told[];
  /** Where both sides are numbers: what they are about, and how many points lie between them. */
  readonly apart?: { readonly about: string; readonly points: number };
}

/** Words of the file, and the line they stand on. */
export interface Told {
  readonly words: string;
  readonly line: number;
}

/** Looks for one kind of contradiction. Its id equals its file's name. */
export interface ContradictionCheck {
  readonly id: string;
  /** What it looks for, in a clause. */
  readonly title: string;
  readonly find: (reading: Reading) => readonly Conflict[];
}
