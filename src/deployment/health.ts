import type { Fact, Unknown } from './fact.ts';
import type { Service, Target, Task, TaskDefinition } from './service.ts';
import type { Sighting, TargetGroupSighting } from './sighting.ts';

/** Running tasks by what their container health checks say. */
export interface ContainerTally {
  readonly healthy: number;
  readonly unhealthy: number;
  /** No result: no check is defined, or it has not decided yet. */
  readonly undecided: number;
  /** Whether any live revision defines a check; undefined where the task definitions were not read. */
  readonly checkDefined: boolean | undefined;
}

/** Targets of one group by what the load balancer says. */
export interface TargetTally {
  readonly healthy: number;
  readonly unhealthy: number;
  /** `initial` and `draining`: neither way. */
  readonly changing: number;
  /** `unused` and `unavailable`: no traffic or no check. */
  readonly idle: number;
  readonly total: number;
}

/** Whether a service serves traffic as it should, with every reason; health of containers and of targets stay two facts. */
export interface Health {
  readonly kind: 'healthy' | 'unhealthy' | 'settling' | 'unknown' | 'idle';
  /** Why not simply healthy, most important first, each a short clause. */
  readonly reasons: readonly string[];
  readonly containers: Fact<ContainerTally>;
  readonly targets: readonly { readonly name: string; readonly tally: Fact<TargetTally> }[];
}

interface Judgement {
  readonly kind: 'unhealthy' | 'settling' | 'unknown';
  readonly reason: string;
}

/**
 * Judges whether a service serves traffic as it should right now.
 * Targets in `initial` or `draining` count neither way: a rollout is not an outage. What could not be read
 * makes the answer unknown, never healthy; what was read and is bad makes it unhealthy all the same.
 * @param moving whether a rollout is under way, in which missing tasks are expected.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetHealth.html
 */
export function assessHealth(sighting: Sighting, moving: boolean): Health {
  const containers = containerTally(sighting.tasks, sighting.definitions);
  const targets = sighting.targetGroups.map(({ group, targets: found }) => ({
    name: group.name,
    tally: mapFact(found, targetTally),
  }));
  if (sighting.service.kind === 'unknown') {
    return {
      kind: 'unknown',
      reasons: [unknownReason('the service', sighting.service)],
      containers,
      targets,
    };
  }
  const service = sighting.service.value;
  if (isIdle(service)) return { kind: 'idle', reasons: [idleReason(service)], containers, targets };
  const judgements = [
    ...countJudgements(service, moving),
    ...containerJudgements(containers),
    ...sighting.targetGroups.flatMap((seen) => targetJudgements(seen, sighting, service)),
  ];
  const kind = (['unhealthy', 'unknown', 'settling'] as const).find((each) =>
    judgements.some((one) => one.kind === each),
  );
  const worst = kind ? judgements.filter((one) => one.kind === kind) : [];
  const others = judgements.filter((one) => one.kind !== kind);
  return {
    kind: kind ?? 'healthy',
    reasons: [...worst, ...others].map((one) => one.reason),
    containers,
    targets,
  };
}

/** Counts targets by state. `unhealthy.draining` (network load balancers) is unhealthy. */
export function targetTally(targets: readonly Target[]): TargetTally {
  const count = (...states: readonly string[]) =>
    targets.filter((each) => states.includes(each.state)).length;
  const healthy = count('healthy');
  const unhealthy = count('unhealthy', 'unhealthy.draining');
  const changing = count('initial', 'draining');
  return {
    healthy,
    unhealthy,
    changing,
    idle: targets.length - healthy - unhealthy - changing,
    total: targets.length,
  };
}

/** The same fact about something made from its value. */
function mapFact<T, U>(fact: Fact<T>, make: (value: T) => U): Fact<U> {
  return fact.kind === 'known' ? { ...fact, value: make(fact.value) } : fact;
}

/** "target health of web-tg unknown – needs elasticloadbalancing:DescribeTargetHealth" */
export function unknownReason(subject: string, unknown: Unknown): string {
  if (unknown.why === 'pending') return `${subject} is still being read`;
  const why = unknown.permission ? `needs ${unknown.permission}` : unknown.detail;
  return `${subject} unknown – ${why}`;
}

function containerTally(
  tasks: Fact<readonly Task[]>,
  definitions: Fact<readonly TaskDefinition[]> | undefined,
): Fact<ContainerTally> {
  return mapFact(tasks, (all) => {
    const running = all.filter((task) => task.lastStatus === 'running');
    const count = (health: Task['health']) => running.filter((task) => task.health === health).length;
    return {
      healthy: count('healthy'),
      unhealthy: count('unhealthy'),
      undecided: count('unknown'),
      checkDefined: checkDefined(running, definitions),
    };
  });
}

function checkDefined(
  running: readonly Task[],
  definitions: Fact<readonly TaskDefinition[]> | undefined,
): boolean | undefined {
  if (running.some((task) => task.health !== 'unknown')) return true;
  if (definitions?.kind !== 'known') return undefined;
  return definitions.value.some((definition) =>
    definition.containers.some((each) => each.healthCheck !== undefined),
  );
}

function isIdle(service: Service): boolean {
  if (service.status === 'inactive') return true;
  return service.desiredCount === 0 && service.runningCount === 0 && service.pendingCount === 0;
}

function idleReason(service: Service): string {
  if (service.status === 'inactive') return 'the service is inactive: it was deleted';
  if (service.scheduling === 'daemon') return 'a daemon service without a container instance to run on';
  return 'scaled to zero: no task is wanted and none runs';
}

function countJudgements(service: Service, moving: boolean): Judgement[] {
  const { runningCount: running, desiredCount: desired, pendingCount: pending } = service;
  if (service.status === 'draining')
    return [{ kind: 'settling', reason: `draining: ${running} tasks still run` }];
  if (running >= desired) return [];
  const reason = `${running} of ${desired} tasks run${pending > 0 ? `, ${pending} pending` : ''}`;
  return [{ kind: moving && running > 0 ? 'settling' : 'unhealthy', reason }];
}

function containerJudgements(containers: Fact<ContainerTally>): Judgement[] {
  if (containers.kind === 'unknown')
    return [{ kind: 'unknown', reason: unknownReason('container health', containers) }];
  const { healthy, unhealthy, undecided } = containers.value;
  const total = healthy + unhealthy + undecided;
  if (unhealthy > 0)
    return [{ kind: 'unhealthy', reason: `container health: ${unhealthy} of ${total} unhealthy` }];
  if (healthy > 0 && undecided > 0) {
    return [{ kind: 'settling', reason: `container health: ${undecided} of ${total} not decided yet` }];
  }
  return [];
}

function targetJudgements(seen: TargetGroupSighting, sighting: Sighting, service: Service): Judgement[] {
  const { name } = seen.group;
  if (seen.targets.kind === 'unknown') {
    return [{ kind: 'unknown', reason: unknownReason(`target health of ${name}`, seen.targets) }];
  }
  const tally = targetTally(seen.targets.value);
  if (tally.unhealthy > 0) {
    const open =
      tally.healthy === 0 ? '; with none healthy the load balancer sends traffic to all of them' : '';
    return [
      {
        kind: 'unhealthy',
        reason: `targets of ${name}: ${tally.unhealthy} of ${tally.total} unhealthy${open}`,
      },
    ];
  }
  if (tally.healthy > 0) return [];
  if (isTheIdleGroup(seen, sighting) || service.runningCount === 0) return [];
  if (tally.changing > 0)
    return [{ kind: 'settling', reason: `targets of ${name}: ${tally.changing} not decided yet` }];
  if (tally.idle > 0)
    return [{ kind: 'unhealthy', reason: `targets of ${name}: ${tally.idle} get no traffic or no check` }];
  return [{ kind: 'unhealthy', reason: `targets of ${name}: none registered` }];
}

/** In a blue/green service one of the two groups is empty between deployments, and either may be the one. */
function isTheIdleGroup(seen: TargetGroupSighting, sighting: Sighting): boolean {
  if (!sighting.targetGroups.some(({ group }) => group.role === 'alternate')) return false;
  return sighting.targetGroups.some(
    (other) =>
      other !== seen && other.targets.kind === 'known' && targetTally(other.targets.value).healthy > 0,
  );
}
