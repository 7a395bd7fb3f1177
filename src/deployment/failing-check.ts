import type { Rollout } from './rollout.ts';
import type { Revision, Service, Target, TargetGroupCheck, Task } from './service.ts';
import type { Sighting, TargetGroupSighting } from './sighting.ts';
import { checkThatStopped } from './stopped-tasks.ts';
import { taskOfTarget } from './task-of-target.ts';

/** A health check that a revision does not pass, as AWS itself says it. */
export interface FailingCheck {
  readonly by: 'load-balancer' | 'container';
  /** Whose tasks fail; undefined where nothing that was read tells. */
  readonly revision: Revision | undefined;
  /** AWS's words: "Health checks failed with these codes: [404]". */
  readonly said: string;
  /** How the load balancer asks; undefined where that was not read. */
  readonly check: TargetGroupCheck | undefined;
  readonly source: FailingSource;
}

/** Where it is said. */
export type FailingSource =
  | { readonly kind: 'target'; readonly code: string }
  | { readonly kind: 'event'; readonly at: Date }
  | { readonly kind: 'stopped-tasks'; readonly count: number; readonly newestAt: Date | undefined };

/** Whose trouble is looked for: of which revision, and since when events count. */
interface Suspect {
  readonly revision: Revision | undefined;
  readonly eventsSince: Date | undefined;
}

/**
 * The check that the revision being rolled out fails, or that one of the targets fails now. Nothing is inferred:
 * it is said by a target's reason, by an event since the rollout began, or by a stopped task of that revision.
 */
export function findFailingCheck(sighting: Sighting, rollout: Rollout): FailingCheck | undefined {
  if (sighting.service.kind === 'unknown') return undefined;
  const suspect = suspectOf(sighting.service.value, rollout);
  const now = sighting.targetGroups.map((seen) => fromTargets(seen, sighting, suspect)).find(Boolean);
  if (now || !suspect || passes(sighting, suspect)) return now;
  return fromEvents(sighting, sighting.service.value, suspect) ?? fromStopped(sighting, suspect);
}

/** Undefined where no rollout is in trouble or under way: then only what a target says now counts. */
function suspectOf(service: Service, rollout: Rollout): Suspect | undefined {
  switch (rollout.kind) {
    case 'in-progress':
    case 'stalled':
    case 'failed': {
      const { revision } = rollout;
      const own = [...service.deployments, ...service.taskSets].find((each) =>
        isSame(each.revision, revision),
      );
      return { revision, eventsSince: own?.createdAt };
    }
    case 'rolled-back':
      return rollout.from && { revision: rollout.from, eventsSince: undefined };
    default:
      return undefined;
  }
}

function fromTargets(
  seen: TargetGroupSighting,
  sighting: Sighting,
  suspect: Suspect | undefined,
): FailingCheck | undefined {
  const { targets, check } = seen;
  if (targets.kind === 'unknown') return undefined;
  for (const target of targets.value) {
    const { state, reason: code, description } = target;
    if (!state.startsWith('unhealthy') || code === undefined) continue;
    const revision = revisionAt(target, sighting);
    if (suspect && !isSame(revision, suspect.revision)) continue;
    return {
      by: 'load-balancer',
      revision,
      said: description ?? code,
      check: check?.kind === 'known' ? check.value : undefined,
      source: { kind: 'target', code },
    };
  }
  return undefined;
}

/** "(service web) (task 0f…) (port 5000) is unhealthy in (target-group arn:…) due to (reason Request timed out)." */
const UNHEALTHY = /is unhealthy in \(?target-?group ([^)\s]+)\)? due to \(?(?:the )?reason:? ?(.+?)\)?\.?$/i;

function fromEvents(sighting: Sighting, service: Service, suspect: Suspect): FailingCheck | undefined {
  for (const { message, createdAt } of service.events) {
    const [, group = '', said = ''] = UNHEALTHY.exec(message) ?? [];
    if (said === '') continue;
    const revision = revisionNamed(message, sighting);
    const isOurs = revision
      ? isSame(revision, suspect.revision)
      : suspect.eventsSince !== undefined && createdAt >= suspect.eventsSince;
    if (!isOurs) continue;
    const check = sighting.targetGroups.find((each) => isGroup(each, group))?.check;
    return {
      by: 'load-balancer',
      revision,
      said,
      check: check?.kind === 'known' ? check.value : undefined,
      source: { kind: 'event', at: createdAt },
    };
  }
  return undefined;
}

function fromStopped(sighting: Sighting, { revision }: Suspect): FailingCheck | undefined {
  const own = stoppedTasks(sighting).filter((task) => isSame(task.revision, revision));
  for (const by of ['load-balancer', 'container'] as const) {
    const ended = own.filter((task) => checkThatStopped(task)?.by === by);
    const said = ended[0] && checkThatStopped(ended[0])?.said;
    if (said === undefined) continue;
    const source = { kind: 'stopped-tasks', count: ended.length, newestAt: newestOf(ended) } as const;
    return { by, revision, said, check: undefined, source };
  }
  return undefined;
}

/** Whether all running tasks of the revision pass now, so that what was said before is over. */
function passes({ tasks, targetGroups }: Sighting, { revision }: Suspect): boolean {
  if (tasks.kind === 'unknown') return false;
  const own = tasks.value.filter((task) => task.lastStatus === 'running' && isSame(task.revision, revision));
  const healthy = new Set(
    targetGroups
      .flatMap(({ targets }) => (targets.kind === 'known' ? targets.value : []))
      .filter(({ state }) => state === 'healthy')
      .flatMap((target) => taskOfTarget(target, tasks.value) ?? []),
  );
  return own.length > 0 && own.every((task) => healthy.has(task));
}

function revisionAt(target: Target, { tasks }: Sighting): Revision | undefined {
  return tasks.kind === 'known' ? taskOfTarget(target, tasks.value)?.revision : undefined;
}

function revisionNamed(message: string, sighting: Sighting): Revision | undefined {
  const id = /\(task ([0-9a-f-]+)\)/.exec(message)?.[1];
  const running = sighting.tasks.kind === 'known' ? sighting.tasks.value : [];
  return [...running, ...stoppedTasks(sighting)].find((task) => task.id === id)?.revision;
}

function stoppedTasks({ stopped }: Sighting): readonly Task[] {
  return stopped?.kind === 'known' ? stopped.value : [];
}

function isGroup({ group }: TargetGroupSighting, named: string): boolean {
  return group.arn === named || group.name === named;
}

function newestOf(tasks: readonly Task[]): Date | undefined {
  const times = tasks.flatMap(({ stoppedAt }) => stoppedAt ?? []);
  return times.sort((one, other) => other.getTime() - one.getTime())[0];
}

function isSame(one: Revision | undefined, other: Revision | undefined): boolean {
  return one !== undefined && one.arn === other?.arn;
}
