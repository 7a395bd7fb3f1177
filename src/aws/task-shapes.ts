import type {
  Container as SdkContainer,
  ContainerDefinition as SdkContainerDefinition,
  Task as SdkTask,
  TaskDefinition as SdkTaskDefinition,
} from '@aws-sdk/client-ecs';
import type {
  Container,
  ContainerDefinition,
  ContainerHealthCheck,
  Revision,
  Task,
  TaskDefinition,
} from '../deployment/service.ts';
import { lastSegment, revisionOf } from './arn.ts';

/** ECS's answer about a task in our words; absent fields stay absent. */
export function taskOf(from: SdkTask): Task {
  const arn = from.taskArn ?? '';
  const { createdAt, startedAt, stoppingAt, stoppedAt, stopCode, stoppedReason, group, startedBy } = from;
  return {
    arn,
    id: lastSegment(arn),
    revision: revisionOf(from.taskDefinitionArn),
    lastStatus: (from.lastStatus ?? 'unknown').toLowerCase(),
    desiredStatus: (from.desiredStatus ?? 'unknown').toLowerCase(),
    health: healthOf(from.healthStatus),
    group,
    startedBy,
    zone: from.availabilityZone,
    privateIp: privateIpOf(from),
    hostPorts: hostPortsOf(from),
    createdAt,
    startedAt,
    stoppingAt,
    stoppedAt,
    stopCode,
    stoppedReason,
    containers: (from.containers ?? []).map(containerOf),
    pullStartedAt: from.pullStartedAt,
    pullStoppedAt: from.pullStoppedAt,
    subnet: detailOf(from, 'subnetId'),
  };
}

/** @param asked the revision asked for, which stands in where ECS's answer names none */
export function taskDefinitionOf(from: SdkTaskDefinition, asked: Revision): TaskDefinition {
  return {
    revision: revisionOf(from.taskDefinitionArn) ?? asked,
    registeredAt: from.registeredAt,
    registeredBy: from.registeredBy,
    networkMode: from.networkMode,
    containers: (from.containerDefinitions ?? []).map(containerDefinitionOf),
  };
}

function containerOf(from: SdkContainer): Container {
  const { image, imageDigest, exitCode, reason } = from;
  return {
    name: from.name ?? 'unnamed',
    image,
    imageDigest,
    lastStatus: from.lastStatus?.toLowerCase(),
    health: healthOf(from.healthStatus),
    exitCode,
    reason,
  };
}

function containerDefinitionOf(from: SdkContainerDefinition): ContainerDefinition {
  const { logDriver, options = {} } = from.logConfiguration ?? {};
  const group = logDriver === 'awslogs' ? options['awslogs-group'] : undefined;
  return {
    name: from.name ?? 'unnamed',
    image: from.image,
    essential: from.essential ?? true,
    ports: (from.portMappings ?? []).flatMap(({ containerPort }) =>
      containerPort === undefined ? [] : [containerPort],
    ),
    healthCheck: from.healthCheck ? healthCheckOf(from.healthCheck) : undefined,
    logDriver,
    awslogs: group
      ? { group, region: options['awslogs-region'], prefix: options['awslogs-stream-prefix'] }
      : undefined,
  };
}

/** ECS's own defaults stand in for what the definition leaves out. */
export function healthCheckOf(
  from: NonNullable<SdkContainerDefinition['healthCheck']>,
): ContainerHealthCheck {
  return {
    command: from.command ?? [],
    intervalMs: (from.interval ?? 30) * 1000,
    timeoutMs: (from.timeout ?? 5) * 1000,
    retries: from.retries ?? 3,
    startPeriodMs: (from.startPeriod ?? 0) * 1000,
  };
}

function healthOf(status: string | undefined): Task['health'] {
  if (status === 'HEALTHY') return 'healthy';
  return status === 'UNHEALTHY' ? 'unhealthy' : 'unknown';
}

/** What is said of a task's own network interface. */
function detailOf(task: SdkTask, wanted: string): string | undefined {
  return (task.attachments ?? [])
    .filter(({ type }) => type === 'ElasticNetworkInterface' || type === 'eni')
    .flatMap((attachment) => attachment.details ?? [])
    .find(({ name }) => name === wanted)?.value;
}

function privateIpOf(task: SdkTask): string | undefined {
  const attached = detailOf(task, 'privateIPv4Address');
  const interfaces = (task.containers ?? []).flatMap((container) => container.networkInterfaces ?? []);
  return attached ?? interfaces.find((each) => each.privateIpv4Address)?.privateIpv4Address;
}

function hostPortsOf(task: SdkTask): readonly number[] {
  const bindings = (task.containers ?? []).flatMap((container) => container.networkBindings ?? []);
  return [...new Set(bindings.flatMap(({ hostPort }) => hostPort ?? []))];
}
