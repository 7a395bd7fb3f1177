import type { Alert } from './alert.ts';

/** The states in which people see an alert as open, the most urgent first. */
const SHOWN: readonly Alert['state'][] = ['firing', 'acknowledged', 'snoozed'];

/** Whether people see it as open: not one that is only counted, held back, or resolved by hand. */
export function isShown({ state }: Alert): boolean {
  return SHOWN.includes(state);
}

/** Firing before acknowledged before snoozed before held back; in each the oldest first. */
export function byState(one: Alert, other: Alert): number {
  return rankOf(one) - rankOf(other) || one.beganAt.getTime() - other.beganAt.getTime();
}

function rankOf({ state }: Alert): number {
  const rank = SHOWN.indexOf(state);
  return rank === -1 ? SHOWN.length : rank;
}
