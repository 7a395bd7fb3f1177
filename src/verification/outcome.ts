import { type Known, type Unknown, unknownReason } from '../deployment/fact.ts';
import type { Evidence, Proof, Unverifiable } from './verification.ts';

/** What a judge says of one condition, before it is known on how old a look it rests. */
export interface Opinion {
  readonly kind: 'verified' | 'refuted';
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

/** The opinion as an outcome, as old as the oldest of the facts it rests on. */
export function proof(opinion: Opinion, facts: readonly Pick<Known<unknown>, 'readAt'>[], now: Date): Proof {
  const oldest = Math.min(now.getTime(), ...facts.map(({ readAt }) => readAt.getTime()));
  return { ...opinion, checkedAt: new Date(oldest) };
}

/** What could not be seen, in words, with the permission that would have helped. */
export function unverifiable(
  reason: string,
  now: Date,
  about: { readonly permission?: string | undefined; readonly evidence?: readonly Evidence[] } = {},
): Unverifiable {
  const { permission, evidence = [] } = about;
  return { kind: 'unverifiable', reason, permission, evidence, checkedAt: now };
}

/** What cannot be told before a rollout has come to its end. */
export function undecided(reason: string, now: Date, evidence: readonly Evidence[]): Unverifiable {
  return { ...unverifiable(reason, now, { evidence }), undecided: true };
}

/** A hole in what was read: "tasks of web unknown – needs ecs:ListTasks". */
export function unseen(
  subject: string,
  unknown: Unknown,
  now: Date,
  evidence: readonly Evidence[] = [],
): Unverifiable {
  return unverifiable(unknownReason(subject, unknown), now, { permission: unknown.permission, evidence });
}

/** A value of a fact as proof. */
export function evidenceOf(fact: Known<unknown>, subject: string, value: string): Evidence {
  return { source: fact.source, subject, value, at: fact.readAt };
}
