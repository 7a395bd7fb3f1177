import { isStartError, startFailure } from '../deployment/events.ts';
import { isMoving } from '../deployment/rollout.ts';
import type { Task } from '../deployment/service.ts';
import { checkThatStopped } from '../deployment/stopped-tasks.ts';
import { type Around, type Found, found, foundBad, notRead } from './around.ts';
import { recentStops, STOPS_THAT_MATTER, STOPS_WITHIN_MS, stopWords } from './recent-stops.ts';

/** As long as ECS remembers a stopped task. */
const REMEMBERED_MS = 60 * 60_000;

/**
 * Whether tasks stop again and again outside of a rollout. While ECS holds back its next attempt, which it does for
 * almost half an hour, fewer stops than before are no recovery; nor is a single one left of several.
 */
export function checkStops(around: Around): Found {
  const { sighting, verdict, readAt, now } = around;
  const { stopped } = sighting;
  if (stopped === undefined) return found('not-looked', 'stopped tasks were not asked for', readAt);
  if (stopped.kind === 'unknown') return notRead('stopped tasks', stopped, now);
  if (isMoving(verdict.rollout)) return found('settling', 'tasks come and go in a rollout', stopped.readAt);
  const isHeldBack = isBackingOff(around);
  const stops = recentStops(around, isHeldBack ? REMEMBERED_MS : STOPS_WITHIN_MS);
  const own = stops?.kind === 'known' ? stops.value.filter((task) => !isToldElsewhere(task, around)) : [];
  if (own.length >= STOPS_THAT_MATTER) {
    const within = isHeldBack ? 'ECS waits longer before each new attempt' : 'within 15 min';
    return foundBad('stopping', `${stopWords(own)}, ${within}`, stopped.readAt);
  }
  if (own.length > 0) return found('settling', `${stopWords(own)}, within 15 min`, stopped.readAt);
  return isHeldBack
    ? found('settling', 'ECS waits before the next attempt to start a task', stopped.readAt)
    : found('good', 'no task stopped by itself within 15 min', stopped.readAt);
}

/** Whether ECS says that it cannot keep tasks running and has not taken that back, while some are missing. */
function isBackingOff({ service }: Around): boolean {
  if (service.runningCount >= service.desiredCount) return false;
  const failure = startFailure(service.events);
  return failure !== undefined && isStartError(failure);
}

/** What ECS stops for a failing check is the trouble of that check, wherever its results can be read. */
function isToldElsewhere(task: Task, { sighting }: Around): boolean {
  const check = checkThatStopped(task)?.by;
  if (check === 'container') return sighting.tasks.kind === 'known';
  return check === 'load-balancer' && sighting.targetGroups.some(({ targets }) => targets.kind === 'known');
}
