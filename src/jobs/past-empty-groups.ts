import type { Alert } from '../alerting/alert.ts';
import { ladderOf } from '../alerting/ladder.ts';
import { passTime } from '../alerting/pass-time.ts';
import type { Deps } from '../deps.ts';

/**
 * The alert after it called somebody: a group that nobody is in is called in vain, so that the next rung is called at
 * once, and the one after that.
 */
export async function pastEmptyGroups(
  deps: Pick<Deps, 'directory' | 'policy'>,
  alert: Alert,
  now: Date,
): Promise<Alert> {
  const called = alert.state === 'firing' ? ladderOf(alert)[alert.rung - 1] : undefined;
  if (called?.kind !== 'group' || !alert.nextAt) return alert;
  if ((await deps.directory.membersOf(called.id)) !== 0) return alert;
  return pastEmptyGroups(deps, passTime({ ...alert, nextAt: now }, deps.policy, now, false), now);
}
