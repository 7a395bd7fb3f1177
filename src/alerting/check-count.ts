import { lastStart, shortSince } from '../deployment/events.ts';
import { assessCounts } from '../deployment/task-counts.ts';
import { type Around, type Found, found, foundBad, inSteps } from './around.ts';
import { placementFailure } from './check-capacity.ts';

/** ECS starts a large scale-out in parts; one that it has written nothing of for so long stands still. */
const NEXT_PART_MS = 2 * 60_000;

/** A scale-out that takes longer is a shortage. */
const SCALING_MS = 15 * 60_000;

/**
 * Whether fewer tasks run than are wanted and no other kind says why.
 * @param told whether another kind does at this look
 */
export function checkCount(around: Around, told: boolean): Found {
  const { service, sighting, verdict, readAt, now } = around;
  const { runningCount: running, desiredCount: desired } = service;
  const [short] = assessCounts(service, sighting.tasks, { rollout: verdict.rollout, now });
  if (!short) return found('good', `${running} of ${desired} tasks run`, readAt);
  const reason = inSteps(short.reason);
  const isExplained = told || (running > 0 && placementFailure(service, verdict.rollout) !== undefined);
  return short.kind === 'unhealthy' && !isExplained && !isScalingOut(around)
    ? foundBad('too few tasks', reason, readAt)
    : found('settling', reason, readAt);
}

/** Whether ECS is still starting more of the tasks that it began to start a short while ago. */
function isScalingOut({ service: { events, runningCount }, now }: Around): boolean {
  const isWithin = (at: Date | undefined, ms: number) =>
    at !== undefined && now.getTime() - at.getTime() < ms;
  return (
    runningCount > 0 && isWithin(lastStart(events), NEXT_PART_MS) && isWithin(shortSince(events), SCALING_MS)
  );
}
