import { byState, isShown } from '../alerting/open-alerts.ts';
import { type AlertThread, isAlertThread, type Thread } from '../alerting/thread.ts';

/** Of a channel's threads those of alerts that people see as open: firing first, the oldest first in each state. */
export function openAlertThreads(threads: readonly Thread[]): readonly AlertThread[] {
  return threads
    .filter(isAlertThread)
    .filter(({ open, about }) => open && isShown(about))
    .sort((one, other) => byState(one.about, other.about));
}
