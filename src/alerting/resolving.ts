import type { Alert, Resolution } from './alert.ts';
import { tell } from './tell.ts';

/** Over, and said so, however it was silenced. */
export function resolvedBy(alert: Alert, resolution: Resolution): Alert {
  const afterMs = Math.max(0, resolution.at.getTime() - alert.beganAt.getTime());
  const over: Alert = {
    ...alert,
    state: 'resolved',
    resolved: resolution,
    flappingSinceAt: undefined,
    acknowledged: undefined,
    snoozed: undefined,
    nextAt: undefined,
  };
  return tell(over, { kind: 'resolved', resolution, afterMs }, resolution.at);
}
