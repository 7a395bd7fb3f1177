/** A criterion of an operation that was ticked, or seen to be met, and is not: what is announced, and later mended. */
export interface RefutedCriterion {
  readonly topic: 'criterion';
  /** `dropped`: nobody looks any more, since its probe or the criterion itself was taken away. */
  readonly state: 'refuted' | 'mended' | 'dropped';
  readonly operation: { readonly id: string; readonly name: string };
  /** Its number among the criteria, its words, and the line of the tracker they stand on, as it was announced. */
  readonly number: number;
  readonly title: string;
  readonly line: number;
  readonly probe: string;
  /** What its probe saw, in a clause, secrets made unreadable. */
  readonly reason: string;
  /** Where that was read. */
  readonly sources: readonly string[];
  /** When it was verified last; undefined where it never was, and only ticked. */
  readonly verifiedAt: Date | undefined;
  /** When it was first seen to be refuted. */
  readonly sinceAt: Date;
  /** Whether its tick was taken away. */
  readonly reopened: boolean;
  /** What changed about the services before it, newest first. */
  readonly changes: readonly ChangeBefore[];
  readonly endedAt: Date | undefined;
}

/** A change that something followed on; whether it is the cause nobody says. */
export interface ChangeBefore {
  readonly words: string;
  /** The API that said so. */
  readonly source: string;
  readonly at: Date | undefined;
}
