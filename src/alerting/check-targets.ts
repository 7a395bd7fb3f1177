import { rolledOutBy } from '../deployment/rolled-out.ts';
import { isMoving } from '../deployment/rollout.ts';
import type { Target } from '../deployment/service.ts';
import { takesProduction } from '../deployment/serving.ts';
import type { TargetGroupSighting } from '../deployment/sighting.ts';
import { assessTargets, failOpenWords, isUnhealthy } from '../deployment/target-health.ts';
import { taskOfTarget } from '../deployment/task-of-target.ts';
import { type Around, type Found, found, foundBad, isFillingUp, isRolloutTold, notRead } from './around.ts';
import { stoppedForIt } from './recent-stops.ts';

/**
 * Whether the targets that serve pass the load balancer's check. Bad of one group is bad of all; good needs every
 * group. It is as old as the oldest read it rests on, so that no read counts twice.
 */
export function checkTargets(around: Around): Found {
  const { sighting, service, readAt } = around;
  if (sighting.targetGroups.length === 0) return found('good', 'behind no load balancer', readAt);
  if (service.desiredCount === 0) return found('settling', 'on its way to zero tasks', readAt);
  const groups = sighting.targetGroups
    .filter((seen) => takesProduction(seen, sighting))
    .map((seen) => checkGroup(seen, around));
  const worst = (['bad', 'unknown', 'not-looked', 'settling', 'good'] as const).find((each) =>
    groups.some(({ outcome }) => outcome === each),
  );
  const own = groups.filter(({ outcome }) => outcome === worst);
  const [first] = own.toSorted((one, other) => one.readAt.getTime() - other.readAt.getTime());
  if (!first) return found('settling', 'no target group takes production traffic', readAt);
  const reason = own.map((each) => each.reason).join('; ');
  if (first.outcome === 'bad') return foundBad(first.word, reason, first.readAt);
  const result = found(first.outcome, reason, first.readAt);
  return result.outcome === 'good' ? result : (stoppedForIt(around, 'load-balancer') ?? result);
}

/** "2 of 3 targets of web-tg unhealthy: Request timed out"; several reasons with how many each, the most frequent first. */
export function unhealthyWords(
  seen: TargetGroupSighting,
  all: readonly Target[],
  own = all.filter(isUnhealthy),
): string {
  const said = new Map<string, number>();
  for (const { description, reason } of own) {
    const words = description ?? reason ?? 'the load balancer gave no reason';
    said.set(words, (said.get(words) ?? 0) + 1);
  }
  const ranked = [...said].sort(([, one], [, other]) => other - one);
  const reasons = ranked.map(([words, count]) => (ranked.length > 1 ? `${count} × ${words}` : words));
  const open = failOpenWords(seen, { unhealthy: all.filter(isUnhealthy).length, total: all.length });
  return `${own.length} of ${all.length} targets of ${seen.group.name} unhealthy: ${reasons.join(', ')}${open}`;
}

function checkGroup(seen: TargetGroupSighting, around: Around): Found {
  const { sighting, service, verdict, now } = around;
  const { group, targets } = seen;
  if (targets.kind === 'unknown') return notRead(`target health of ${group.name}`, targets, now);
  const { value: all, readAt } = targets;
  const serving = all.filter((target) => !isOfRollout(target, around));
  const own = serving.filter(isUnhealthy);
  if (own.length > 0) return foundBad('unhealthy', unhealthyWords(seen, all, own), readAt);
  const moving = isMoving(verdict.rollout);
  if (moving || serving.length < all.length) return besideRollout(seen, all, serving, readAt);
  // What is registered is compared with the tasks of the moment at which it was read.
  const at = readAt < now ? readAt : now;
  const [judged] = assessTargets(seen, { sighting, service, moving, now: at });
  if (judged?.kind === 'unhealthy') return foundBad('unhealthy', judged.reason, readAt);
  return judged ? found('settling', judged.reason, readAt) : goodOrNotYet(seen, all, around, readAt);
}

/** In a rollout those that served before are good as long as they pass, and nobody's trouble once they are gone. */
function besideRollout(
  seen: TargetGroupSighting,
  all: readonly Target[],
  serving: readonly Target[],
  readAt: Date,
): Found {
  const healthy = serving.filter(({ state }) => state === 'healthy').length;
  const isGood = healthy > 0 && serving.every(({ state }) => state !== 'initial');
  const words = all.some(isUnhealthy)
    ? `${unhealthyWords(seen, all)} – of what is being rolled out`
    : `${healthy} of ${all.length} targets of ${seen.group.name} healthy and of what served before`;
  return found(isGood ? 'good' : 'settling', words, readAt);
}

/** Targets that left, or are at their first checks, are no recovery. */
function goodOrNotYet(
  { group: { name } }: TargetGroupSighting,
  all: readonly Target[],
  around: Around,
  readAt: Date,
): Found {
  const healthy = all.filter(({ state }) => state === 'healthy').length;
  const initial = all.filter(({ state }) => state === 'initial').length;
  const words = `${healthy} of ${all.length} targets of ${name} healthy`;
  const primary = around.service.taskSets.find(({ status }) => status === 'primary');
  const { desiredCount } = primary ?? around.service;
  const isShort = healthy < desiredCount && (healthy === 0 || isFillingUp(around));
  return found(initial > 0 || isShort ? 'settling' : 'good', words, readAt);
}

/** One that cannot be joined to a task is the rollout's while that moves. */
function isOfRollout(target: Target, around: Around): boolean {
  const { sighting, service, verdict } = around;
  if (!isRolloutTold(around)) return false;
  const task = sighting.tasks.kind === 'known' ? taskOfTarget(target, sighting.tasks.value) : undefined;
  return task ? rolledOutBy(service, verdict.rollout)(task) : isMoving(verdict.rollout);
}
