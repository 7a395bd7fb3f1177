import type { Thread } from '../alerting/thread.ts';
import type { Gap } from '../deployment/fact.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Verdict } from '../deployment/verdict.ts';
import type { Contradiction } from '../operation/contradictions/contradiction.ts';
import type { Operation } from '../operation/operation.ts';
import type { Progress } from '../operation/progress.ts';
import type { Extras } from '../operation/record.ts';
import type { Snapshot } from './snapshot.ts';

/** All that one digest is made from. */
export interface DigestFacts {
  readonly now: Date;
  /** From the last digest, or from one period before, to now. */
  readonly fromAt: Date;
  /** How things stood at the last digest; undefined before the first. */
  readonly before: Snapshot | undefined;
  /** The one that the channel works at. */
  readonly operation: OperationFacts | undefined;
  /** The id of the operation that the channel works at, where its tracker could not be read; absent otherwise. */
  readonly unreadOperation?: string;
  /** What the channel watches, judged. */
  readonly services: readonly SeenService[];
  /** Whether it watches anything, be it that nothing is there. */
  readonly watches: boolean;
  /** What could not be read. */
  readonly gaps: readonly Gap[];
  /** Of the channel: the open ones and those closed since `fromAt`. */
  readonly threads: readonly Thread[];
}

/** An operation as it was read once, for all digests that tell of it. */
export interface OperationFacts {
  readonly id: string;
  readonly name: string;
  readonly operation: Operation;
  /** With the number of verified criteria where probes have run. */
  readonly progress: Progress;
  /** Of every criterion, in the file's order. */
  readonly proofs: readonly CriterionProof[];
  readonly extras: Extras;
  /** Those that nobody has dismissed. */
  readonly contradictions: readonly Contradiction[];
}

/** What is known of the truth of one criterion now. */
export interface CriterionProof {
  /** The criterion's id. */
  readonly criterion: string;
  /** `unproven`: nobody looked, could see, or has looked lately enough. */
  readonly kind: 'verified' | 'refuted' | 'unproven';
  /** Why, in a clause that stands alone. From outside, with secrets made unreadable. */
  readonly reason: string;
}

/** A service as it was seen and judged now. */
export interface SeenService {
  readonly sighting: Sighting;
  readonly verdict: Verdict;
}
