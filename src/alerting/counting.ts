import type { Alert } from './alert.ts';
import type { AroundAlert } from './around-alert.ts';
import { badAmong, goodRun, isBadEnough } from './looks.ts';
import { opened } from './opening.ts';

/**
 * What is not told yet, after one more look: told once there are bad looks enough, kept to itself while the
 * channel wants quiet, and forgotten where it was nothing.
 */
export function count(alert: Alert, around: AroundAlert): Alert | undefined {
  const { policy, isQuiet } = around;
  if (badAmong(alert.looks, policy.open.of) === 0) return undefined;
  if (alert.state === 'muted') return muted(alert, around);
  const counted = beganAtFirst(alert, policy.open.of);
  if (!isBadEnough(alert.looks, policy)) return counted;
  const known = called(counted, around);
  if (!isQuiet) return opened(known, policy, around.now);
  // Due at once, so that it is told as soon as the quiet is over.
  return { ...known, state: 'muted', nextAt: around.now };
}

/** The trouble began with the oldest bad look that counts. */
export function beganAtFirst(alert: Alert, of: number): Alert {
  const first = alert.looks.slice(-of).find(({ bad }) => bad);
  return first ? { ...alert, beganAt: first.at } : alert;
}

/** Whom the channel names now is called from now on, until it is over. */
export function called(alert: Alert, { onCall, escalateTo }: AroundAlert): Alert {
  return { ...alert, onCall, escalateTo };
}

function muted(alert: Alert, around: AroundAlert): Alert | undefined {
  if (goodRun(alert.looks).length >= around.policy.close) return undefined;
  if (around.isQuiet || !isBadEnough(alert.looks, around.policy)) return alert;
  return opened(called(alert, around), around.policy, around.now);
}
