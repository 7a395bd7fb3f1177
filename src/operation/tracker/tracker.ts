import type { EntryKind, Operation, Place } from '../operation.ts';

/** A markdown file that was read as an operation. Together `understood`, `untouched` and blank lines are the whole file. */
export interface Tracker {
  /** The file's text, every byte of it: line ends, byte order mark, trailing blanks. */
  readonly source: string;
  readonly operation: Operation;
  /** Stretches that say nothing the bot knows, in order; kept as they are. */
  readonly untouched: readonly Untouched[];
  /** Lines that were read one way and may have been meant another. */
  readonly unsure: readonly Doubt[];
}

/** Lines left as they are, and why: "a code block", "a paragraph of prose", "HTML". */
export interface Untouched extends Place {
  readonly why: string;
}

/** "line 9: "about half" is no percentage; kept as words". */
export interface Doubt {
  readonly line: number;
  /** The line's text, cut. */
  readonly text: string;
  /** What was done with it. */
  readonly how: string;
}

/** What an import understood. */
export interface ImportReport {
  readonly lines: number;
  readonly bytes: number;
  readonly phases: number;
  readonly sections: number;
  /** Only kinds that there are. */
  readonly counts: Readonly<Partial<Record<EntryKind, number>>>;
  readonly untouched: readonly Untouched[];
  readonly unsure: readonly Doubt[];
}
