import type { EntryKind } from '../operation.ts';
import type { Subject } from '../wording/subject.ts';
import type { Says } from '../wording/vocabulary.ts';

/** One thing that is said, made ready to be held against others. */
export interface Saying {
  readonly from: EntryKind | 'phase' | 'heading';
  /** `claimed` is said to be so; `pending` lies ahead; `trouble` is in the way or not understood yet. */
  readonly stance: 'claimed' | 'pending' | 'trouble';
  /** By a mark that says so: a ticked box, an emoji. */
  readonly marked: boolean;
  /** Title and detail, plain. */
  readonly words: string;
  readonly title: string;
  readonly line: number;
  /** Its phase's id. */
  readonly phase: string | undefined;
  readonly says: ReadonlySet<Says>;
  /** What its title alone says. */
  readonly titleSays: ReadonlySet<Says>;
  readonly subject: Subject;
  /** What the title is about; of a sentence without one, the same as `subject`. */
  readonly head: Subject;
  /** What the headings around it and its phase are about, for sayings that name nothing themselves. */
  readonly around: ReadonlySet<string>;
  /** How much it claims, for the order of quotes. */
  readonly boldness: number;
}
