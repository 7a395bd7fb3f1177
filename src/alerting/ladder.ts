import type { Alert, Rung } from './alert.ts';
import type { AlertPolicy } from './policy.ts';

/**
 * Who is called, one after the other: who is on call, then whom comes after, then the channel; those not named
 * are left out. Where nobody is named nobody asked to be called, and the channel is not either.
 */
export function ladderOf({ onCall, escalateTo }: Pick<Alert, 'onCall' | 'escalateTo'>): readonly Rung[] {
  const ids = [...new Set([onCall, escalateTo])].filter((id) => id !== undefined);
  return ids.length === 0 ? [] : [...ids.map(rungOf), { kind: 'channel' }];
}

/** Begins at the foot of the ladder: who is on call is called by the message that says so. */
export function atFoot(alert: Alert, policy: AlertPolicy, now: Date): Alert {
  return onRung(alert, alert.onCall === undefined ? 0 : 1, policy, now);
}

/** Stands on a rung; the next one comes after a while, if there is one. */
export function onRung(alert: Alert, rung: number, { escalateAfterMs }: AlertPolicy, now: Date): Alert {
  const isTop = rung >= ladderOf(alert).length;
  return { ...alert, rung, nextAt: isTop ? undefined : new Date(now.getTime() + escalateAfterMs) };
}

/** Ids of user groups begin with an S, those of users with a U or a W. */
function rungOf(id: string): Rung {
  return { kind: id.startsWith('S') ? 'group' : 'person', id };
}
