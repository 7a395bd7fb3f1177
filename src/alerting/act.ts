import type { Who } from '../access/person.ts';
import { UserError } from '../errors.ts';
import type { Alert } from './alert.ts';
import { isBadNow } from './looks.ts';
import { firing, unanswered } from './opening.ts';
import { type AlertPolicy, REOPENABLE_MS } from './policy.ts';
import { refusalOf } from './refusal.ts';
import { resolvedBy } from './resolving.ts';
import { tell } from './tell.ts';

/** What somebody wants of an alert. `forMs` undefined: until it is resolved. */
export type AlertClick =
  | {
      readonly kind: 'acknowledge' | 'unacknowledge' | 'wake' | 'resolve' | 'reopen';
      readonly by: Who;
    }
  | { readonly kind: 'snooze'; readonly by: Who; readonly forMs: number | undefined };

/**
 * What a click makes of an alert.
 * @throws UserError where it does not fit the state any more, saying who did what and when
 */
export function act(alert: Alert, click: AlertClick, policy: AlertPolicy, now: Date): Alert {
  if (!fits(alert, click, now)) throw new UserError(refusalOf(alert, click.kind, now));
  const { by } = click;
  switch (click.kind) {
    case 'acknowledge':
      return acknowledged(alert, by, policy, now);
    case 'unacknowledge':
      return tell(unanswered(alert, policy, now), { kind: 'unacknowledged', by }, now);
    case 'snooze':
      return snoozed(alert, click, now);
    case 'wake':
      return tell(unanswered(alert, policy, now), { kind: 'woken', by }, now);
    case 'resolve':
      return resolvedBy(alert, { at: now, by, how: `${by.name} resolved it` });
    case 'reopen':
      return reopened(alert, by, policy, now);
  }
}

function fits({ state, acknowledged, resolved }: Alert, { kind }: AlertClick, now: Date): boolean {
  switch (kind) {
    case 'acknowledge':
      // Whoever was reminded answers by acknowledging once more.
      return state === 'firing' || (state === 'acknowledged' && (acknowledged?.reminders ?? 0) > 0);
    case 'unacknowledge':
      return state === 'acknowledged';
    case 'snooze':
      return state === 'firing' || state === 'acknowledged';
    case 'wake':
      return state === 'snoozed';
    case 'resolve':
      return state === 'firing' || state === 'acknowledged' || state === 'snoozed';
    case 'reopen':
      return state === 'resolved' && now.getTime() - (resolved?.at ?? now).getTime() <= REOPENABLE_MS;
  }
}

function acknowledged(alert: Alert, by: Who, { remindAfterMs }: AlertPolicy, now: Date): Alert {
  const taken: Alert = {
    ...alert,
    state: 'acknowledged',
    acknowledged: { by, at: now, reminders: 0 },
    nextAt: new Date(now.getTime() + remindAfterMs),
  };
  return tell(taken, { kind: 'acknowledged', by }, now);
}

function snoozed(alert: Alert, { by, forMs }: AlertClick & { kind: 'snooze' }, now: Date): Alert {
  const untilAt = forMs === undefined ? undefined : new Date(now.getTime() + forMs);
  const silent: Alert = {
    ...alert,
    state: 'snoozed',
    acknowledged: undefined,
    snoozed: { by, at: now, untilAt },
    nextAt: untilAt,
  };
  return tell(silent, { kind: 'snoozed', by, untilAt }, now);
}

/** Good looks of before do not count against whoever doubts them: it takes as many again to end it. */
function reopened(alert: Alert, by: Who, policy: AlertPolicy, now: Date): Alert {
  const isStillBad = isBadNow(alert.looks);
  const again = firing(alert, policy, now);
  const known = isStillBad ? again : { ...again, beganAt: now, looks: [] };
  return tell(known, { kind: 'reopened', by }, now);
}
