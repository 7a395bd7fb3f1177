import type { Clock } from '../clock.ts';
import { createNetwork } from './world/add-network.ts';
import type { SimulatedAlarm } from './world/alarm-shapes.ts';
import type {
  SimulatedCluster,
  SimulatedService,
  SimulatedServiceDeployment,
  SimulatedServiceRevision,
  SimulatedTask,
  SimulatedTaskDefinition,
} from './world/ecs-shapes.ts';
import type { SimulatedLoadBalancer, SimulatedTargetGroup } from './world/elb-shapes.ts';
import type { SimulatedLogGroup } from './world/log-shapes.ts';
import { clusterArn } from './world/names.ts';
import type { SimulatedImage, SimulatedNetwork } from './world/network-shapes.ts';

/**
 * The simulated estate of one account and region: plain data, changed in place by stories and tests and
 * answered by the simulated AWS as it stands at that moment. Everything is keyed by ARN unless said
 * otherwise. Fields carry AWS's own names so that what is set here is what the wire shows.
 */
export interface World {
  /** Twelve digits. */
  readonly account: string;
  readonly region: string;
  /** Decides what is past: stopped tasks are forgotten an hour after they stopped. */
  readonly clock: Clock;
  /** By name. */
  readonly clusters: Map<string, SimulatedCluster>;
  readonly services: Map<string, SimulatedService>;
  readonly tasks: Map<string, SimulatedTask>;
  readonly taskDefinitions: Map<string, SimulatedTaskDefinition>;
  readonly serviceDeployments: Map<string, SimulatedServiceDeployment>;
  readonly serviceRevisions: Map<string, SimulatedServiceRevision>;
  readonly targetGroups: Map<string, SimulatedTargetGroup>;
  readonly loadBalancers: Map<string, SimulatedLoadBalancer>;
  /** By name. */
  readonly logGroups: Map<string, SimulatedLogGroup>;
  /** By name. */
  readonly alarms: Map<string, SimulatedAlarm>;
  /** CloudWatch’s numbers, oldest first, by name and what they are of: `CPUUtilization prod/web`. */
  readonly measures: Map<string, { readonly at: Date; readonly value: number }[]>;
  readonly network: SimulatedNetwork;
  /** Images by repository. One that is not in it has every image; `null`: there is no such repository. */
  readonly repositories: Map<string, SimulatedImage[] | null>;
}

/** An empty world, or one with empty clusters of the given names. */
export function createWorld(plan: {
  readonly clock: Clock;
  readonly account?: string;
  readonly region?: string;
  readonly clusters?: readonly string[];
}): World {
  const account = plan.account ?? '123456789012';
  const region = plan.region ?? 'eu-central-1';
  const world: World = {
    account,
    region,
    clock: plan.clock,
    clusters: new Map(),
    services: new Map(),
    tasks: new Map(),
    taskDefinitions: new Map(),
    serviceDeployments: new Map(),
    serviceRevisions: new Map(),
    targetGroups: new Map(),
    loadBalancers: new Map(),
    logGroups: new Map(),
    alarms: new Map(),
    measures: new Map(),
    network: createNetwork({ account, region }),
    repositories: new Map(),
  };
  for (const name of plan.clusters ?? []) addCluster(world, name);
  return world;
}

/** Adds an empty cluster, or returns the one that is there. */
export function addCluster(world: World, name: string): SimulatedCluster {
  const known = world.clusters.get(name);
  if (known) return known;
  const cluster: SimulatedCluster = {
    clusterArn: clusterArn(world, name),
    clusterName: name,
    status: 'ACTIVE',
  };
  world.clusters.set(name, cluster);
  return cluster;
}
