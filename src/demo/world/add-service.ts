import { addCluster, type World } from '../world.ts';
import { addHistory } from './add-history.ts';
import { privateSubnetId, taskGroupId } from './add-network.ts';
import { addTargetGroup, registerTarget } from './add-target-group.ts';
import { addTask, streamNameOf } from './add-task.ts';
import { addTaskDefinition, type TaskDefinitionPlan } from './add-task-definition.ts';
import type {
  NetworkConfiguration,
  SimulatedService,
  SimulatedTask,
  SimulatedTaskDefinition,
} from './ecs-shapes.ts';
import type { SimulatedTargetGroup } from './elb-shapes.ts';
import { clusterArn, digitId, hexId, serviceArn, zoneOf } from './names.ts';

/** What a service is to be; everything but its name has a sensible default: two healthy Fargate tasks behind one target group. */
export interface ServicePlan extends Omit<TaskDefinitionPlan, 'family' | 'revision'> {
  readonly cluster?: string;
  readonly name: string;
  readonly revision?: number;
  readonly desired?: number;
  /** Tasks that run; as many as desired unless given. */
  readonly running?: number;
  /** Names of its target groups; empty: behind no load balancer. */
  readonly targetGroups?: readonly string[];
  readonly checkPath?: string;
  readonly scheduling?: 'REPLICA' | 'DAEMON';
  readonly controller?: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL';
  readonly strategy?: 'ROLLING' | 'BLUE_GREEN';
  readonly circuitBreaker?: boolean;
  readonly gracePeriodSeconds?: number;
  /** Value by key. */
  readonly tags?: Readonly<Record<string, string>>;
  readonly createdAt?: Date;
  /** When the present deployment began; its tasks started right after. */
  readonly deployedAt?: Date;
}

/** What was added, to be changed by whoever asked for it. */
export interface AddedService {
  readonly service: SimulatedService;
  readonly definition: SimulatedTaskDefinition;
  readonly tasks: readonly SimulatedTask[];
  readonly targetGroups: readonly SimulatedTargetGroup[];
}

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;

/** Adds a settled service with all that belongs to it: cluster, revision, tasks, targets, log streams, history. */
export function addService(world: World, plan: ServicePlan): AddedService {
  const cluster = addCluster(world, plan.cluster ?? 'prod');
  const nowMs = world.clock.now().getTime();
  const deployedAt = plan.deployedAt ?? new Date(nowMs - DAY_MS);
  const port = plan.port ?? 8080;
  const launchType = plan.launchType ?? 'FARGATE';
  const definition = addTaskDefinition(world, {
    ...plan,
    family: plan.name,
    revision: plan.revision ?? 1,
    port,
    launchType,
    registeredAt: plan.registeredAt ?? new Date(deployedAt.getTime() - 5 * MINUTE_MS),
  });
  const targetGroups = (plan.targetGroups ?? [`${plan.name}-tg`]).map((name) =>
    addTargetGroup(world, {
      name,
      loadBalancer: `${cluster.clusterName}-alb`,
      path: `/${name}/*`,
      check: { path: plan.checkPath ?? '/health' },
    }),
  );
  const service = settledService(world, plan, { definition, targetGroups, port, launchType, deployedAt });
  world.services.set(service.serviceArn, service);
  const tasks = Array.from({ length: service.runningCount }, (_, nth) =>
    addRunningTask(world, service, { definition, nth, deployedAt }),
  );
  for (const group of targetGroups) for (const task of tasks) registerTarget(group, task, port);
  if (service.deploymentController.type === 'ECS') addHistory(world, service, { deployedAt });
  return { service, definition, tasks, targetGroups };
}

/** The id of the deployment that moves a service to a revision for the n-th time. */
export function deploymentIdOf(
  service: Pick<SimulatedService, 'serviceArn'>,
  revision: string,
  nth = 0,
): string {
  return `ecs-svc/${digitId(`${service.serviceArn}/${revision}/${nth}`)}`;
}

/** Private subnets and no public address, as behind a load balancer. */
export function privateNetwork(world: World): NetworkConfiguration {
  return {
    awsvpcConfiguration: {
      subnets: [0, 1].map((nth) => privateSubnetId(zoneOf(world, nth))),
      securityGroups: [taskGroupId(world)],
      assignPublicIp: 'DISABLED',
    },
  };
}

interface Parts {
  readonly definition: SimulatedTaskDefinition;
  readonly targetGroups: readonly SimulatedTargetGroup[];
  readonly port: number;
  readonly launchType: 'FARGATE' | 'EC2';
  readonly deployedAt: Date;
}

function settledService(world: World, plan: ServicePlan, parts: Parts): SimulatedService {
  const cluster = plan.cluster ?? 'prod';
  const desired = plan.desired ?? 2;
  const running = plan.running ?? desired;
  const revision = parts.definition.taskDefinitionArn;
  const deploymentId = deploymentIdOf({ serviceArn: serviceArn(world, cluster, plan.name) }, revision);
  const doneAt = new Date(parts.deployedAt.getTime() + 3 * MINUTE_MS);
  const network = parts.definition.networkMode === 'awsvpc' ? privateNetwork(world) : undefined;
  return {
    serviceArn: serviceArn(world, cluster, plan.name),
    serviceName: plan.name,
    clusterArn: clusterArn(world, cluster),
    status: 'ACTIVE',
    schedulingStrategy: plan.scheduling ?? 'REPLICA',
    deploymentController: { type: plan.controller ?? 'ECS' },
    desiredCount: desired,
    runningCount: running,
    pendingCount: 0,
    launchType: parts.launchType,
    platformVersion: parts.launchType === 'FARGATE' ? 'LATEST' : undefined,
    taskDefinition: revision,
    deploymentConfiguration: {
      maximumPercent: 200,
      minimumHealthyPercent: 100,
      deploymentCircuitBreaker: {
        enable: plan.circuitBreaker ?? false,
        rollback: plan.circuitBreaker ?? false,
      },
      strategy: plan.strategy ?? 'ROLLING',
    },
    deployments: [
      {
        id: deploymentId,
        status: 'PRIMARY',
        taskDefinition: revision,
        desiredCount: desired,
        runningCount: running,
        pendingCount: 0,
        failedTasks: 0,
        launchType: parts.launchType,
        rolloutState: 'COMPLETED',
        rolloutStateReason: `ECS deployment ${deploymentId} completed.`,
        networkConfiguration: network,
        createdAt: parts.deployedAt,
        updatedAt: doneAt,
      },
    ],
    events: steadyEvents(plan.name, deploymentId, doneAt),
    loadBalancers: parts.targetGroups.map((group) => ({
      targetGroupArn: group.arn,
      containerName: parts.definition.containerDefinitions[0]?.name ?? plan.name,
      containerPort: parts.port,
    })),
    healthCheckGracePeriodSeconds: plan.gracePeriodSeconds ?? 0,
    networkConfiguration: network,
    tags: Object.entries(plan.tags ?? {}).map(([key, value]) => ({ key, value })),
    createdAt: plan.createdAt ?? new Date(world.clock.now().getTime() - 30 * DAY_MS),
  };
}

function steadyEvents(name: string, deploymentId: string, doneAt: Date) {
  const texts = [
    `(service ${name}) has reached a steady state.`,
    `(service ${name}) (deployment ${deploymentId}) deployment completed.`,
  ];
  return texts.map((message, nth) => ({
    id: eventId(message, doneAt),
    createdAt: new Date(doneAt.getTime() - nth * 1_000),
    message,
  }));
}

/** The same id for the same event, in the form of a UUID. */
export function eventId(message: string, at: Date): string {
  const hex = hexId(`${message}@${at.getTime()}`);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function addRunningTask(
  world: World,
  service: SimulatedService,
  { definition, nth, deployedAt }: { definition: SimulatedTaskDefinition; nth: number; deployedAt: Date },
): SimulatedTask {
  const checked = definition.containerDefinitions.some((each) => each.healthCheck);
  const task = addTask(world, service, {
    seed: `${definition.revision}/${nth}`,
    definition,
    startedBy: service.deployments[0]?.id ?? '',
    createdAt: new Date(deployedAt.getTime() + 2_000),
    startedAt: new Date(deployedAt.getTime() + 30_000),
    health: checked ? 'HEALTHY' : 'UNKNOWN',
    zone: nth,
  });
  addLogStream(world, definition, task);
  return task;
}

/** Opens the stream of a task's first container, or returns it; the driver creates it together with the container. */
export function addLogStream(world: World, definition: SimulatedTaskDefinition, task: SimulatedTask) {
  const name = definition.containerDefinitions[0]?.logConfiguration?.options['awslogs-group'] ?? '/ecs/none';
  const group = world.logGroups.get(name) ?? { name, createdAt: definition.registeredAt, streams: new Map() };
  world.logGroups.set(name, group);
  const streamName = streamNameOf(task);
  const stream = group.streams.get(streamName) ?? {
    name: streamName,
    createdAt: task.startedAt ?? task.createdAt,
    lines: [],
  };
  group.streams.set(streamName, stream);
  return stream;
}
