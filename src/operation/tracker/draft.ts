import type { Duration, EntryKind, Mark, Percent, Place, Said, Section } from '../operation.ts';
import type { Doubt, Untouched } from './tracker.ts';

/** An entry while the file is being read; what follows it may still say more about it. */
export interface EntryDraft {
  readonly kind: EntryKind;
  readonly title: string;
  readonly detail: string | undefined;
  readonly mark: Mark | undefined;
  readonly struck: boolean;
  /** How the heading says that all below it stands. */
  readonly state: 'done' | 'open' | undefined;
  readonly within: readonly string[];
  phase: string | undefined;
  readonly at: Place;
  readonly probe: string | undefined;
  impact: Said<string> | undefined;
  status: Said<string> | undefined;
}

/** A phase while the file is being read. */
export interface PhaseDraft {
  readonly id: string;
  readonly number: number | undefined;
  readonly title: string;
  readonly mark: Mark | undefined;
  readonly at: Place;
  claimed: Said<Percent> | undefined;
  status: Said<string> | undefined;
  duration: Said<Duration> | undefined;
  achievement: Said<string> | undefined;
  focus: Said<string> | undefined;
}

/** A heading whose last line is not known yet. */
export interface SectionDraft {
  readonly title: string;
  readonly level: number;
  readonly kind: Section['kind'];
  phase: string | undefined;
  readonly line: number;
  /** The last line of the heading itself: one that is underlined has two or more. */
  readonly headEnd: number;
  endLine: number;
}

/** The heading that what is being read stands under. */
export interface Scope {
  readonly level: number;
  readonly title: string;
  /** The heading as it is written, but for markup. */
  readonly words: string;
  readonly kind: Section['kind'];
  /** Whether its kind is that of a heading around it. */
  readonly inherited: boolean;
  /** Whether headings below it have its kind where their own words tell none. */
  readonly passesOn: boolean;
  readonly state: 'done' | 'open' | undefined;
  /** Id of the phase all below belongs to; of one that the file may not have. */
  readonly phase: string | undefined;
  /** Whether its heading names the phase, so that a status below it is the phase's. */
  readonly ofPhase: boolean;
  readonly within: readonly string[];
  readonly section: SectionDraft | undefined;
  /** Whether it is words in bold in place of a heading. */
  readonly bold: boolean;
  /** The last blocker below it, to which lines of impact and status belong. */
  blocker: EntryDraft | undefined;
}

/** What has been read so far. */
export interface Reading {
  readonly lines: readonly string[];
  title: string | undefined;
  readonly header: {
    status: Said<string> | undefined;
    startedOn: Said<string> | undefined;
    currentPhase: Said<string> | undefined;
    claimed: Said<Percent> | undefined;
  };
  readonly phases: Map<string, PhaseDraft>;
  readonly sections: SectionDraft[];
  readonly entries: EntryDraft[];
  readonly untouched: Untouched[];
  readonly unsure: Doubt[];
  /** Outermost first; the first is the document's own. */
  scopes: Scope[];
}
