import { assessContainers, type ContainerTally, containerTally } from './container-health.ts';
import { type Fact, mapFact, unknownReason } from './fact.ts';
import type { Judgement } from './judgement.ts';
import { isMoving, type Rollout } from './rollout.ts';
import type { Service } from './service.ts';
import { tasksBeside } from './serving.ts';
import type { Sighting } from './sighting.ts';
import { assessTargets, type TargetTally, targetTally } from './target-health.ts';
import { assessCounts } from './task-counts.ts';

/** Whether a service serves traffic as it should, with every reason; health of containers and of targets stay two facts. */
export interface Health {
  readonly kind: 'healthy' | 'unhealthy' | 'settling' | 'unknown' | 'idle';
  /** Why not simply healthy, most important first, each a short clause; of a healthy one, how little that rests on. */
  readonly reasons: readonly string[];
  readonly containers: Fact<ContainerTally>;
  readonly targets: readonly { readonly name: string; readonly tally: Fact<TargetTally> }[];
}

/**
 * Judges whether a service serves traffic as it should right now.
 * Targets in `initial` or `draining` count neither way: a rollout is not an outage. What could not be read
 * makes the answer unknown, never healthy; what was read and is bad makes it unhealthy all the same.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html
 */
export function assessHealth(sighting: Sighting, rollout: Rollout, now: Date): Health {
  const containers = containerTally(sighting);
  const targets = sighting.targetGroups.map(({ group, targets: found }) => ({
    name: group.name,
    tally: mapFact(found, targetTally),
  }));
  const about = { containers, targets };
  if (sighting.service.kind === 'unknown')
    return { kind: 'unknown', reasons: [unknownReason('the service', sighting.service)], ...about };
  const service = sighting.service.value;
  if (isIdle(service)) return { kind: 'idle', reasons: [idleReason(service)], ...about };
  if (service.status === 'draining')
    return { kind: 'settling', reasons: [`draining: ${service.runningCount} tasks still run`], ...about };
  const moving = isMoving(rollout);
  // CodeDeploy keeps the old task set for a while after it has taken the traffic away.
  const beside = moving || service.taskSets.length > 1 ? tasksBeside(sighting) : [];
  const judgements = [
    ...assessCounts(service, sighting.tasks, { rollout, now }),
    ...assessContainers(containers, service, { moving, beside }),
    ...sighting.targetGroups.flatMap((seen) => assessTargets(seen, { sighting, service, moving, now })),
  ];
  const { kind, reasons } = weighed(judgements);
  return { kind, reasons: kind === 'healthy' ? uncheckedReasons(sighting, containers) : reasons, ...about };
}

/** The worst kind there is, its reasons first. */
function weighed(judgements: readonly Judgement[]): Pick<Health, 'kind' | 'reasons'> {
  const kind = (['unhealthy', 'unknown', 'settling'] as const).find((each) =>
    judgements.some((one) => one.kind === each),
  );
  const worst = judgements.filter((one) => one.kind === kind);
  const others = judgements.filter((one) => one.kind !== kind);
  return { kind: kind ?? 'healthy', reasons: [...worst, ...others].map(({ reason }) => reason) };
}

/** That tasks run is all the proof there is where no check speaks for them; good news has to say so. */
function uncheckedReasons({ targetGroups }: Sighting, containers: Fact<ContainerTally>): readonly string[] {
  if (targetGroups.length > 0 || containers.kind === 'unknown' || containers.value.healthy > 0) return [];
  const word = containers.value.unclear > 0 ? 'known' : 'defined';
  return [`no health check is ${word}: judged by running tasks alone`];
}

function isIdle(service: Service): boolean {
  return service.desiredCount === 0 && service.runningCount === 0 && service.pendingCount === 0;
}

function idleReason(service: Service): string {
  return service.scheduling === 'daemon'
    ? 'a daemon service without a container instance to run on'
    : 'scaled to zero: no task is wanted and none runs';
}
