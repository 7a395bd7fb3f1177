import { counted } from '../text.ts';
import type { Alert } from './alert.ts';
import type { AroundAlert } from './around-alert.ts';
import type { Check } from './check.ts';
import { count } from './counting.ts';
import { badAmong, badRun, goodRun, isBadNow, withLook } from './looks.ts';
import { newAlert } from './opening.ts';
import { CALM_MS, FLAPPING, REOPEN_MS, SHOWN_MS } from './policy.ts';
import { resolvedBy } from './resolving.ts';
import { tell } from './tell.ts';
import { watchOn } from './watch-on.ts';

/**
 * What a look makes of an alert: the same object where nothing changed, undefined where there is nothing that
 * people were told of. Where the known one `isPast` and another object comes back, that is a new alert, for a
 * thread of its own.
 */
export function decide(known: Alert | undefined, check: Check, around: AroundAlert): Alert | undefined {
  if (check.outcome !== 'good' && check.outcome !== 'bad') return known;
  const isBad = check.outcome === 'bad';
  const isAnew = !known || isPast(known, around.now);
  if (isAnew && !isBad) return known;
  const before = isAnew ? newAlert(check, around.now) : known;
  if (isSeen(before, check, around.now)) return known;
  const seen = looked(before, check, around);
  switch (before.state) {
    case 'counting':
    case 'muted':
      return count(seen, around);
    case 'resolved':
      return watchOn(seen, around);
    case 'firing':
    case 'acknowledged':
    case 'snoozed':
      return isBad ? goOn(seen, before, around) : calm(seen, around);
  }
}

/** Whether its thread goes on: what was resolved by hand while it is bad is watched until it is good. */
export function isOpen({ state, resolved, looks }: Alert): boolean {
  return state !== 'resolved' || (resolved?.by !== undefined && isBadNow(looks));
}

/** Whether it is over for good: the next trouble of its key is another alert, in a thread of its own. */
export function isPast(alert: Alert, now: Date): boolean {
  if (isOpen(alert) || !alert.resolved) return false;
  const { by, at } = alert.resolved;
  if (by) return true;
  // Bad looks since then that may yet be enough belong to the time in which they began.
  const isCounting = badAmong(alert.looks, alert.looks.length) > 0;
  return !isCounting && now.getTime() - at.getTime() > REOPEN_MS;
}

/**
 * Ends an alert for a reason that no look tells, one clause: "the service was deleted". Undefined where people
 * were not told of it yet.
 */
export function endAlert(alert: Alert, how: string, now: Date): Alert | undefined {
  if (alert.state === 'counting' || alert.state === 'muted') return undefined;
  if (alert.state === 'resolved') return isOpen(alert) ? { ...alert, looks: [] } : alert;
  return { ...resolvedBy(alert, { at: now, by: undefined, how }), looks: [] };
}

/** What was read once is judged once. Where the clock was set back an earlier time may be news all the same. */
function isSeen({ looks }: Alert, { readAt }: Check, now: Date): boolean {
  const before = looks.at(-1);
  if (!before || readAt > before.at) return false;
  return before.at <= now || readAt.getTime() === before.at.getTime();
}

function looked(alert: Alert, check: Check, { policy }: AroundAlert): Alert {
  const isBad = check.outcome === 'bad';
  const most = Math.max(policy.open.of, policy.close);
  const looks = withLook(alert.looks, { at: check.readAt, bad: isBad }, most);
  if (!isBad) return looks === alert.looks ? alert : { ...alert, looks };
  const { word, reason } = check;
  const isSame = looks === alert.looks && word === alert.word && reason === alert.reason;
  const sinceMs = Math.abs(check.readAt.getTime() - alert.lastBadAt.getTime());
  return isSame && sinceMs < SHOWN_MS ? alert : { ...alert, looks, word, reason, lastBadAt: check.readAt };
}

function goOn(alert: Alert, before: Alert, { now }: AroundAlert): Alert {
  const { word, reason } = alert;
  const [first] = badRun(alert.looks);
  const isSteady = alert.flappingSinceAt && first && now.getTime() - first.at.getTime() > FLAPPING.withinMs;
  const known = isSteady ? { ...alert, flappingSinceAt: undefined } : alert;
  // A snooze is a wish not to hear of it until it is over.
  if (word === before.word || alert.state === 'snoozed') return known;
  return tell(known, { kind: 'changed', word, reason }, now);
}

function calm(alert: Alert, { policy, now }: AroundAlert): Alert {
  const run = goodRun(alert.looks);
  const [first] = run;
  if (!first || run.length < policy.close) return alert;
  const isCalm = now.getTime() - first.at.getTime() >= CALM_MS;
  if (alert.flappingSinceAt && !isCalm) return alert;
  const how = alert.flappingSinceAt
    ? `no bad look for ${CALM_MS / 60_000} min`
    : `${counted(policy.close, 'good look')} in a row`;
  return { ...resolvedBy(alert, { at: now, by: undefined, how }), looks: run };
}
