import type { LogLine } from './log-line.ts';

/** A part of the answer to a query. May be empty with more to come. */
export interface LogPage {
  /** Oldest first. */
  readonly lines: readonly LogLine[];
  /** Leads to the next page, for a day; undefined on the last. */
  readonly nextToken: string | undefined;
}

/** The last lines of a window. */
export interface NewestLines {
  /** Oldest first. */
  readonly lines: readonly LogLine[];
  /** The window was searched from its end back to here: to its beginning, or until there were enough lines. */
  readonly searchedSinceAt: Date;
  /** False where the window surely holds no other line that is wanted. */
  readonly more: boolean;
}
