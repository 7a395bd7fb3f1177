import { createHash } from 'node:crypto';
import type { ServiceRef } from './service.ts';

/** A key fits whatever carries it: what Slack's options hold is the shortest (`views/limits.ts`; a test keeps them together). */
export const LONGEST_KEY = 75;

/** How people read and type a service: `cluster/name`, and `env:cluster/name` outside the default environment. */
export function serviceLabel(ref: ServiceRef, defaultEnv: string): string {
  return ref.env === defaultEnv ? `${ref.cluster}/${ref.name}` : `${ref.env}:${ref.cluster}/${ref.name}`;
}

/** What buttons and selects carry for a service. Names too long for Slack end in a digest instead of their tail. */
export function serviceKey(ref: ServiceRef): string {
  const key = `${ref.env}:${ref.cluster}/${ref.name}`;
  if (key.length <= LONGEST_KEY) return key;
  const digest = createHash('sha256').update(key).digest('hex').slice(0, 16);
  return `${key.slice(0, LONGEST_KEY - 17)}#${digest}`;
}

/** The service a key was made for, among those that exist now. */
export function serviceOfKey(key: string, refs: readonly ServiceRef[]): ServiceRef | undefined {
  return refs.find((ref) => serviceKey(ref) === key);
}

export function sameService(one: ServiceRef, other: ServiceRef): boolean {
  return one.env === other.env && one.cluster === other.cluster && one.name === other.name;
}
