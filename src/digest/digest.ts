import type { Alert } from '../alerting/alert.ts';
import type { RolloutCard } from '../alerting/rollout-card.ts';
import type { Gap } from '../deployment/fact.ts';
import type { FailingCheck } from '../deployment/failing-check.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { VerdictWord } from '../deployment/verdict.ts';
import type { Contradiction } from '../operation/contradictions/contradiction.ts';
import type { EntryKind } from '../operation/operation.ts';
import type { Tally } from '../operation/progress.ts';

/** What a channel is told of a period. Words in it come from outside. */
export interface Digest {
  readonly fromAt: Date;
  readonly toAt: Date;
  /** When the one before was posted; undefined for the first. */
  readonly lastAt: Date | undefined;
  readonly verdict: DigestVerdict;
  /** Undefined where the channel works at none. */
  readonly operation: OperationDigest | undefined;
  /** Undefined where the channel watches nothing. */
  readonly services: ServicesDigest | undefined;
  /** Firing first. */
  readonly alerts: readonly Alert[];
  readonly gaps: readonly Gap[];
  /** Nothing is as it was not at the last digest, and nothing came and went. */
  readonly unchanged: boolean;
}

/** How it goes, and why that is said. `unknown`: nothing bad is known, and too little is. */
export interface DigestVerdict {
  readonly kind: 'blocked' | 'at-risk' | 'unknown' | 'on-track';
  /** One clause that stands alone. */
  readonly reason: string;
}

/** The operation's part. */
export interface OperationDigest {
  readonly id: string;
  readonly name: string;
  /** Whether the digest before was about it too; else nothing of it is new and nothing changed. */
  readonly compared: boolean;
  readonly numbers: Numbers;
  readonly blocker: TopBlocker | undefined;
  readonly changes: Changes;
  readonly contradictions: {
    /** Those that the digest before did not have; all of them where it was not about this operation. */
    readonly fresh: readonly Contradiction[];
    /** New ones included. */
    readonly standing: number;
  };
  /** Oldest first. */
  readonly stale: readonly StaleClaim[];
  /** In the order in which it should be done. */
  readonly next: readonly Named[];
}

/** The three numbers, never one. */
export interface Numbers {
  /** In the file's words where they are no number; undefined where nothing is claimed. */
  readonly claimed: { readonly words: string; readonly percent?: number; readonly by?: number } | undefined;
  readonly criteria: Tally & { readonly by?: number };
  /** Undefined while nobody looked. */
  readonly verified: (Tally & { readonly by?: number }) | undefined;
}

/** The first thing that stands in the way. */
export interface TopBlocker {
  readonly title: string;
  /** A person's or group's id, or words; undefined where nobody has it. */
  readonly owner: string | undefined;
  /** When it was raised or first taken in; undefined where nothing tells. */
  readonly sinceAt: Date | undefined;
  /** Whether that is only when the file was taken in: the file does not say how old it is. */
  readonly imported?: boolean;
  /** How many others there are. */
  readonly others: number;
}

/** Since the last digest; all empty at the first. */
export interface Changes {
  readonly done: readonly Named[];
  readonly added: readonly Named[];
  /** Done before, and not any more. */
  readonly regressed: readonly Named[];
  /** How many are not there any more. */
  readonly removed: number;
  readonly phases: readonly PhaseMove[];
  /** Absent where it is not known which criteria were verified at the last digest. */
  readonly proven?: ProofChanges;
}

/** Criteria whose proof came or went. */
export interface ProofChanges {
  readonly gained: readonly Named[];
  readonly lost: readonly LostProof[];
}

/** A criterion that was verified at the last digest and is not now. */
export interface LostProof extends Named {
  /** Of the criterion. */
  readonly id: string;
  readonly isRefuted: boolean;
  readonly reason: string;
  /** Whether it was ticked then and is not now; it is not told again among what regressed. */
  readonly isUnticked: boolean;
}

/** An entry in a list. */
export interface Named {
  readonly kind: EntryKind;
  readonly title: string;
}

/** A phase that is further than it was, or not so far. */
export interface PhaseMove {
  readonly title: string;
  readonly from: string;
  readonly to: string;
}

/** A claim that nothing but an old word backs up. */
export interface StaleClaim extends Named {
  /** `unproven`: ticked, and no probe is bound to it. `untouched`: begun, and not changed since. */
  readonly why: 'unproven' | 'untouched';
  readonly sinceAt: Date;
}

/** The watched services' part. */
export interface ServicesDigest {
  /** Worst first. */
  readonly services: readonly ServiceDigest[];
  readonly incidents: number;
  /** Over all services, added up. */
  readonly unhealthyMs: number;
}

/** One service over the period, and now. */
export interface ServiceDigest {
  readonly ref: ServiceRef;
  /** Of the service, as snapshots name it. */
  readonly key: string;
  readonly word: VerdictWord;
  /** The health check that fails now. */
  readonly failing: FailingCheck | undefined;
  readonly incidents: number;
  /** Within the period; overlapping troubles count once. */
  readonly unhealthyMs: number;
  /** Begun or ended in the period, oldest first. */
  readonly rollouts: readonly RolloutCard[];
}
