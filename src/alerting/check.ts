import type { ServiceRef } from '../deployment/service.ts';

/**
 * What can be wrong with a service, each a thread of its own. What the tasks of a rollout that is under way do
 * belongs to `rollout`, and to nothing else.
 */
export const ALERT_KINDS = [
  /** Tasks that serve fail their container health check. */
  'container-health',
  /** Targets that serve fail the load balancer's check. */
  'targets',
  /** A rollout is stalled or failed, was rolled back, or its tasks fail while nothing ends it. */
  'rollout',
  /** Tasks stop again and again although nothing is being rolled out. */
  'tasks-stopping',
  /** ECS says that it cannot place or start tasks. */
  'capacity',
  /** Fewer tasks run than are wanted, and none of the above says why. */
  'count',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** One look at one kind of trouble of one service. */
export interface Check {
  readonly ref: ServiceRef;
  readonly kind: AlertKind;
  /** Tells two troubles of one kind apart: the revision that a rollout asks for, written `web:15`; else empty. */
  readonly subject: string;
  /**
   * `settling`: expected churn. `unknown`: it could not be read. `not-looked`: nothing new was read since the last
   * check. These three neither open an alert nor close one.
   */
  readonly outcome: 'good' | 'bad' | 'settling' | 'unknown' | 'not-looked';
  /** The state in a word, for the headline: "unhealthy", "stalled", "failed", "rolled back"; empty unless bad. */
  readonly word: string;
  /** One clause with the facts in AWS's words: "2 of 3 targets of web-tg unhealthy: Health checks failed with these codes: [404]". */
  readonly reason: string;
  /** When the fact that it rests on was read. */
  readonly readAt: Date;
}
