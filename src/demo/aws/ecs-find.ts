import type { SimulatedCluster, SimulatedService, SimulatedTask } from '../world/ecs-shapes.ts';
import { lastSegment, serviceArn } from '../world/names.ts';
import type { World } from '../world.ts';
import { Refusal } from './refusal.ts';

/** How long ECS remembers a stopped task. */
const STOPPED_TASKS_KEPT_MS = 60 * 60_000;

/** The cluster of a name or ARN, `default` where none is given; refuses what is not there. */
export function clusterNamed(world: World, nameOrArn: string | undefined): SimulatedCluster {
  const cluster = world.clusters.get(lastSegment(nameOrArn ?? 'default'));
  if (!cluster) throw new Refusal('ClusterNotFoundException', 'Cluster not found.');
  return cluster;
}

/** The service of a name or ARN in a cluster, or undefined. */
export function serviceNamed(
  world: World,
  cluster: SimulatedCluster,
  nameOrArn: string,
): SimulatedService | undefined {
  return world.services.get(serviceArn(world, cluster.clusterName, lastSegment(nameOrArn)));
}

/** What DescribeX says about something that is not there. */
export function missing(arn: string): { arn: string; reason: string } {
  return { arn, reason: 'MISSING' };
}

/** The tasks of a cluster that ECS still remembers, in the order they were added. */
export function tasksOf(world: World, cluster: SimulatedCluster, now: Date): SimulatedTask[] {
  return [...world.tasks.values()].filter(
    (task) => task.clusterArn === cluster.clusterArn && isRemembered(task, now),
  );
}

/** Whether a task still runs or stopped less than an hour ago. */
export function isRemembered(task: SimulatedTask, now: Date): boolean {
  return !task.stoppedAt || now.getTime() - task.stoppedAt.getTime() < STOPPED_TASKS_KEPT_MS;
}

/** Refuses an empty batch or one larger than AWS takes. */
export function checkBatch(items: readonly unknown[], max: number, what: string): void {
  if (items.length === 0) throw new Refusal('InvalidParameterException', `${what} cannot be empty.`);
  if (items.length > max)
    throw new Refusal('InvalidParameterException', `${what} cannot have more than ${max} elements.`);
}
