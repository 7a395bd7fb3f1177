import { completedAt } from '../deployment/events.ts';
import { type Fact, mapFact } from '../deployment/fact.ts';
import { rolledOutBy } from '../deployment/rolled-out.ts';
import { isMoving } from '../deployment/rollout.ts';
import type { Task } from '../deployment/service.ts';
import { checkThatStopped, groupStopped, isFault } from '../deployment/stopped-tasks.ts';
import { counted } from '../text.ts';
import { type Around, type Found, foundBad } from './around.ts';

/** How far back stopped tasks count. */
export const STOPS_WITHIN_MS = 15 * 60_000;

/** One stopped task is replaced and forgotten; this many are a trouble. */
export const STOPS_THAT_MATTER = 2;

/**
 * Tasks of what serves that stopped lately because something is wrong with them. Those of a rollout are its own
 * trouble: of one under way, of one that went wrong, and of one that ended well after all.
 * Undefined where the look did not ask for stopped tasks.
 */
export function recentStops(
  { sighting, service, verdict, now }: Around,
  withinMs = STOPS_WITHIN_MS,
): Fact<readonly Task[]> | undefined {
  const isRolledOut = rolledOutBy(service, verdict.rollout);
  const live = new Set([...service.deployments, ...service.taskSets].map(({ id }) => id));
  const serves = (task: Task) =>
    !isRolledOut(task) && (task.startedBy === undefined || live.has(task.startedBy));
  const isAfterRollout = ({ startedBy = '', stoppedAt }: Task) => {
    const doneAt = completedAt(service.events, startedBy);
    return doneAt === undefined || (stoppedAt !== undefined && stoppedAt >= doneAt);
  };
  const isRecent = ({ stoppedAt }: Task) =>
    stoppedAt !== undefined && now.getTime() - stoppedAt.getTime() <= withinMs;
  return (
    sighting.stopped &&
    mapFact(sighting.stopped, (all) =>
      all.filter((task) => isRecent(task) && isFault(task) && serves(task) && isAfterRollout(task)),
    )
  );
}

/**
 * Trouble that is seen only by what ECS stops: where tasks are killed and replaced quickly, no look may ever meet
 * one that fails. Undefined where it is not so, and in a rollout, whose trouble it is then.
 */
export function stoppedForIt(around: Around, by: 'load-balancer' | 'container'): Found | undefined {
  const stops = recentStops(around);
  if (stops?.kind !== 'known' || isMoving(around.verdict.rollout)) return undefined;
  const own = stops.value.filter((task) => checkThatStopped(task)?.by === by);
  return own.length < STOPS_THAT_MATTER
    ? undefined
    : foundBad('unhealthy', `${stopWords(own)}, within 15 min`, stops.readAt);
}

/** "3 tasks stopped: Essential container in task exited: app exit code 1"; of several reasons the two most frequent. */
export function stopWords(tasks: readonly Task[], whose = ''): string {
  const groups = groupStopped(tasks);
  const many = `${counted(tasks.length, 'task')}${whose} stopped`;
  const [first] = groups;
  if (!first || groups.length === 1) return `${many}: ${first?.reason ?? 'ECS gave no reason'}`;
  const shown = groups.slice(0, 2).map(({ count, reason }) => `${count} × ${reason}`);
  const others = groups.length - shown.length;
  return `${many}: ${shown.join('; ')}${others > 0 ? `; and ${counted(others, 'other reason')}` : ''}`;
}
