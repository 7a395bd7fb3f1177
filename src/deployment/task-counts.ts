import { eventText, shortSince, startFailure } from './events.ts';
import type { Fact } from './fact.ts';
import type { Judgement } from './judgement.ts';
import { isMoving, type Rollout } from './rollout.ts';
import type { Service, Task } from './service.ts';

const MINUTE_MS = 60_000;

/** Longest that missing tasks are taken for being on their way; as long as a rollout may stand still. */
const SHORT_MS = 15 * MINUTE_MS;

/** Longest that nothing may run while a rollout starts its first tasks: a large image takes minutes to pull. */
const YOUNG_ROLLOUT_MS = 5 * MINUTE_MS;

/**
 * Judges whether as many tasks run as are wanted. Pending ones are on their way, as in every scale-out, unless
 * ECS says that it cannot start them or they take too long.
 */
export function assessCounts(
  service: Service,
  tasks: Fact<readonly Task[]>,
  { rollout, now }: { readonly rollout: Rollout; readonly now: Date },
): readonly Judgement[] {
  const { runningCount: running, desiredCount: desired, pendingCount: pending } = service;
  if (running >= desired) return [];
  const counts = `${running} of ${desired} tasks run, ${pending > 0 ? pending : 'none'} pending`;
  const trouble = shortageTrouble(service, tasks, { rollout, now });
  return trouble === undefined
    ? [{ kind: 'settling', reason: counts }]
    : [{ kind: 'unhealthy', reason: [counts, trouble].filter(Boolean).join(': ') }];
}

/** Why missing tasks are no mere transition; empty where the counts say it all. */
function shortageTrouble(
  service: Service,
  tasks: Fact<readonly Task[]>,
  { rollout, now }: { readonly rollout: Rollout; readonly now: Date },
): string | undefined {
  const { runningCount: running, desiredCount: desired, pendingCount: pending } = service;
  const moving = isMoving(rollout);
  const since = 'since' in rollout && moving ? rollout.since : undefined;
  const failure = startFailure(
    since ? service.events.filter((each) => each.createdAt >= since) : service.events,
  );
  if (failure) return `ECS says “${eventText(failure.message)}”`;
  if (moving && running > 0) return undefined;
  if (running + pending < desired) return '';
  if (running === 0) return moving && isYoung(service, since, now) ? undefined : 'nothing runs';
  const shortMs = now.getTime() - (pendingSince(service, tasks) ?? now).getTime();
  return shortMs > SHORT_MS ? `for ${Math.floor(shortMs / MINUTE_MS)} min now` : undefined;
}

/** A rollout of which a task failed already is not simply on its way. */
function isYoung(service: Service, since: Date | undefined, now: Date): boolean {
  const failed = service.deployments.some((each) => each.status === 'primary' && each.failedTasks > 0);
  return !failed && since !== undefined && now.getTime() - since.getTime() <= YOUNG_ROLLOUT_MS;
}

/** The earliest that a task was missed: ECS keeps no time for it, so the oldest pending task or event stands in. */
function pendingSince(service: Service, tasks: Fact<readonly Task[]>): Date | undefined {
  const waiting = tasks.kind === 'known' ? tasks.value.filter((task) => task.startedAt === undefined) : [];
  const times = [...waiting.map(({ createdAt }) => createdAt), shortSince(service.events)];
  const [oldest] = times.flatMap((time) => time ?? []).sort((one, other) => one.getTime() - other.getTime());
  return oldest;
}
