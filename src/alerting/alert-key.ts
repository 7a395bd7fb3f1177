import type { ServiceRef } from '../deployment/service.ts';
import type { Check } from './check.ts';

/** What tells the threads of a channel apart: the same trouble has the same key, and never two open threads. */
export function alertKey({ ref, kind, subject }: Pick<Check, 'ref' | 'kind' | 'subject'>): string {
  return `alert:${serviceIn(ref)}:${kind}:${subject}`;
}

/** Of the card that follows one deployment. */
export function rolloutKey(ref: ServiceRef, deploymentId: string): string {
  return `rollout:${serviceIn(ref)}:${deploymentId}`;
}

/** Of the notice that an environment cannot be read. */
export function blindnessKey(env: string): string {
  return `blind:${env}`;
}

/** Of the announcement that a criterion is not met after all. @param criterion a digest of its id */
export function criterionKey(operation: string, criterion: string): string {
  return `criterion:${operation}:${criterion}`;
}

/** Names on AWS hold neither a colon nor a slash, so no two services share this. */
function serviceIn({ env, cluster, name }: ServiceRef): string {
  return `${env}:${cluster}/${name}`;
}
