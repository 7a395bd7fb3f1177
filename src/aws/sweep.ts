import { breath, type Clock, inTime } from '../clock.ts';
import type { Fact, Unknown } from '../deployment/fact.ts';
import { liveRevisions } from '../deployment/revisions.ts';
import type { Service, ServiceRef, Task } from '../deployment/service.ts';
import type { Overview, Sighting } from '../deployment/sighting.ts';
import { type Begun, begun, late } from './begun.ts';
import type { Freshness } from './estate.ts';
import type { Limits } from './limits.ts';
import { beginTasks, byService } from './many-tasks.ts';
import { type Place, unseen } from './overview.ts';
import type { Reads } from './reads.ts';
import { accountGaps, ofRightAccount } from './right-account.ts';

/** Target health comes round every few minutes; what a card or a round read within this time is still worth a look. Its age is with it. */
const TARGETS_MAX_AGE_MS = 15 * 60_000;

/** Sightings made in one go: some milliseconds. */
const SEEN_PER_BREATH = 100;

/** How long a sweep waits, and by which clock. */
export interface Patience {
  readonly limits: Pick<Limits, 'sweepMs'>;
  readonly clock: Clock;
}

/**
 * Looks at many services for nobody in particular, with as few calls as the batch sizes allow: services in tens,
 * running tasks of whole clusters, stopped ones only where they are new. Target health, its checks and task
 * definitions are what is remembered of them; the history is not asked for. What is late is unknown.
 */
export async function sweepOf(
  places: readonly Place[],
  refs: readonly ServiceRef[],
  freshness: Freshness,
  { limits, clock }: Patience,
): Promise<Overview> {
  const looks = new Map<ServiceRef, SweepLook>();
  for (const { environment, reads } of places) {
    const own = refs.filter(({ env }) => env === environment.alias);
    for (const [cluster, here] of byCluster(own)) {
      for (const [ref, look] of beginSweep(reads, cluster, here, freshness)) looks.set(ref, look);
      await breath();
    }
  }
  const everything = Promise.all([...looks.values()].map(({ done }) => done));
  await inTime(everything, limits.sweepMs, clock, () => undefined);
  await breath();

  const byAlias = new Map(places.map(({ environment }) => [environment.alias, environment]));
  const seen: Sighting[] = [];
  for (const ref of refs) {
    seen.push(looks.get(ref)?.soFar() ?? unseen(ref));
    if (seen.length % SEEN_PER_BREATH === 0) await breath();
  }
  return {
    sightings: seen.map((each) => {
      const environment = byAlias.get(each.ref.env);
      return environment ? ofRightAccount(environment, each) : each;
    }),
    gaps: places.flatMap(({ environment }) => accountGaps(environment, seen)),
  };
}

interface SweepLook {
  /** Settles when all of ECS is there. */
  readonly done: Promise<unknown>;
  soFar(): Sighting;
}

function beginSweep(
  reads: Reads,
  cluster: string,
  refs: readonly ServiceRef[],
  { maxAgeMs }: Freshness,
): ReadonlyMap<ServiceRef, SweepLook> {
  const want = { maxAgeMs, lane: 'routine' } as const;
  const looks = new Map<ServiceRef, SweepLook>();
  const names = [...new Set(refs.map(({ name }) => name))];
  const services = reads.services(cluster, names, want);
  const tasksOf = beginTasks(reads, cluster, { asked: names.length, ...want });
  const stoppedOf = byService(reads.clusterStopped(cluster, want), (ref) =>
    reads.serviceTasks(ref, 'STOPPED', want),
  );
  for (const ref of refs) {
    const service = services.get(ref.name);
    if (!service) continue;
    const facts = {
      service: begun('the service', service),
      tasks: begun('its tasks', tasksOf(ref)),
      stopped: begun('its stopped tasks', stoppedOf(ref)),
    };
    looks.set(ref, lookOf(reads, ref, facts));
  }
  return looks;
}

interface BegunFacts {
  readonly service: Begun<Service>;
  readonly tasks: Begun<readonly Task[]>;
  readonly stopped: Begun<readonly Task[]>;
}

function lookOf(reads: Reads, ref: ServiceRef, { service, tasks, stopped }: BegunFacts): SweepLook {
  return {
    done: Promise.all([service.done, tasks.done, stopped.done]),
    soFar: () => ({
      ref,
      tasks: tasks.soFar(late),
      stopped: stopped.soFar(late),
      ...remembered(reads, service.soFar(late)),
      history: undefined,
    }),
  };
}

/** A service with what needs no call. */
function remembered(
  reads: Reads,
  service: Fact<Service>,
): Pick<Sighting, 'service' | 'targetGroups' | 'definitions'> {
  if (service.kind === 'unknown') return { service, targetGroups: [], definitions: undefined };
  return {
    service,
    targetGroups: service.value.targetGroups.map((group) => ({
      group,
      targets: reads.lastTargets(group.arn, TARGETS_MAX_AGE_MS) ?? NOT_YET,
      check: reads.knownCheck(group.arn, TARGETS_MAX_AGE_MS),
    })),
    definitions: reads.knownDefinitions(liveRevisions(service.value)),
  };
}

const NOT_YET: Unknown = { kind: 'unknown', why: 'pending', detail: 'still being read' };

function byCluster(refs: readonly ServiceRef[]): ReadonlyMap<string, readonly ServiceRef[]> {
  const clusters = new Map<string, ServiceRef[]>();
  for (const ref of refs) {
    const here = clusters.get(ref.cluster);
    if (here) here.push(ref);
    else clusters.set(ref.cluster, [ref]);
  }
  return clusters;
}
