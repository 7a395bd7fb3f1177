import type { Unknown } from '../deployment/fact.ts';
import type { Evidence } from './evidence.ts';

/** One thing that was read, with where and when, so that anybody can look it up. */
export interface Proof {
  /** The API, the black box, or the stream of a log line. */
  readonly source: string;
  /** The field: `stoppedReason of task 0f1e2d3c`, `TargetHealth.Description of 10.0.1.5:5000`. */
  readonly what: string;
  /** As it was read, secrets made unreadable where they could be in it. */
  readonly value: string;
  /** When it was so; undefined where nothing tells. */
  readonly at: Date | undefined;
}

/** What a rule makes of the evidence. `explains` counts the failing tasks that the cause accounts for. */
export type Verdict =
  | {
      readonly kind: 'confirmed';
      /** What is wrong here, in one sentence without a full stop. */
      readonly says: string;
      readonly because: readonly Proof[];
      readonly remedy: string;
      readonly explains: number;
    }
  | {
      readonly kind: 'likely';
      readonly says: string;
      readonly because: readonly Proof[];
      readonly remedy: string;
      readonly explains: number;
      /** What would settle it, in a clause. */
      readonly settle: string;
    }
  | { readonly kind: 'ruled-out'; readonly because: string; readonly proof: readonly Proof[] }
  | { readonly kind: 'not-checked'; readonly what: string; readonly unknown: Unknown }
  | { readonly kind: 'nothing' };

/** Looks for one cause. Pure: no I/O, no clock, no configuration. */
export interface Rule {
  /** As in the catalogue of causes; stable, since people and programs refer to it. */
  readonly id: string;
  /** What is wrong where it is the cause, in a clause. */
  readonly title: string;
  /** Where the rule's reading of the evidence comes from. */
  readonly source: string;
  /** True of many causes: it is the answer only where nothing more exact is found. */
  readonly general?: true;
  /** It looks at what a service that ECS calls well does to its clients. */
  readonly ofWell?: true;
  /** Takes tasks away that nothing is wrong with: what is wrong with the others comes first. */
  readonly fromOutside?: true;
  examine(evidence: Evidence): Verdict;
}

export const NOTHING: Verdict = { kind: 'nothing' };

/** The cause is excluded by a fact. */
export function ruledOut(because: string, ...proof: readonly Proof[]): Verdict {
  return { kind: 'ruled-out', because, proof };
}

/** It would have to be looked at something that could not be read. */
export function notChecked(what: string, unknown: Unknown): Verdict {
  return { kind: 'not-checked', what, unknown };
}
