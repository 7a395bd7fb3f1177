import type { Fact } from '../deployment/fact.ts';
import type { ServiceRef, Task } from '../deployment/service.ts';
import { BATCH } from './ecs.ts';
import type { Want } from './memory.ts';
import type { ClusterSize, Reads } from './reads.ts';

/** A guess, for clusters whose tasks were never counted. */
const TASKS_PER_SERVICE = 2;

/** The tasks of one service. */
export type TasksOf = (ref: ServiceRef) => Promise<Fact<readonly Task[]>>;

/** Tasks by service: of the whole cluster at once, or one by one where that takes fewer calls. */
export function beginTasks(
  reads: Reads,
  cluster: string,
  { asked, ...want }: Want & { readonly asked: number },
): TasksOf {
  const alone = (ref: ServiceRef) => reads.serviceTasks(ref, 'RUNNING', want);
  if (oneByOne(reads.clusterSize(cluster, want.maxAgeMs), asked)) return alone;
  return byService(reads.clusterTasks(cluster, want), alone);
}

/**
 * The tasks of single services out of those of their cluster.
 * @param alone asks for one service where the cluster's tasks do not say whose they are, as those of some stand-ins
 */
export function byService(ofCluster: Promise<Fact<readonly Task[]>>, alone: TasksOf): TasksOf {
  const whole = ofCluster.then((fact) => ({
    fact,
    groups: fact.kind === 'known' ? grouped(fact.value) : undefined,
  }));
  return async (ref) => {
    const { fact, groups } = await whole;
    if (fact.kind === 'unknown') return fact;
    return groups ? { ...fact, value: groups.get(`service:${ref.name}`) ?? [] } : alone(ref);
  };
}

/** Each service takes two calls, one to list and one to describe; a cluster takes two for every hundred tasks. */
function oneByOne({ services = 0, tasks, tasksAreFresh }: ClusterSize, asked: number): boolean {
  if (tasksAreFresh) return false;
  const guess = tasks ?? services * TASKS_PER_SERVICE;
  return asked === 1 || asked < Math.ceil(guess / BATCH.tasks);
}

/** Undefined where a task does not say which group it belongs to. */
function grouped(tasks: readonly Task[]): ReadonlyMap<string, readonly Task[]> | undefined {
  const groups = new Map<string, Task[]>();
  for (const task of tasks) {
    if (task.group === undefined) return undefined;
    const group = groups.get(task.group);
    if (group) group.push(task);
    else groups.set(task.group, [task]);
  }
  return groups;
}
