import type { Who } from '../access/person.ts';

/**
 * What is known of a criterion's truth. Only `verified` and `refuted` are proof; `unverifiable` says what stood in
 * the way; `attested` is a person's word; `unchecked` is nothing yet.
 */
export type Verification = Proof | Unverifiable | Attested | Unchecked;

/** A probe looked, and saw whether it is so. */
export interface Proof extends Judged {
  readonly kind: 'verified' | 'refuted';
}

/** A probe looked and could not see: never a yes, never a no. */
export interface Unverifiable extends Judged {
  readonly kind: 'unverifiable';
  /** The IAM action that is missing, where that is the reason. */
  readonly permission: string | undefined;
  /** All was seen, but a rollout is under way, and its end decides. */
  readonly undecided?: true;
}

/** Somebody says that it is so. */
export interface Attested {
  readonly kind: 'attested';
  readonly by: Who;
  readonly checkedAt: Date;
  readonly reason: string;
  /** Empty, or the links they gave. */
  readonly evidence: readonly Evidence[];
}

/** No probe is bound, or it has not run. */
export interface Unchecked {
  readonly kind: 'unchecked';
  readonly checkedAt: undefined;
  readonly reason: string;
  readonly evidence: readonly [];
}

interface Judged {
  /** Why, in a clause that stands alone: "web serves web:14 while web:15 was asked for". */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
  /** When the oldest of what it rests on and can change was read; of an unverifiable one, when it was tried. */
  readonly checkedAt: Date;
}

/** One raw piece of proof. Values come from outside: untrusted, and not redacted yet. */
export interface Evidence {
  /** The API or the address that said so: `ecs:DescribeServices`, `GET https://example.com/health`. */
  readonly source: string;
  /** The field or thing it is about: "rolloutState of web". */
  readonly subject: string;
  readonly value: string;
  /** When it was read; of a log line, when it was written. */
  readonly at: Date;
}

/** How long each kind of outcome is believed without being checked again. */
export interface Staleness {
  readonly probedMs: number;
  readonly attestedMs: number;
}

/** What a probe saw an hour ago says little of a service that may have been deployed since; a person's word lasts a week. */
const STALENESS: Staleness = { probedMs: 3_600_000, attestedMs: 7 * 86_400_000 };

/** Whether an outcome is too old to be relied on. What was never checked is not old. */
export function isStale(verification: Verification, now: Date, staleness: Staleness = STALENESS): boolean {
  if (verification.kind === 'unchecked') return false;
  const ageMs = now.getTime() - verification.checkedAt.getTime();
  return ageMs > (verification.kind === 'attested' ? staleness.attestedMs : staleness.probedMs);
}

/** A criterion without a probe, or with one that has not run yet. */
export function unchecked(reason: string): Unchecked {
  return { kind: 'unchecked', checkedAt: undefined, reason, evidence: [] };
}
