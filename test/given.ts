import type { Fact, Unknown } from '../src/deployment/fact.ts';
import type {
  ContainerDefinition,
  Deployment,
  PastDeployment,
  Revision,
  Service,
  ServiceEvent,
  ServiceRef,
  Target,
  TargetGroupRef,
  Task,
  TaskDefinition,
  TaskSet,
} from '../src/deployment/service.ts';
import type { Sighting, TargetGroupSighting } from '../src/deployment/sighting.ts';

/** The moment at which every test happens, unless it says otherwise. */
export const NOW = new Date('2026-03-04T03:00:00Z');

export function minutesAgo(minutes: number): Date {
  return new Date(NOW.getTime() - minutes * 60_000);
}

export function known<T>(value: T, source = 'ecs:DescribeServices', readAt = NOW): Fact<T> {
  return { kind: 'known', value, readAt, source };
}

export function denied(permission: string): Unknown {
  return { kind: 'unknown', why: 'denied', detail: `could not call ${permission}`, permission };
}

export function aRef(name = 'web', cluster = 'prod', env = 'prod-eu'): ServiceRef {
  return { env, cluster, name };
}

export function aRevision(number: number, family = 'web'): Revision {
  return { arn: `arn:aws:ecs:eu-central-1:111122223333:task-definition/${family}:${number}`, family, number };
}

export function aDeployment(given: Partial<Deployment> = {}): Deployment {
  return {
    id: 'ecs-svc/1000',
    status: 'primary',
    revision: aRevision(14),
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    failedTasks: 0,
    rolloutState: 'completed',
    rolloutReason: 'ECS deployment ecs-svc/1000 completed.',
    createdAt: minutesAgo(600),
    updatedAt: minutesAgo(590),
    ...given,
  };
}

export function aService(given: Partial<Service> = {}): Service {
  return {
    ref: aRef(),
    arn: 'arn:aws:ecs:eu-central-1:111122223333:service/prod/web',
    account: '111122223333',
    region: 'eu-central-1',
    status: 'active',
    scheduling: 'replica',
    controller: 'ecs',
    strategy: 'rolling',
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    revision: aRevision(14),
    deployments: [aDeployment()],
    taskSets: [],
    events: [],
    targetGroups: [],
    gracePeriodMs: 0,
    bakeTimeMs: 0,
    circuitBreaker: { enabled: false, rollback: false },
    createdAt: minutesAgo(90_000),
    ...given,
  };
}

export function anEvent(message: string, minutes: number): ServiceEvent {
  return { id: `event-${minutes}`, message, createdAt: minutesAgo(minutes) };
}

let taskCount = 0;

export function aTask(given: Partial<Task> = {}): Task {
  taskCount += 1;
  const id = taskCount.toString(16).padStart(32, 'a');
  return {
    arn: `arn:aws:ecs:eu-central-1:111122223333:task/prod/${id}`,
    id,
    revision: aRevision(14),
    lastStatus: 'running',
    desiredStatus: 'running',
    health: 'healthy',
    group: 'service:web',
    startedBy: 'ecs-svc/1000',
    zone: 'eu-central-1a',
    privateIp: '10.0.1.10',
    hostPorts: [],
    createdAt: minutesAgo(595),
    startedAt: minutesAgo(594),
    stoppingAt: undefined,
    stoppedAt: undefined,
    stopCode: undefined,
    stoppedReason: undefined,
    containers: [
      {
        name: 'app',
        image: 'registry.example/web:14',
        imageDigest: `sha256:${'ab12'.repeat(16)}`,
        lastStatus: 'running',
        health: 'healthy',
        exitCode: undefined,
        reason: undefined,
      },
    ],
    ...given,
  };
}

export function aContainerDefinition(given: Partial<ContainerDefinition> = {}): ContainerDefinition {
  return {
    name: 'app',
    image: 'registry.example/web:14',
    essential: true,
    ports: [8080],
    healthCheck: undefined,
    logDriver: 'awslogs',
    awslogs: { group: '/ecs/web', region: 'eu-central-1', prefix: 'ecs' },
    ...given,
  };
}

export function aTaskDefinition(given: Partial<TaskDefinition> = {}): TaskDefinition {
  return {
    revision: aRevision(14),
    registeredAt: minutesAgo(700),
    networkMode: 'awsvpc',
    containers: [aContainerDefinition()],
    ...given,
  };
}

export function aTarget(given: Partial<Target> = {}): Target {
  return {
    id: '10.0.1.10',
    port: 5000,
    zone: 'eu-central-1a',
    state: 'healthy',
    reason: undefined,
    description: undefined,
    ...given,
  };
}

export function aTargetGroup(
  targets: readonly Target[] | Unknown,
  given: Partial<TargetGroupRef> = {},
): TargetGroupSighting {
  const name = given.name ?? 'web-tg';
  return {
    group: {
      arn: `arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/${name}/0123456789abcdef`,
      name,
      containerName: 'app',
      containerPort: 5000,
      role: 'production',
      partnerArn: undefined,
      ...given,
    },
    targets: 'kind' in targets ? targets : known(targets, 'elasticloadbalancing:DescribeTargetHealth'),
    check: undefined,
  };
}

export function aSighting(given: Partial<Sighting> & { of?: Partial<Service> } = {}): Sighting {
  const { of, ...rest } = given;
  const service = aService(of);
  return {
    ref: service.ref,
    service: known(service),
    tasks: known([aTask(), aTask({ privateIp: '10.0.2.10' })], 'ecs:DescribeTasks'),
    stopped: undefined,
    targetGroups: [],
    definitions: undefined,
    history: undefined,
    ...rest,
  };
}

export function aTaskSet(given: Partial<TaskSet> = {}): TaskSet {
  return {
    id: 'ecs-svc/7',
    status: 'primary',
    revision: aRevision(14),
    desiredCount: 2,
    runningCount: 2,
    pendingCount: 0,
    stability: 'steady-state',
    createdAt: minutesAgo(600),
    ...given,
  };
}

/** A revision whose only container has a health check, or has none. */
export function aDefinition(number: number, { checked }: { checked: boolean }): TaskDefinition {
  const check = {
    command: ['CMD', 'true'],
    intervalMs: 30_000,
    timeoutMs: 5000,
    retries: 3,
    startPeriodMs: 0,
  };
  return {
    revision: aRevision(number),
    registeredAt: minutesAgo(700),
    networkMode: 'awsvpc',
    containers: [aContainerDefinition({ ports: [5000], healthCheck: checked ? check : undefined })],
  };
}

export function aPastDeployment(given: Partial<PastDeployment> = {}): PastDeployment {
  return {
    arn: 'arn:aws:ecs:eu-central-1:111122223333:service-deployment/prod/web/x1',
    status: 'successful',
    statusReason: undefined,
    revision: aRevision(14),
    createdAt: minutesAgo(600),
    startedAt: minutesAgo(600),
    finishedAt: minutesAgo(590),
    ...given,
  };
}

/** Where tests read what does not depend on the place. */
export const IN_CHANNEL = { kind: 'channel', thread: undefined } as const;
