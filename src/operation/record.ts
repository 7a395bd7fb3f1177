import type { Who } from '../access/person.ts';

/** An operation as it is kept: its tracker's text, and what the text does not say. */
export interface OperationRecord {
  readonly id: string;
  /** What people call it; unique among those not archived, whatever the case. */
  readonly name: string;
  /** The tracker with all edits: what `op export` gives. */
  readonly source: string;
  /** The file as it was last taken in: what edits are told apart from. '' where there never was one. */
  readonly base: string;
  /** What the file was called; undefined where there never was one. */
  readonly fileName: string | undefined;
  /** When a file was last taken in, and by whom; undefined where there never was one. */
  readonly takenIn: Touch | undefined;
  /** By the id of the entry or phase. */
  readonly extras: Extras;
  readonly dismissed: readonly Dismissal[];
  /** What an import and an edit said differently, until somebody chooses. */
  readonly conflicts: readonly Conflict[];
  readonly createdBy: Who;
  readonly createdAt: Date;
  readonly changedAt: Date;
  /** Undefined while people work at it. */
  readonly archivedAt: Date | undefined;
  /** Goes up with every save; 0 before the first. */
  readonly version: number;
}

export type Extras = Readonly<Record<string, Extra>>;

/** What is known of an entry or a phase besides its words. */
export interface Extra {
  /** A person's or user group's id, or words where somebody without an account is meant. */
  readonly owner?: string;
  /** A day: "2026-03-04". */
  readonly dueOn?: string;
  /** What backs it up, oldest first. */
  readonly proof?: readonly Proof[];
  /** By whom and when it was added here; absent where it came with a file. */
  readonly added?: Touch;
  /** When it was last ticked, cleared, judged, reopened. */
  readonly settled?: Touch;
  readonly edited?: Touch;
  /** When the file that first said it was taken in. */
  readonly firstSeenAt?: Date;
  /** Of a phase: when work at it began and ended, where the bot was told. */
  readonly startedAt?: Date;
  readonly endedAt?: Date;
}

export interface Touch {
  readonly by: Who;
  readonly at: Date;
}

/** A link that backs something up: a message's permalink, a page. */
export interface Proof extends Touch {
  readonly url: string;
  /** The start of the message, or what somebody called it. */
  readonly words: string | undefined;
}

/** A contradiction that somebody says is none. Holds while both statements still say what they said. */
export interface Dismissal extends Touch {
  /** The contradiction's key. */
  readonly key: string;
  readonly reason: string;
  /** How far apart its sides were then, in points, where they are numbers. */
  readonly gap?: number;
}

/** Something that the file says one way and an edit made here another. */
export interface Conflict {
  readonly id: string;
  /** What it is about, in words: "task "ALB Access Testing"". */
  readonly subject: string;
  /** As edited here; undefined where it was removed here. */
  readonly ours: string | undefined;
  /** As the file says it now; undefined where it is gone from the file. */
  readonly theirs: string | undefined;
  readonly at: Date;
}

/** One step in an operation's history. */
export interface HistoryEntry {
  /** Counts from 1 in each operation. */
  readonly seq: number;
  readonly by: Who;
  readonly at: Date;
  /** What was done, in words: "ticked criterion 5 "Container health check failures resolved"". */
  readonly what: string;
  /** How the text changed; undefined where only what is kept beside it did. */
  readonly splice: TextChange | undefined;
  /** What was kept beside the text before, by id, where it changed; undefined: there was nothing. */
  readonly before: Readonly<Record<string, Extra | undefined>>;
  /** The seq of the step that this one undid. */
  readonly undoes: number | undefined;
}

/** How the text changed; with `base`, how the file that it is told apart from did: an import takes in both. */
export interface TextChange extends Splice {
  readonly base?: Splice;
}

/** A change of a text: at this offset, in UTF-16 units, `removed` became `added`. */
export interface Splice {
  readonly at: number;
  readonly removed: string;
  readonly added: string;
}
