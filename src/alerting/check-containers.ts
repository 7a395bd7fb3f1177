import { assessContainers, containerTally } from '../deployment/container-health.ts';
import { rolledOutBy } from '../deployment/rolled-out.ts';
import { isMoving } from '../deployment/rollout.ts';
import type { Task } from '../deployment/service.ts';
import { tasksBeside } from '../deployment/serving.ts';
import { counted } from '../text.ts';
import {
  type Around,
  type Found,
  found,
  foundBad,
  isFillingUp,
  isRolloutTold,
  notRead,
  runningTasks,
} from './around.ts';
import { stoppedForIt } from './recent-stops.ts';

/** A check that nothing is known of may still be waiting for its first result; ten minutes are beyond most start periods. */
const UNDECIDED_MS = 10 * 60_000;

/** Whether the tasks that serve pass their container health check. */
export function checkContainers(around: Around): Found {
  const result = judged(around);
  return result.outcome === 'bad' || result.outcome === 'good'
    ? result
    : (stoppedForIt(around, 'container') ?? result);
}

function judged(around: Around): Found {
  const { sighting, service, verdict, now } = around;
  if (sighting.tasks.kind === 'unknown') return notRead('container health', sighting.tasks, now);
  const { value, readAt } = sighting.tasks;
  if (service.desiredCount === 0) return found('settling', 'on its way to zero tasks', readAt);
  const serving = servingTasks(value, around);
  const unhealthy = serving.filter(({ health }) => health === 'unhealthy');
  if (unhealthy.length > 0) return foundBad('unhealthy', unhealthyWords(unhealthy, serving.length), readAt);
  const others = runningTasks(value).length - serving.length;
  const judgements = assessContainers(
    containerTally({ ...sighting, tasks: { ...sighting.tasks, value: serving } }),
    { ...service, runningCount: service.runningCount - others },
    { moving: isMoving(verdict.rollout), beside: [] },
  );
  const open = judgements.find(({ kind }) => kind === 'unknown') ?? judgements[0];
  if (open) return found(open.kind === 'unknown' ? 'unknown' : 'settling', open.reason, readAt);
  return goodOrNotYet(serving, around, readAt);
}

/** Tasks that came in the place of failing ones, and have no result yet, are no recovery. */
function goodOrNotYet(serving: readonly Task[], around: Around, readAt: Date): Found {
  const { service, sighting, now } = around;
  const isYoung = ({ startedAt }: Task) =>
    startedAt === undefined || now.getTime() - startedAt.getTime() < UNDECIDED_MS;
  const tally = containerTally(sighting);
  const unclear = tally.kind === 'known' && tally.value.unclear > 0 && serving.some(isYoung);
  const isShort = serving.length < service.desiredCount && (serving.length === 0 || isFillingUp(around));
  if (unclear || isShort)
    return found('settling', `${counted(serving.length, 'task')} of ${service.desiredCount} run`, readAt);
  const passing = serving.filter(({ health }) => health === 'healthy').length;
  return passing > 0
    ? found('good', `${passing} of ${serving.length} tasks healthy`, readAt)
    : found('good', 'no container health check gives a result', readAt);
}

/** Without those that take no production traffic, and without those whose trouble is the rollout's. */
function servingTasks(tasks: readonly Task[], around: Around): readonly Task[] {
  const { sighting, service, verdict } = around;
  const isRolledOut = isRolloutTold(around) ? rolledOutBy(service, verdict.rollout) : () => false;
  const beside = isMoving(verdict.rollout) || service.taskSets.length > 1 ? tasksBeside(sighting) : [];
  return runningTasks(tasks).filter((task) => !beside.includes(task) && !isRolledOut(task));
}

/** "1 of 3 tasks unhealthy: container app fails its health check". */
function unhealthyWords(tasks: readonly Task[], of: number): string {
  const failing = tasks.flatMap(({ containers }) =>
    containers.filter(({ health }) => health === 'unhealthy').map(({ name }) => name),
  );
  const names = [...new Set(failing)].sort();
  const who =
    names.length > 1 ? `containers ${names.join(', ')} fail their` : `container ${names[0]} fails its`;
  const why = names.length > 0 ? `${who} health check` : 'ECS does not say which container fails';
  return `${tasks.length} of ${counted(of, 'task')} unhealthy: ${why}`;
}
