import type { Deploy, DeployOutcome } from './deploys.ts';
import { completedAt } from './events.ts';
import type { Deployment, Service, ServiceEvent } from './service.ts';

const UNREAD = {
  images: [],
  strategy: undefined,
  bakeTimeMs: 0,
  registeredBy: undefined,
  again: undefined,
} as const;

/** The task sets of a service that another controller moves: ECS keeps no deployments of it. */
export function deploysFromTaskSets({ taskSets }: Service): readonly Deploy[] {
  return taskSets.map(
    ({ id, revision, createdAt, status, stability, runningCount: running, desiredCount: requested }) => ({
      ...UNREAD,
      id,
      revision,
      startedAt: createdAt,
      endedAt: undefined,
      outcome: { kind: 'task-set', status, stability, tasks: { running, requested } },
    }),
  );
}

/**
 * What the service itself still says of its deployments: those that are live, and those that its newest hundred
 * events name. Newest first; of the latter neither revision nor beginning is known.
 */
export function deploysFromEvents(service: Service): readonly Deploy[] {
  const live = service.deployments.map((each) => liveDeploy(each, service));
  const named = new Set(live.map(({ id }) => id));
  const past = endings(service).filter(({ id }) => !named.has(id));
  return [...live, ...past].sort((one, other) => timeOf(other) - timeOf(one));
}

function liveDeploy(deployment: Deployment, service: Service): Deploy {
  const { id, revision, createdAt, rolloutState } = deployment;
  const ended = rolloutState === 'completed' || rolloutState === 'failed';
  return {
    ...UNREAD,
    id,
    revision,
    startedAt: createdAt,
    endedAt: ended ? (completedAt(service.events, id) ?? deployment.updatedAt) : undefined,
    outcome: liveOutcome(deployment, service),
  };
}

function liveOutcome(deployment: Deployment, service: Service): DeployOutcome {
  const { id, status, rolloutState, runningCount: running, desiredCount: requested } = deployment;
  const failed = endings(service).find((each) => each.id === id && each.outcome.kind !== 'succeeded');
  if (failed) return failed.outcome;
  if (rolloutState === 'failed') return { kind: 'failed', reason: deployment.rolloutReason };
  if (rolloutState === 'completed') return { kind: 'succeeded' };
  if (status === 'primary')
    return {
      kind: 'in-progress',
      stage: undefined,
      tasks: { running, requested },
      hooks: [],
      productionWeight: undefined,
      failures: deployment.failedTasks,
    };
  return { kind: 'stopped', reason: undefined, by: service.revision };
}

const COMPLETED = /\(deployment (ecs-svc\/\d+)\) deployment completed/i;
const FAILED = /\(deployment (ecs-svc\/\d+)\) deployment failed:?\s*(.+?)\.?$/i;
const ROLLING_BACK = /rolling back to deployment(?:\s*id)?\s*\(?(ecs-svc\/\d+)/i;

/** Every end that the events tell of, each deployment once. */
function endings(service: Service): readonly Deploy[] {
  const ends = new Map<string, Deploy>();
  for (const event of service.events) {
    const [, failedId, reason] = FAILED.exec(event.message) ?? [];
    const id = failedId ?? COMPLETED.exec(event.message)?.[1];
    if (id === undefined || ends.has(id)) continue;
    const outcome: DeployOutcome =
      failedId === undefined ? { kind: 'succeeded' } : failure(event, reason, service);
    ends.set(id, {
      ...UNREAD,
      id,
      revision: undefined,
      startedAt: undefined,
      endedAt: event.createdAt,
      outcome,
    });
  }
  return [...ends.values()];
}

/** The rollback that belongs to a failure is the first one said after it. */
function failure(event: ServiceEvent, reason: string | undefined, service: Service): DeployOutcome {
  const after = service.events.filter(({ createdAt }) => createdAt >= event.createdAt).reverse();
  const target = after.flatMap(({ message }) => ROLLING_BACK.exec(message)?.[1] ?? [])[0];
  if (target === undefined) return { kind: 'failed', reason };
  const back = service.deployments.find(({ id }) => id === target);
  const isUnderWay = back?.rolloutState === 'in-progress';
  return {
    kind: isUnderWay ? 'rolling-back' : 'rolled-back',
    to: back?.revision,
    reason,
    failures: undefined,
  };
}

function timeOf({ startedAt, endedAt }: Deploy): number {
  return (startedAt ?? endedAt)?.getTime() ?? 0;
}
