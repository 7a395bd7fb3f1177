import type { Fact } from './fact.ts';
import type { Target, Task } from './service.ts';
import type { Sighting, TargetGroupSighting } from './sighting.ts';
import { taskOfTarget } from './task-of-target.ts';

/** Whether something demonstrably takes traffic. */
export type Serves = 'yes' | 'no' | 'not-known';

/**
 * Whether a target group takes production traffic, as far as can be told without asking the listeners. A group of
 * a task set goes by the task set. Of a blue/green pair the one with healthy targets does; while both have some,
 * the one whose tasks are older, since a new revision comes up beside the one that serves.
 */
export function takesProduction(seen: TargetGroupSighting, sighting: Sighting): boolean {
  const { role, partnerArn } = seen.group;
  if (role === 'replacement') return false;
  const partner = sighting.targetGroups.find(({ group }) => group.arn === partnerArn);
  return partner === undefined || !standsBy(seen, partner, sighting.tasks);
}

/**
 * Whether something demonstrably serves: a known healthy target in every group that takes production traffic, or
 * where there is none, a running task that no check calls unhealthy.
 */
export function servesNow(sighting: Sighting): Serves {
  const { service, tasks, targetGroups } = sighting;
  if (service.kind === 'unknown') return 'not-known';
  if (service.value.runningCount === 0) return 'no';
  if (targetGroups.length === 0) return tasksServe(tasks);
  const inUse = targetGroups.filter((seen) => takesProduction(seen, sighting));
  const answers = inUse.map(({ targets }) => groupServes(targets));
  return (['no', 'not-known'] as const).find((each) => answers.includes(each)) ?? 'yes';
}

/**
 * Running tasks that take no production traffic: those of a new revision that comes up beside the one that serves.
 * None where every group takes some, or where no task can be told to be behind one that does.
 */
export function tasksBeside(sighting: Sighting): readonly Task[] {
  const { tasks, targetGroups } = sighting;
  if (tasks.kind === 'unknown') return [];
  const inUse = targetGroups.filter((seen) => takesProduction(seen, sighting));
  if (inUse.length === targetGroups.length) return [];
  const serving = new Set(
    inUse
      .flatMap(({ targets }) => (targets.kind === 'known' ? targets.value : []))
      .flatMap((target) => taskOfTarget(target, tasks.value) ?? []),
  );
  return serving.size === 0
    ? []
    : tasks.value.filter((task) => task.lastStatus === 'running' && !serving.has(task));
}

function tasksServe(tasks: Fact<readonly Task[]>): Serves {
  if (tasks.kind === 'unknown') return 'not-known';
  const well = tasks.value.some((task) => task.lastStatus === 'running' && task.health !== 'unhealthy');
  return well ? 'yes' : 'no';
}

function groupServes(targets: Fact<readonly Target[]>): Serves {
  if (targets.kind === 'unknown') return 'not-known';
  return targets.value.some(isHealthy) ? 'yes' : 'no';
}

/** A group whose targets could not be read, or whose partner's could not, is in use until shown otherwise. */
function standsBy(
  seen: TargetGroupSighting,
  partner: TargetGroupSighting,
  tasks: Fact<readonly Task[]>,
): boolean {
  if (seen.targets.kind === 'unknown' || partner.targets.kind === 'unknown') return false;
  const own = seen.targets.value;
  const others = partner.targets.value;
  if (!others.some(isHealthy)) return own.length === 0 && others.length > 0;
  if (!own.some(isHealthy)) return true;
  const [since, otherSince] = [own, others].map((targets) => startOf(targets, tasks));
  if (since === undefined || otherSince === undefined || since === otherSince)
    return seen.group.role === 'alternate';
  return since > otherSince;
}

/** When the oldest of the tasks behind targets started, in milliseconds. */
function startOf(targets: readonly Target[], tasks: Fact<readonly Task[]>): number | undefined {
  if (tasks.kind === 'unknown') return undefined;
  const starts = targets.flatMap((target) => taskOfTarget(target, tasks.value)?.startedAt?.getTime() ?? []);
  return starts.length > 0 ? Math.min(...starts) : undefined;
}

function isHealthy({ state }: Target): boolean {
  return state === 'healthy';
}
