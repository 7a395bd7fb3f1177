import type { Alert, Rung } from './alert.ts';
import { ladderOf, onRung } from './ladder.ts';
import { isBadEnough, isBadNow } from './looks.ts';
import { opened, unanswered } from './opening.ts';
import type { AlertPolicy } from './policy.ts';
import { tell } from './tell.ts';

/**
 * What time makes of an alert whose `nextAt` has come, one step at most; the same object where nothing is due.
 * In quiet hours nothing is called, reminded of or woken: what was due comes when they are over.
 */
export function passTime(alert: Alert, policy: AlertPolicy, now: Date, isQuiet: boolean): Alert {
  if (isQuiet || !alert.nextAt || alert.nextAt > now) return alert;
  switch (alert.state) {
    case 'muted':
      return isBadEnough(alert.looks, policy) ? opened(alert, policy, now) : alert;
    case 'firing':
      return climbed(alert, policy, now);
    case 'acknowledged':
      return reminded(alert, policy, now);
    case 'snoozed':
      return isBadNow(alert.looks) ? woken(alert, policy, now) : alert;
    case 'counting':
    case 'resolved':
      return alert;
  }
}

/** Who is called at `nextAt` unless somebody acknowledges before; undefined where nobody is. */
export function nextRungOf(alert: Alert): Rung | undefined {
  return alert.state === 'firing' && alert.nextAt ? ladderOf(alert)[alert.rung] : undefined;
}

function climbed(alert: Alert, policy: AlertPolicy, now: Date): Alert {
  const to = nextRungOf(alert);
  const higher = onRung(alert, alert.rung + 1, policy, now);
  return to ? tell(higher, { kind: 'escalated', to }, now) : { ...alert, nextAt: undefined };
}

/** Reminds once; after the same time without an answer it counts as not acknowledged. */
function reminded(alert: Alert, policy: AlertPolicy, now: Date): Alert {
  const { acknowledged } = alert;
  if (!acknowledged || acknowledged.reminders > 0)
    return tell(unanswered(alert, policy, now), { kind: 'unacknowledged', by: undefined }, now);
  const waiting: Alert = {
    ...alert,
    acknowledged: { ...acknowledged, reminders: 1 },
    nextAt: new Date(now.getTime() + policy.remindAfterMs),
  };
  return tell(waiting, { kind: 'reminder', by: acknowledged.by }, now);
}

function woken(alert: Alert, policy: AlertPolicy, now: Date): Alert {
  return tell(unanswered(alert, policy, now), { kind: 'woken', by: undefined }, now);
}
