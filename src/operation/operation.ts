/** A planned change that people work through, as its tracker tells it. Everything knows the line it stands on. */
export interface Operation {
  /** Of the file's first heading; undefined where it has none. */
  readonly title: string | undefined;
  readonly header: Header;
  /** In the file's order. */
  readonly phases: readonly Phase[];
  /** Headings with what stands below them, in the file's order; the document itself is not among them. */
  readonly sections: readonly Section[];
  /** Everything else that is said, in the file's order. */
  readonly entries: readonly Entry[];
}

/** What is said about the operation as a whole; undefined where the file does not say it. */
export interface Header {
  readonly status: Said<string> | undefined;
  readonly startedOn: Said<string> | undefined;
  /** In the file's words: "Phase 4 - Enhanced ML Service Deployment". */
  readonly currentPhase: Said<string> | undefined;
  readonly claimed: Said<Percent> | undefined;
}

/** A value, and where it is said. */
export interface Said<T> {
  readonly value: T;
  readonly at: Place;
}

/** Lines of the file, counted from 1; both are part of it. */
export interface Place {
  readonly line: number;
  readonly endLine: number;
}

/** How much is claimed to be done. */
export interface Percent {
  /** 0 to 100; undefined where the words are no number in that range: "140 %", "about half". */
  readonly percent: number | undefined;
  /** As written: "99% Complete". */
  readonly words: string;
}

/** A stage of the operation. */
export interface Phase {
  readonly id: string;
  /** As numbered in its heading; undefined where it has no number. */
  readonly number: number | undefined;
  /** "Enhanced ML Service Deployment": without number, mark and markup. */
  readonly title: string;
  /** What its heading's mark says; undefined without one. */
  readonly mark: Mark | undefined;
  readonly claimed: Said<Percent> | undefined;
  /** Its status where that is no percentage: "in progress". */
  readonly status: Said<string> | undefined;
  readonly duration: Said<Duration> | undefined;
  readonly achievement: Said<string> | undefined;
  readonly focus: Said<string> | undefined;
  /** The heading alone. */
  readonly at: Place;
}

/** How long a phase took, in the file's own words; `ms` where they are a length of time. */
export interface Duration {
  readonly words: string;
  readonly ms: number | undefined;
}

/** What a mark in front of words says, whatever the mark: an emoji, a box, a word such as "DONE" or "erledigt". */
export type Mark = 'done' | 'failing' | 'running' | 'open' | 'looked-at' | 'blocked' | 'cancelled';

/** A heading and what it heads. */
export interface Section {
  readonly title: string;
  /** 1 to 6. */
  readonly level: number;
  /** Which entries it holds; `detail` for any that has no kind of its own. */
  readonly kind: EntryKind | 'phases' | 'header' | 'detail';
  /** The phase it belongs to, by id: the phase's own, or one that a heading around it names. */
  readonly phase: string | undefined;
  /** From its heading to its last line. */
  readonly at: Place;
}

export type EntryKind =
  | 'task'
  | 'criterion'
  | 'blocker'
  /** What of a blocker is being looked into. */
  | 'focus'
  | 'decision'
  | 'finding'
  | 'insight'
  | 'achievement'
  | 'wisdom'
  | 'next'
  /** A statement in a section of detail. */
  | 'note';

/** One thing that is said: a list item, a row of a table, a quotation. */
export type Entry =
  | OperationTask
  | Criterion
  | Blocker
  | Decision
  | Finding
  | EntryOf<'focus'>
  | EntryOf<'insight'>
  | EntryOf<'achievement'>
  | EntryOf<'wisdom'>
  | EntryOf<'next'>
  | EntryOf<'note'>;

/** What all entries have. */
export interface EntryOf<K extends EntryKind> {
  readonly kind: K;
  /** Kind and words, normalised; two of the same words are told apart by what stands around them, then by order. */
  readonly id: string;
  /** The words in front of the colon, or all of them; without mark and markup. */
  readonly title: string;
  /** What follows the colon; undefined without one. */
  readonly detail: string | undefined;
  readonly mark: Mark | undefined;
  /** Titles of the headings around it, outermost first. */
  readonly within: readonly string[];
  /** Id of the phase it belongs to. */
  readonly phase: string | undefined;
  readonly at: Place;
}

/** One thing to do in a phase. */
export interface OperationTask extends EntryOf<'task'> {
  readonly done: boolean;
}

/** A condition for leaving a phase. */
export interface Criterion extends EntryOf<'criterion'> {
  readonly met: boolean;
  /** The probe bound to it, as its comment says it: "service steady web". */
  readonly probe: string | undefined;
}

/** A named reason the phase cannot go on. */
export interface Blocker extends EntryOf<'blocker'> {
  readonly impact: Said<string> | undefined;
  readonly status: Said<string> | undefined;
  readonly cleared: boolean;
}

/** Something decided; `detail` is the rationale. */
export interface Decision extends EntryOf<'decision'> {
  readonly superseded: boolean;
}

/** Something found out. */
export interface Finding extends EntryOf<'finding'> {
  readonly verdict: 'confirmed' | 'refuted' | 'looked-at';
  /** Whether the file itself says that it was believed and is not any more. */
  readonly superseded: boolean;
}

/** The phase of an id. */
export function phaseOf(operation: Operation, id: string | undefined): Phase | undefined {
  return id === undefined ? undefined : operation.phases.find((phase) => phase.id === id);
}

/** Those of one kind, in the file's order. */
export function entriesOf<K extends EntryKind>(
  operation: Operation,
  kind: K,
): readonly Extract<Entry, { kind: K }>[] {
  return operation.entries.filter((entry): entry is Extract<Entry, { kind: K }> => entry.kind === kind);
}
