import type { Unknown } from '../deployment/fact.ts';
import type { Revision, ServiceRef } from '../deployment/service.ts';
import type { Difference } from './differences.ts';
import type { Line } from './evidence.ts';
import type { Proof } from './rule.ts';

/** Why a service is unwell, as far as it can be proven. */
export interface Diagnosis {
  readonly ref: ServiceRef;
  /** `likely` and `confirmed` are about the root cause. */
  readonly verdict: 'healthy' | 'confirmed' | 'likely' | 'insufficient-evidence';
  /** Nothing failed so far, and the service is still on its way. */
  readonly settling: boolean;
  /** What is wrong is not of the tasks: ECS calls the service well. */
  readonly wellOtherwise?: boolean | undefined;
  /** The revision that fails. */
  readonly revision: Revision | undefined;
  /** What must be reversed to mend the service: an id of the catalogue of causes; undefined where nothing is wrong or nothing was found. */
  readonly rootCause: string | undefined;
  /** How it broke; equal to the root cause where no change is known to have brought it about. */
  readonly mechanism: Cause | undefined;
  /** The change that is the root cause. */
  readonly drift: Difference | undefined;
  /** Where the verdict is `likely`: what would make it certain, in a clause. */
  readonly settle?: string | undefined;
  /** What is wrong as well. */
  readonly contributing: readonly Cause[];
  /** What may be it instead, or as well, with what would settle it. */
  readonly likely: readonly (Cause & { readonly settle: string })[];
  readonly ruledOut: readonly RuledOut[];
  readonly workedBefore: WorkedBefore | undefined;
  readonly firstFailedAt: Date | undefined;
  /** All that differs from what worked, what bears most on health first; undefined where that was not read. */
  readonly differences: readonly Difference[] | undefined;
  readonly notChecked: readonly NotChecked[];
  /** What the verdict rests on. */
  readonly evidence: readonly Proof[];
  /** Words of AWS that say that something is wrong, and that no rule knows. */
  readonly unmatched: readonly Proof[];
  /** What to do, in words, then commands to be copied. Nothing of it is ever run. */
  readonly next: readonly string[];
  /** What was looked at. */
  readonly looked: readonly string[];
  readonly asOf: Date;
}

/** One thing that is wrong, or may be. */
export interface Cause {
  readonly id: string;
  readonly title: string;
  readonly says: string;
  readonly remedy: string;
  readonly because: readonly Proof[];
}

/** A suspicion with the fact that excludes it. */
export interface RuledOut {
  readonly id: string;
  readonly title: string;
  readonly because: string;
}

/** What could not be read, and what it would take. */
export interface NotChecked {
  readonly what: string;
  readonly unknown: Unknown;
}

/** The last that is known to have worked. */
export interface WorkedBefore {
  readonly revision: Revision;
  /** `now`: it still serves. */
  readonly at: Date | 'now';
  /** The last line in which the health path was answered with success. */
  readonly line: Line | undefined;
}
