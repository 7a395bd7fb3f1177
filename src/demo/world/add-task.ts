import type { World } from '../world.ts';
import { privateSubnetId } from './add-network.ts';
import type {
  SimulatedContainer,
  SimulatedService,
  SimulatedTask,
  SimulatedTaskDefinition,
} from './ecs-shapes.ts';
import { clusterArn, hexId, lastSegment, privateIp, taskArn, zoneOf } from './names.ts';

/** How far a task got and how it ended, if it did. Times not given were not reached. */
export interface TaskPlan {
  /** Equal seeds make equal ids and addresses. */
  readonly seed: string;
  readonly definition: SimulatedTaskDefinition;
  /** Id of the deployment or task set. */
  readonly startedBy: string;
  readonly createdAt: Date;
  readonly startedAt?: Date | undefined;
  readonly stoppingAt?: Date | undefined;
  readonly stoppedAt?: Date | undefined;
  /** Worked out from the times unless given. */
  readonly lastStatus?: string;
  readonly health?: SimulatedTask['healthStatus'];
  readonly stopCode?: string | undefined;
  readonly stoppedReason?: string | undefined;
  readonly exitCode?: number | undefined;
  /** Of the container, for example `OutOfMemoryError: …`. */
  readonly reason?: string | undefined;
  readonly imageDigest?: string;
  readonly zone?: number;
  readonly containerInstanceArn?: string;
}

/** Adds a task of a service, replacing the one of the same seed. */
export function addTask(world: World, service: SimulatedService, plan: TaskPlan): SimulatedTask {
  const cluster = lastSegment(service.clusterArn);
  const id = taskIdOf(service, plan.seed);
  const arn = taskArn(world, cluster, id);
  const ended = plan.stoppingAt !== undefined || plan.stoppedAt !== undefined;
  const task: SimulatedTask = {
    taskArn: arn,
    clusterArn: clusterArn(world, cluster),
    taskDefinitionArn: plan.definition.taskDefinitionArn,
    group: `service:${service.serviceName}`,
    startedBy: plan.startedBy,
    launchType: service.launchType,
    platformVersion: service.launchType === 'FARGATE' ? '1.4.0' : undefined,
    containerInstanceArn: plan.containerInstanceArn,
    availabilityZone: zoneOf(world, plan.zone ?? 0),
    lastStatus: plan.lastStatus ?? statusOf(plan),
    desiredStatus: ended ? 'STOPPED' : 'RUNNING',
    healthStatus: plan.health ?? 'UNKNOWN',
    cpu: plan.definition.cpu,
    memory: plan.definition.memory,
    version: ended ? 6 : 4,
    createdAt: plan.createdAt,
    pullStartedAt: plan.startedAt && new Date(plan.startedAt.getTime() - 14_000),
    pullStoppedAt: plan.startedAt && new Date(plan.startedAt.getTime() - 2_000),
    startedAt: plan.startedAt,
    stoppingAt: plan.stoppingAt,
    executionStoppedAt: plan.stoppedAt && plan.startedAt ? plan.stoppedAt : undefined,
    stoppedAt: plan.stoppedAt,
    stopCode: plan.stopCode,
    stoppedReason: plan.stoppedReason,
    containers: [],
    attachments: [],
  };
  attachInterface(task, plan);
  world.tasks.set(arn, task);
  return task;
}

/** The id that a service's task of that seed has. */
export function taskIdOf(service: SimulatedService, seed: string): string {
  return hexId(`${service.serviceArn}/${seed}`);
}

/** Takes all tasks of a deployment out of the world but the ones of these ids. */
export function keepTasks(world: World, startedBy: string, ids: readonly string[]): void {
  const kept = new Set(ids);
  for (const [arn, task] of world.tasks)
    if (task.startedBy === startedBy && !kept.has(lastSegment(arn))) world.tasks.delete(arn);
}

/** Where the lines of a task's container go: `prefix/container/task id`. */
export function streamNameOf(task: SimulatedTask): string {
  return `ecs/${task.containers[0]?.name ?? 'app'}/${lastSegment(task.taskArn)}`;
}

function statusOf(plan: TaskPlan): string {
  if (plan.stoppedAt) return 'STOPPED';
  if (plan.stoppingAt) return 'DEACTIVATING';
  return plan.startedAt ? 'RUNNING' : 'PENDING';
}

function attachInterface(task: SimulatedTask, plan: TaskPlan): void {
  const address = privateIp(task.taskArn);
  const attachmentId = `${hexId(`${task.taskArn}/eni`, 8)}-0000-4000-8000-${hexId(`${task.taskArn}/eni`, 12)}`;
  const own = plan.definition.networkMode === 'awsvpc';
  task.containers = plan.definition.containerDefinitions.map(
    (definition): SimulatedContainer => ({
      containerArn: `${task.taskArn.replace(':task/', ':container/')}/${hexId(definition.name, 8)}`,
      taskArn: task.taskArn,
      name: definition.name,
      image: definition.image,
      imageDigest: plan.startedAt && (plan.imageDigest ?? digestOf(definition.image)),
      runtimeId: plan.startedAt && `${lastSegment(task.taskArn)}-${parseInt(hexId(definition.name, 7), 16)}`,
      lastStatus: task.lastStatus === 'DEACTIVATING' ? 'RUNNING' : task.lastStatus,
      healthStatus: task.healthStatus,
      exitCode: plan.exitCode,
      reason: plan.reason,
      networkInterfaces: own ? [{ attachmentId, privateIpv4Address: address }] : [],
    }),
  );
  if (!own) return;
  task.attachments = [
    {
      id: attachmentId,
      type: 'ElasticNetworkInterface',
      status: plan.stoppedAt ? 'DELETED' : 'ATTACHED',
      details: [
        { name: 'subnetId', value: privateSubnetId(task.availabilityZone) },
        { name: 'networkInterfaceId', value: `eni-0${hexId(`${task.taskArn}/eni`, 16)}` },
        { name: 'privateIPv4Address', value: address },
      ],
    },
  ];
}

/** The digest that a tag points to, the same every time. */
export function digestOf(image: string): string {
  return `sha256:${hexId(image, 64)}`;
}
