import type { Deployment, PastDeployment, Revision, Service, TaskSet } from './service.ts';

const MINUTE_MS = 60_000;

/** The course of the primary deployment. */
export type Rollout =
  | { readonly kind: 'steady'; readonly revision: Revision | undefined; readonly since: Date | undefined }
  | {
      readonly kind: 'in-progress';
      readonly revision: Revision | undefined;
      readonly since: Date | undefined;
      readonly reason: string;
    }
  | {
      readonly kind: 'stalled';
      readonly revision: Revision | undefined;
      readonly since: Date | undefined;
      readonly reason: string;
    }
  | {
      readonly kind: 'failed';
      readonly revision: Revision | undefined;
      readonly since: Date | undefined;
      readonly reason: string;
    }
  | {
      readonly kind: 'rolled-back';
      /** The revision that was asked for and did not make it; undefined where nothing names it any more. */
      readonly from: Revision | undefined;
      /** The revision that serves instead; undefined where ECS has not begun to bring it back. */
      readonly to: Revision | undefined;
      readonly since: Date | undefined;
      /** False while the older revision is still being brought back. */
      readonly done: boolean;
      readonly reason: string;
    }
  /** ECS keeps no rollout for it: another controller's service, or one that is going away. */
  | { readonly kind: 'untracked'; readonly reason: string };

/** When a rollout in progress is called stalled. */
export interface StallPolicy {
  /** Tasks that failed in a row. */
  readonly failedTasks: number;
  /** Time without a change in the deployment while tasks are missing, beyond the health check grace period. */
  readonly afterMs: number;
  /** Time without a change while all tasks run and ECS still does not complete it, beyond grace period and bake time. */
  readonly uncompletedMs: number;
}

/**
 * Three failures in a row are what ECS's own circuit breaker waits for at least. With every task running only the
 * first target checks are left, of which one pass is enough: half an hour is far beyond that.
 */
const STALL_POLICY: StallPolicy = {
  failedTasks: 3,
  afterMs: 15 * MINUTE_MS,
  uncompletedMs: 30 * MINUTE_MS,
};

/** Whether the service is on its way to a revision, so that missing tasks are expected. */
export function isMoving(rollout: Rollout): boolean {
  if (rollout.kind === 'rolled-back') return !rollout.done;
  return rollout.kind === 'in-progress' || rollout.kind === 'stalled';
}

/**
 * Judges the rollout. A stable service that serves an older revision than the one last asked for is
 * rolled back, not steady: ECS reports `COMPLETED` and a steady state for both.
 * @param history newest first; undefined where it could not be read, and then events and reasons decide.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 */
export function rolloutOf(
  service: Service,
  history: readonly PastDeployment[] | undefined,
  now: Date,
  policy: StallPolicy = STALL_POLICY,
): Rollout {
  if (service.status !== 'active') return { kind: 'untracked', reason: `the service is ${service.status}` };
  const primary = service.deployments.find((each) => each.status === 'primary') ?? service.deployments[0];
  if (!primary) return taskSetRollout(service);
  const rollback = rollbackOf(service, primary, history);
  if (rollback) return rollback;
  const about = { revision: primary.revision, since: primary.createdAt };
  if (primary.rolloutState === 'failed') {
    return {
      kind: 'failed',
      ...about,
      since: primary.updatedAt,
      reason: primary.rolloutReason ?? 'ECS gave no reason',
    };
  }
  if (!isRollingOut(service, primary))
    return { kind: 'steady', revision: primary.revision, since: primary.updatedAt };
  const stall = stallOf(service, primary, now, policy);
  if (stall) return { kind: 'stalled', ...about, reason: stall };
  return { kind: 'in-progress', ...about, reason: primary.rolloutReason ?? 'ECS is moving the service' };
}

function isRollingOut(service: Service, primary: Deployment): boolean {
  if (primary.rolloutState !== undefined) return primary.rolloutState === 'in-progress';
  return service.deployments.length > 1;
}

function stallOf(service: Service, primary: Deployment, now: Date, policy: StallPolicy): string | undefined {
  if (primary.failedTasks >= policy.failedTasks) {
    const breaker = service.circuitBreaker.enabled ? '' : ', and no circuit breaker is on to end it';
    return `${primary.failedTasks} tasks failed in a row${breaker}`;
  }
  const changedAt = primary.updatedAt ?? primary.createdAt;
  if (!changedAt) return undefined;
  const stillMs = now.getTime() - changedAt.getTime();
  const still = `for ${Math.floor(stillMs / MINUTE_MS)} min`;
  if (primary.runningCount < primary.desiredCount)
    return stillMs < policy.afterMs + service.gracePeriodMs ? undefined : `no progress ${still}`;
  const patienceMs = policy.uncompletedMs + service.gracePeriodMs + service.bakeTimeMs;
  return stillMs < patienceMs ? undefined : `running but not completed: no change ${still}`;
}

function rollbackOf(
  service: Service,
  primary: Deployment,
  history: readonly PastDeployment[] | undefined,
): Rollout | undefined {
  const newest = history?.[0];
  const event = service.events.find((each) => rolledBackTo(each.message) === primary.id);
  const saysSo = /\broll(?:ing|ed)[ -]?back\b/i.test(primary.rolloutReason ?? '');
  const remembered = newest?.status.startsWith('rollback') ?? false;
  // A newer deployment than the one rolled back ends the story, whatever old events still say.
  if (newest && !remembered && !(event && isOlder(newest, primary))) return undefined;
  if (!remembered && !event && !saysSo) return undefined;
  if (newest?.status === 'rollback-failed') {
    return {
      kind: 'failed',
      revision: newest.revision,
      since: newest.finishedAt ?? newest.startedAt,
      reason: `the rollback failed too: ${newest.statusReason ?? 'ECS gave no reason'}`,
    };
  }
  const past = remembered ? newest : undefined;
  const reason = failureReason(service, past);
  const finishedAt = event?.createdAt ?? newest?.finishedAt;
  if (isStillFailing(primary, past)) {
    return {
      kind: 'rolled-back',
      from: primary.revision,
      to: undefined,
      since: finishedAt,
      done: false,
      reason,
    };
  }
  return {
    kind: 'rolled-back',
    from: askedFor(service, primary, past),
    to: primary.revision,
    since: finishedAt ?? primary.createdAt,
    done: !isUnderWay(past) && primary.rolloutState !== 'in-progress',
    reason,
  };
}

function isUnderWay(past: PastDeployment | undefined): boolean {
  return past?.status === 'rollback-requested' || past?.status === 'rollback-in-progress';
}

/** Between the decision to roll back and its deployment, the primary one is still that which failed. */
function isStillFailing(primary: Deployment, past: PastDeployment | undefined): boolean {
  return isUnderWay(past) && past?.revision !== undefined && past.revision.arn === primary.revision?.arn;
}

/** History is read beside the service and may lag behind it. */
function isOlder(past: PastDeployment, primary: Deployment): boolean {
  const finishedAt = past.finishedAt ?? past.createdAt;
  return finishedAt !== undefined && primary.createdAt !== undefined && finishedAt < primary.createdAt;
}

function rolledBackTo(message: string): string | undefined {
  return /rolling back to deployment(?:\s*id)?\s*\(?(ecs-svc\/\d+)/i.exec(message)?.[1];
}

function askedFor(
  service: Service,
  primary: Deployment,
  newest: PastDeployment | undefined,
): Revision | undefined {
  if (newest?.revision && newest.revision.arn !== primary.revision?.arn) return newest.revision;
  return service.deployments.find((each) => each !== primary && each.rolloutState === 'failed')?.revision;
}

/** The event says what went wrong ("tasks failed to start"), the history only what ECS did about it; and an overview reads no history. */
function failureReason(service: Service, newest: PastDeployment | undefined): string {
  const beganAt = newest?.createdAt ?? newest?.startedAt;
  const failure = service.events.find((each) => /deployment failed:/i.test(each.message));
  const isOurs = failure && (beganAt === undefined || failure.createdAt >= beganAt);
  const said = isOurs ? /deployment failed:\s*(.+?)\.?$/i.exec(failure.message)?.[1] : undefined;
  return said ?? newest?.statusReason ?? 'ECS no longer says why';
}

function taskSetRollout(service: Service): Rollout {
  const primary = service.taskSets.find((each) => each.status === 'primary');
  if (!primary)
    return { kind: 'untracked', reason: `the ${controllerWord(service)} keeps no deployments in ECS` };
  const moving = service.taskSets.find((each) => each.stability === 'stabilizing');
  if (moving) return movingTaskSet(moving);
  if (primary.stability === undefined)
    return { kind: 'untracked', reason: 'ECS does not say whether the task set is stable' };
  return { kind: 'steady', revision: primary.revision, since: primary.createdAt };
}

function movingTaskSet(taskSet: TaskSet): Rollout {
  return {
    kind: 'in-progress',
    revision: taskSet.revision,
    since: taskSet.createdAt,
    reason: `task set ${taskSet.id} is stabilizing`,
  };
}

function controllerWord(service: Service): string {
  return service.controller === 'code-deploy' ? 'CodeDeploy controller' : 'external deployment controller';
}
