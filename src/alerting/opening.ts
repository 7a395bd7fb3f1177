import type { Alert } from './alert.ts';
import type { Check } from './check.ts';
import { atFoot } from './ladder.ts';
import { type AlertPolicy, FLAPPING } from './policy.ts';
import { tell } from './tell.ts';

const MOST_OPENINGS = 20;

/** Trouble that was not known yet, before the first look. */
export function newAlert({ ref, kind, subject }: Check, now: Date): Alert {
  return {
    topic: 'alert',
    ref,
    kind,
    subject,
    state: 'counting',
    looks: [],
    word: '',
    reason: '',
    beganAt: now,
    lastBadAt: now,
    openings: [],
    flappingSinceAt: undefined,
    onCall: undefined,
    escalateTo: undefined,
    rung: 0,
    nextAt: undefined,
    acknowledged: undefined,
    snoozed: undefined,
    resolved: undefined,
    news: [],
  };
}

/** Told to people for the first time. */
export function opened(alert: Alert, policy: AlertPolicy, now: Date): Alert {
  return tell(firing(alert, policy, now), { kind: 'opened' }, now);
}

/** There again after it was over by itself; too often within a while, and it is said to come and go instead. */
export function openedAgain(alert: Alert, policy: AlertPolicy, now: Date): Alert {
  const again = firing(alert, policy, now);
  const recent = again.openings.filter((at) => now.getTime() - at.getTime() <= FLAPPING.withinMs);
  const [sinceAt = now] = recent;
  if (recent.length < FLAPPING.openings) return tell(again, { kind: 'reopened', by: undefined }, now);
  const flapping = { ...again, flappingSinceAt: sinceAt };
  return tell(flapping, { kind: 'flapping', times: recent.length, sinceAt }, now);
}

/** Open, not acknowledged, and at the foot of the ladder. */
export function firing(alert: Alert, policy: AlertPolicy, now: Date): Alert {
  const openings = [...alert.openings, now].slice(-MOST_OPENINGS);
  return { ...unanswered(alert, policy, now), openings, resolved: undefined };
}

/** Whoever took it or silenced it no longer does: it fires, and the ladder begins anew. */
export function unanswered(alert: Alert, policy: AlertPolicy, now: Date): Alert {
  const open: Alert = { ...alert, state: 'firing', acknowledged: undefined, snoozed: undefined };
  return atFoot(open, policy, now);
}
