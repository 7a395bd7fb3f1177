import type { Service, ServiceEvent } from '../deployment/service.ts';
import type { Sighting, TargetGroupSighting } from '../deployment/sighting.ts';

/** A target group of an environment. */
export interface GroupToAsk {
  readonly env: string;
  readonly arn: string;
}

/** What was asked a moment ago is not asked again. */
const YOUNG_MS = 10_000;

/** What ECS writes when a task or a target does not do well. */
const TROUBLE =
  /is unhealthy in|failed (?:container|ELB) health checks|unable to|failed to|deployment failed/i;

interface Candidate extends GroupToAsk {
  /** 0 under suspicion, 1 never read, 2 the rest. */
  readonly rank: number;
  /** Epoch milliseconds; 0 where it was never read. */
  readonly readMs: number;
}

/**
 * The target groups that are worth a call now: first those of services about which the cheap signals tell something,
 * then those never read, then those read longest ago. Environments take turns, since each has a quota of its own.
 * @param most in all environments together
 */
export function targetGroupsToAsk(
  sightings: readonly Sighting[],
  now: Date,
  most: number,
): readonly GroupToAsk[] {
  const all = new Map<string, Candidate>();
  for (const sighting of sightings) {
    for (const seen of sighting.targetGroups) {
      const candidate = candidateOf(sighting, seen);
      const key = `${candidate.env} ${candidate.arn}`;
      const known = all.get(key);
      if (now.getTime() - candidate.readMs < YOUNG_MS) continue;
      // Services may share a group: the worse suspicion counts.
      if (!known || candidate.rank < known.rank) all.set(key, candidate);
    }
  }
  return inTurns([...all.values()].sort(byWorth))
    .slice(0, most)
    .map(({ env, arn }) => ({ env, arn }));
}

function candidateOf({ ref, service }: Sighting, { group, targets }: TargetGroupSighting): Candidate {
  const readMs = targets.kind === 'known' ? targets.readAt.getTime() : 0;
  const suspected =
    (service.kind === 'known' && isSuspect(service.value, readMs)) ||
    (targets.kind === 'known' && targets.value.some(({ state }) => state !== 'healthy'));
  return { env: ref.env, arn: group.arn, rank: suspected ? 0 : readMs === 0 ? 1 : 2, readMs };
}

function isSuspect(service: Service, readMs: number): boolean {
  return (
    service.runningCount < service.desiredCount ||
    service.deployments.length > 1 ||
    service.deployments.some(
      ({ failedTasks, rolloutState }) => failedTasks > 0 || rolloutState === 'in-progress',
    ) ||
    service.events.some((event) => isTrouble(event, readMs))
  );
}

function isTrouble({ message, createdAt }: ServiceEvent, readMs: number): boolean {
  return readMs > 0 && createdAt.getTime() >= readMs && TROUBLE.test(message);
}

function byWorth(one: Candidate, other: Candidate): number {
  return one.rank - other.rank || one.readMs - other.readMs || (one.arn < other.arn ? -1 : 1);
}

/** The best of each environment, then the second of each, and so on; each keeps its own order. */
function inTurns(sorted: readonly Candidate[]): readonly Candidate[] {
  const taken = new Map<string, number>();
  return sorted
    .map((candidate) => {
      const turn = taken.get(candidate.env) ?? 0;
      taken.set(candidate.env, turn + 1);
      return { candidate, turn };
    })
    .sort((one, other) => one.turn - other.turn)
    .map(({ candidate }) => candidate);
}
