import { eventText, isStartError, startFailure } from '../deployment/events.ts';
import { isMoving, type Rollout } from '../deployment/rollout.ts';
import type { Service, ServiceEvent } from '../deployment/service.ts';
import { type Around, type Found, found, foundBad } from './around.ts';

/**
 * Whether ECS says that it cannot place tasks, or cannot start them, while some are missing. It writes equal events
 * once in hours, so that its silence is no recovery: only a start, a steady state or the full count are.
 * @param told whether another kind of this look says why tasks do not stay
 */
export function checkCapacity(around: Around, told: { readonly stops: boolean }): Found {
  const { service, verdict, readAt } = around;
  const count = missingFrom(service, verdict.rollout);
  if (count.running >= count.desired) return found('good', countWords(count), readAt);
  const failure = placementFailure(service, verdict.rollout);
  if (!failure) return found('settling', countWords(count), readAt);
  const said = `${countWords(count)}: ECS says “${eventText(failure.message)}”`;
  if (!isStartError(failure)) return foundBad('cannot place tasks', said, readAt);
  // Tasks that were placed and did not start are those of the rollout, or those that stop again and again.
  return isMoving(verdict.rollout) || told.stops
    ? found('settling', said, readAt)
    : foundBad('cannot start tasks', said, readAt);
}

/** What ECS says of tasks it cannot place or start: in a rollout since that began, else what nothing took back. */
export function placementFailure({ events }: Service, rollout: Rollout): ServiceEvent | undefined {
  const since = isMoving(rollout) && 'since' in rollout ? rollout.since : undefined;
  return startFailure(since ? events.filter(({ createdAt }) => createdAt >= since) : events);
}

/** Tasks that serve make up for missing ones in a rollout, so that there the new deployment alone is counted. */
function missingFrom(
  service: Service,
  rollout: Rollout,
): { readonly running: number; readonly desired: number } {
  const primary = service.deployments.find(({ status }) => status === 'primary');
  const { runningCount, desiredCount } = isMoving(rollout) && primary ? primary : service;
  return { running: runningCount, desired: desiredCount };
}

function countWords({ running, desired }: { readonly running: number; readonly desired: number }): string {
  return `${running} of ${desired} tasks run`;
}
