import { saysTrouble } from '../deployment/events.ts';
import type { Unknown } from '../deployment/fact.ts';
import type { Service, ServiceRef } from '../deployment/service.ts';
import { takesProduction } from '../deployment/serving.ts';
import type { Sighting, TargetGroupSighting } from '../deployment/sighting.ts';
import { runningTasks } from './around.ts';

/** A target group whose health is worth a call. */
export interface GroupToAsk {
  readonly env: string;
  readonly arn: string;
}

/** What was read so lately is not asked again. */
const YOUNG_MS = 10_000;

/** Events of this age make a group suspicious that was never read. */
const LATELY_MS = 15 * 60_000;

/** What AWS refused is tried again about once in so long: it may have been mended. */
const RETRY_MS = 2 * 60_000;

/** About as long as from one sweep to the next. */
const SWEEP_MS = 15_000;

/** One in so many calls goes to services without trouble, even where trouble could use them all. */
const ROTATION_SHARE = 5;

/**
 * The target groups worth a call now, at most `most`: those of suspicious services first, then those never read, then
 * those read longest ago. Each environment gets its share before any gets more: they are accounts of their own.
 * Services scaled to zero are left out, and so are groups that no deployment uses at the moment.
 * @param closely.watched whether a service has a trouble that is being followed; undefined for none
 */
export function targetGroupsToAsk(
  sightings: readonly Sighting[],
  now: Date,
  most: number,
  closely: { readonly watched?: (ref: ServiceRef) => boolean } = {},
): readonly GroupToAsk[] {
  const candidates = once(
    sightings.flatMap((sighting) => candidatesOf(sighting, now, closely.watched?.(sighting.ref) ?? false)),
  );
  const envs = [...new Set(candidates.map(({ env }) => env))].sort();
  const queues = envs.map((env) => queueOf(candidates.filter((each) => each.env === env)));
  return inTurns(queues, most).map(({ env, arn }) => ({ env, arn }));
}

interface Candidate extends GroupToAsk {
  readonly suspicious: boolean;
  /** Undefined where it was never read. */
  readonly readAt: Date | undefined;
}

function candidatesOf(sighting: Sighting, now: Date, watched: boolean): readonly Candidate[] {
  if (sighting.service.kind === 'unknown') return [];
  const service = sighting.service.value;
  const moving = isUnderWay(service);
  if (service.status === 'draining' || (service.desiredCount === 0 && service.runningCount === 0)) return [];
  const groups = sighting.targetGroups.filter(({ group }) => moving || group.role !== 'replacement');
  const isService = watched || moving || lacksTasks(sighting, service);
  const suspicious = isService || groups.some((seen) => isSuspicious(seen, sighting, service, now));
  return groups
    .filter((seen) => !isYoung(seen, now) && (!isRefused(seen) || isTurn(seen.group.arn, now)))
    .map((seen) => ({
      env: sighting.ref.env,
      arn: seen.group.arn,
      suspicious: suspicious && !isRefused(seen),
      readAt: seen.targets.kind === 'known' ? seen.targets.readAt : undefined,
    }));
}

function isUnderWay({ deployments, taskSets }: Service): boolean {
  return (
    deployments.some(({ rolloutState }) => rolloutState === 'in-progress') ||
    deployments.filter(({ status }) => status !== 'inactive').length > 1 ||
    taskSets.some(({ stability }) => stability === 'stabilizing')
  );
}

function lacksTasks({ tasks }: Sighting, service: Service): boolean {
  const isFailing = service.deployments.some(({ failedTasks }) => failedTasks > 0);
  const isUnwell = tasks.kind === 'known' && tasks.value.some(({ health }) => health === 'unhealthy');
  return service.runningCount < service.desiredCount || isFailing || isUnwell;
}

/** Last seen not all healthy, or fewer than tasks that run, or named in trouble since. */
function isSuspicious(seen: TargetGroupSighting, sighting: Sighting, service: Service, now: Date): boolean {
  const { targets } = seen;
  const since = targets.kind === 'known' ? targets.readAt : new Date(now.getTime() - LATELY_MS);
  if (service.events.some((event) => event.createdAt >= since && saysTrouble(event))) return true;
  if (targets.kind === 'unknown' || !takesProduction(seen, sighting)) return false;
  const counted = targets.value.filter(({ state }) => state !== 'draining');
  const running = sighting.tasks.kind === 'known' ? runningTasks(sighting.tasks.value).length : 0;
  return (
    counted.some(({ state }) => state !== 'healthy') ||
    (service.taskSets.length < 2 && counted.length < running)
  );
}

/** Clocks can be set back: what seems to have been read later than now is not young. */
function isYoung({ targets }: TargetGroupSighting, now: Date): boolean {
  if (targets.kind === 'unknown') return false;
  const ageMs = now.getTime() - targets.readAt.getTime();
  return ageMs >= 0 && ageMs < YOUNG_MS;
}

/**
 * A refusal stands until somebody mends it; whatever else went wrong may be over with the next call, credentials as
 * well where they did for the service.
 */
function isRefused({ targets }: TargetGroupSighting): boolean {
  const lasting: readonly Unknown['why'][] = ['denied', 'not-found', 'unsupported'];
  return targets.kind === 'unknown' && lasting.includes(targets.why);
}

/** Spreads the tries over the sweeps, without anything to remember. */
function isTurn(arn: string, now: Date): boolean {
  const sum = [...arn].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 65_521, 7);
  const sweeps = RETRY_MS / SWEEP_MS;
  return (Math.floor(now.getTime() / SWEEP_MS) + sum) % sweeps === 0;
}

/** Services can share a group; it is as suspicious as the worst of them. */
function once(all: readonly Candidate[]): readonly Candidate[] {
  const byKey = new Map<string, Candidate>();
  for (const each of all) {
    const key = `${each.env} ${each.arn}`;
    const known = byKey.get(key);
    if (!known || (each.suspicious && !known.suspicious)) byKey.set(key, each);
  }
  return [...byKey.values()];
}

/** In the order in which one environment's groups are asked, with a part of the rotation between the suspicious. */
function queueOf(all: readonly Candidate[]): readonly Candidate[] {
  const sorted = all.toSorted((one, other) => timeOf(one) - timeOf(other));
  const suspicious = sorted.filter((each) => each.suspicious);
  const others = sorted.filter((each) => !each.suspicious);
  const queue: Candidate[] = [];
  while (suspicious.length > 0 || others.length > 0) {
    const isTurnOfOthers = queue.length % ROTATION_SHARE === ROTATION_SHARE - 1;
    const next = isTurnOfOthers
      ? (others.shift() ?? suspicious.shift())
      : (suspicious.shift() ?? others.shift());
    if (next) queue.push(next);
  }
  return queue;
}

function timeOf({ readAt }: Candidate): number {
  return readAt?.getTime() ?? 0;
}

/** One of each queue in turn, until there are `most`. */
function inTurns(queues: readonly (readonly Candidate[])[], most: number): readonly Candidate[] {
  const longest = Math.max(0, ...queues.map(({ length }) => length));
  const all = Array.from({ length: longest }, (_, at) => queues.flatMap((queue) => queue[at] ?? [])).flat();
  return all.slice(0, Math.max(0, most));
}
