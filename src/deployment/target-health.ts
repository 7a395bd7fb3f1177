import { type Fact, unknownReason } from './fact.ts';
import type { Judgement } from './judgement.ts';
import type { Service, Target, Task } from './service.ts';
import { takesProduction } from './serving.ts';
import type { Sighting, TargetGroupSighting } from './sighting.ts';

/** Targets of one group by what the load balancer says. */
export interface TargetTally {
  readonly healthy: number;
  readonly unhealthy: number;
  /** At their first checks: neither way. */
  readonly initial: number;
  /** On their way out: neither way. */
  readonly draining: number;
  /** `unused` and `unavailable`: no traffic or no check. */
  readonly idle: number;
  readonly total: number;
}

/** A task registers when it runs, and what is read of it may be a minute old; until then its target is not missed. */
const REGISTRATION_LAG_MS = 2 * 60_000;

/** Counts targets by state. `unhealthy.draining` (network load balancers) is unhealthy. */
export function targetTally(targets: readonly Target[]): TargetTally {
  const count = (...states: readonly string[]) =>
    targets.filter((each) => states.includes(each.state)).length;
  const healthy = count('healthy');
  const unhealthy = targets.filter(isUnhealthy).length;
  const initial = count('initial');
  const draining = count('draining');
  const idle = targets.length - healthy - unhealthy - initial - draining;
  return { healthy, unhealthy, initial, draining, idle, total: targets.length };
}

/** Whether the load balancer says that a target does not pass. */
export function isUnhealthy({ state }: Target): boolean {
  return state === 'unhealthy' || state === 'unhealthy.draining';
}

/** What the judgement of a group takes from the rest of the sighting. */
interface Around {
  readonly sighting: Sighting;
  readonly service: Service;
  readonly moving: boolean;
  readonly now: Date;
}

/** Judges the targets of one group. One that takes no production traffic matters only while a rollout fills it. */
export function assessTargets(seen: TargetGroupSighting, around: Around): readonly Judgement[] {
  const inUse = takesProduction(seen, around.sighting);
  const { name } = seen.group;
  if (seen.targets.kind === 'unknown') {
    return inUse
      ? [{ kind: 'unknown', reason: unknownReason(`target health of ${name}`, seen.targets) }]
      : [];
  }
  const tally = targetTally(seen.targets.value);
  if (inUse) return usedGroup(seen, tally, around);
  if (!around.moving || tally.unhealthy === 0) return [];
  const reason = `targets of ${name}, which takes no production traffic: ${tally.unhealthy} of ${tally.total} unhealthy`;
  return [{ kind: 'settling', reason }];
}

function usedGroup(seen: TargetGroupSighting, tally: TargetTally, around: Around): readonly Judgement[] {
  const { name } = seen.group;
  const say = (kind: Judgement['kind'], words: string): readonly Judgement[] => [
    { kind, reason: `targets of ${name}: ${words}` },
  ];
  if (tally.unhealthy > 0)
    return say('unhealthy', `${tally.unhealthy} of ${tally.total} unhealthy${failOpenWords(seen, tally)}`);
  if (tally.healthy > 0) {
    const gap = capacityGap(tally, around);
    return gap ? say(gap.kind, gap.words) : [];
  }
  if (around.service.runningCount === 0) return [];
  if (tally.initial > 0) return say('settling', `${tally.initial} not decided yet`);
  if (tally.idle > 0) return say('unhealthy', `none healthy, ${tally.idle} get no traffic or no check`);
  const lag = isKnownYoung(around) ? 'settling' : 'unhealthy';
  return say(lag, tally.draining > 0 ? `none left but ${tally.draining} draining` : 'none registered');
}

/**
 * The clause about that, empty where it is not so. A load balancer sends traffic to all targets of a group when none of them passes. A group that nothing forwards to
 * gets none, and one still at its first checks has not come to that.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
 */
export function failOpenWords(
  { check }: TargetGroupSighting,
  { unhealthy, total }: Pick<TargetTally, 'unhealthy' | 'total'>,
): string {
  const attached = check?.kind !== 'known' || check.value.attached;
  if (!attached || unhealthy < total) return '';
  return '; with none healthy the load balancer sends traffic to all of them';
}

/** What healthy targets leave uncovered: unhealthy where half of them or fewer can take traffic, else settling. */
function capacityGap(
  { healthy, initial, draining, idle, total }: TargetTally,
  around: Around,
): { readonly kind: 'unhealthy' | 'settling'; readonly words: string } | undefined {
  const registered = total - draining;
  const settled = around.moving ? 0 : settledTasks(around);
  const missing = Math.max(0, settled - registered);
  if (idle === 0 && missing === 0) return undefined;
  const expected = registered + missing - initial;
  const words = [
    `${healthy} healthy`,
    idle > 0 ? `${idle} of ${registered} get no traffic or no check` : '',
    missing > 0 ? `${registered} registered for ${settled} running tasks` : '',
  ].filter(Boolean);
  return {
    kind: healthy * 2 <= expected ? 'unhealthy' : 'settling',
    words: `${words.join(', ')}: ${healthy} of ${expected} can take traffic`,
  };
}

/** Running tasks that should be registered by now; of the primary task set where there are task sets. */
function settledTasks(around: Around): number {
  const primary = around.service.taskSets.find(({ status }) => status === 'primary');
  return runningOf(around.sighting.tasks).filter(
    (task) => !isYoung(task, around.now) && (primary === undefined || task.startedBy === primary.id),
  ).length;
}

function isKnownYoung({ sighting, now }: Around): boolean {
  const running = runningOf(sighting.tasks);
  return running.length > 0 && running.every((task) => isYoung(task, now));
}

function runningOf(tasks: Fact<readonly Task[]>): readonly Task[] {
  return tasks.kind === 'known' ? tasks.value.filter(({ lastStatus }) => lastStatus === 'running') : [];
}

function isYoung({ startedAt }: Task, now: Date): boolean {
  return startedAt !== undefined && now.getTime() - startedAt.getTime() < REGISTRATION_LAG_MS;
}
