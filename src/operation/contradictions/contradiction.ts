import type { Operation } from '../operation.ts';

/** Statements that cannot all be true. */
export interface Contradiction {
  /** The same as long as the statements say the same, wherever they stand: the check's id and their normalised words. */
  readonly key: string;
  /** The id of the check that found it. */
  readonly check: string;
  /** Why they cannot all be true, in a sentence that needs no other. */
  readonly why: string;
  /** Two at least, the boldest claim first. */
  readonly statements: readonly Statement[];
}

/** What the file says, and where. */
export interface Statement {
  /** Cut to one line; markup left as it is. */
  readonly quote: string;
  readonly line: number;
}

/** Looks for one kind of contradiction. Its id equals its file's name. */
export interface ContradictionCheck {
  readonly id: string;
  /** What it looks for, in a clause. */
  readonly title: string;
  /** `lines` are the file's, to quote from. */
  find(operation: Operation, lines: readonly string[]): readonly Contradiction[];
}
