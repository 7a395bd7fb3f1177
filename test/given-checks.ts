import type { Around } from '../src/alerting/around.ts';
import type { AlertKind, Check } from '../src/alerting/check.ts';
import { checksOf } from '../src/alerting/checks.ts';
import type { Deployment, Service, Target, Task } from '../src/deployment/service.ts';
import type { Sighting } from '../src/deployment/sighting.ts';
import { judge } from '../src/deployment/verdict.ts';
import { aDeployment, aRevision, aService, aTarget, aTask, minutesAgo, NOW } from './given.ts';

/** What the load balancer says of a page that is not there. */
export const CODES = 'Health checks failed with these codes: [404]';

/** A target that fails, at the address of `aTask()` unless another one is given. */
export function aFailingTarget(given: Partial<Target> = {}): Target {
  return aTarget({
    state: 'unhealthy',
    reason: 'Target.ResponseCodeMismatch',
    description: CODES,
    ...given,
  });
}

/** Revision 15 on its way, beside 14 which serves. */
export function aRolling(given: Partial<Deployment> = {}): Partial<Service> {
  const primary = aDeployment({
    id: 'ecs-svc/2000',
    revision: aRevision(15),
    runningCount: 1,
    rolloutState: 'in-progress',
    rolloutReason: 'ECS deployment ecs-svc/2000 in progress.',
    createdAt: minutesAgo(10),
    updatedAt: minutesAgo(1),
    ...given,
  });
  return {
    runningCount: 3,
    deployments: [primary, aDeployment({ status: 'active' })],
    circuitBreaker: { enabled: true, rollback: true },
  };
}

/** A task of revision 15, of the deployment that `aRolling` has. */
export function aNewTask(given: Partial<Task> = {}): Task {
  return aTask({ revision: aRevision(15), startedBy: 'ecs-svc/2000', privateIp: '10.0.3.10', ...given });
}

/** A task whose container was killed for its memory. */
export function aMemoryKill(minutes: number, given: Partial<Task> = {}): Task {
  const [container] = aTask().containers;
  return aTask({
    lastStatus: 'stopped',
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    stoppedAt: minutesAgo(minutes),
    containers: container
      ? [{ ...container, exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }]
      : [],
    ...given,
  });
}

/** A task that ECS stopped because it fails a health check. */
export function aCheckStop(minutes: number, by: 'ELB' | 'container', given: Partial<Task> = {}): Task {
  const where = by === 'ELB' ? ' in (target-group web-tg)' : '';
  return aTask({
    lastStatus: 'stopped',
    stopCode: 'ServiceSchedulerInitiated',
    stoppedReason: `Task failed ${by} health checks${where}`,
    stoppedAt: minutesAgo(minutes),
    ...given,
  });
}

/** A sighting with its verdict, as the check of one kind takes it. */
export function around(sighting: Sighting, now = NOW): Around {
  const { service } = sighting;
  return {
    sighting,
    service: service.kind === 'known' ? service.value : aService(),
    readAt: service.kind === 'known' ? service.readAt : now,
    verdict: judge(sighting, now),
    now,
  };
}

/** All checks of a sighting by kind. */
export function checksBy(sighting: Sighting, now = NOW): Readonly<Record<AlertKind, Check>> {
  const checks = checksOf(sighting, judge(sighting, now), now);
  return Object.fromEntries(checks.map((check) => [check.kind, check])) as Record<AlertKind, Check>;
}

/** The outcomes of a sighting by kind, for a table; good ones left out. */
export function outcomesOf(sighting: Sighting, now = NOW): Readonly<Record<string, string>> {
  const checks = checksOf(sighting, judge(sighting, now), now);
  return Object.fromEntries(
    checks.filter(({ outcome }) => outcome !== 'good').map(({ kind, outcome }) => [kind, outcome]),
  );
}
