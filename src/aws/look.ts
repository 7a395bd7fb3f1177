import type { Fact, Unknown } from '../deployment/fact.ts';
import type { Revision, Service, ServiceRef, TargetGroupRef, Task } from '../deployment/service.ts';
import type { Sighting, TargetGroupSighting } from '../deployment/sighting.ts';
import type { Freshness } from './estate.ts';
import type { Reads } from './reads.ts';

/** A target's state changes within seconds of a check, but each group costs a call; its age is shown. */
const TARGETS_MAX_AGE_MS = 60_000;
/** Up to so many services of a large cluster are cheaper to ask one by one than the cluster as a whole. */
const FEW_SERVICES = 3;
/** A cluster this large fills more than one page of tasks. */
const LARGE_CLUSTER = 60;

const PENDING: Unknown = { kind: 'unknown', why: 'pending', detail: 'still being read' };

/** Everything about one service, all sources in parallel; a failed one is an unknown fact. */
export async function lookAt(reads: Reads, ref: ServiceRef, { maxAgeMs }: Freshness): Promise<Sighting> {
  const [service, tasks, stopped, history] = await Promise.all([
    serviceFact(reads, ref, maxAgeMs),
    reads.serviceTasks(ref, 'RUNNING', maxAgeMs),
    reads.serviceTasks(ref, 'STOPPED', maxAgeMs),
    reads.history(ref, maxAgeMs),
  ]);
  if (service.kind === 'unknown') {
    return { ref, service, tasks, stopped, targetGroups: [], definitions: undefined, history };
  }
  const [targetGroups, definitions] = await Promise.all([
    targetGroupSightings(reads, service.value.targetGroups, maxAgeMs),
    reads.definitions(revisionsOf(service.value)),
  ]);
  return { ref, service, tasks, stopped, targetGroups, definitions, history };
}

/** Sightings of many services of one environment. */
export interface ManyLooks {
  /** Every ECS fact; target health as far as it is remembered, the rest pending. */
  readonly first: readonly Sighting[];
  /** Target groups still to be read. */
  readonly pending: number;
  /** The same with all target health. */
  readonly complete: Promise<readonly Sighting[]>;
}

/** Looks at many services with as few calls as the batch sizes allow. Reads of target health begin at once and go on behind. */
export async function lookAtMany(
  reads: Reads,
  refs: readonly ServiceRef[],
  freshness: Freshness,
): Promise<ManyLooks> {
  const targetsMaxAgeMs = Math.max(freshness.maxAgeMs, TARGETS_MAX_AGE_MS);
  const clusters = [...new Set(refs.map(({ cluster }) => cluster))];
  const perCluster = clusters.map((cluster) => {
    const names = [...new Set(refs.filter((ref) => ref.cluster === cluster).map(({ name }) => name))];
    const services = reads.services(cluster, names, freshness.maxAgeMs);
    return { cluster, services, tasks: tasksOf(reads, cluster, names, freshness.maxAgeMs) };
  });
  const found = new Map(perCluster.map((each) => [each.cluster, each]));
  const looked = await Promise.all(
    refs.map(async (ref) => {
      const here = found.get(ref.cluster);
      const service = (await here?.services.get(ref.name)) ?? PENDING;
      const groups = service.kind === 'known' ? service.value.targetGroups : [];
      const unread = groups.filter(({ arn }) => !reads.knowsTargets(arn, targetsMaxAgeMs));
      const targets = new Map(groups.map(({ arn }) => [arn, reads.targets(arn, targetsMaxAgeMs)]));
      const tasks = (await here?.tasks(ref.name)) ?? PENDING;
      return { ref, service, tasks, groups, targets, unread: new Set(unread.map(({ arn }) => arn)) };
    }),
  );
  const sightingOf = async (each: (typeof looked)[number], wait: boolean): Promise<Sighting> => ({
    ref: each.ref,
    service: each.service,
    tasks: each.tasks,
    stopped: undefined,
    targetGroups: await Promise.all(
      each.groups.map(async (group): Promise<TargetGroupSighting> => {
        const isPending = !wait && each.unread.has(group.arn);
        const targets = isPending ? PENDING : ((await each.targets.get(group.arn)) ?? PENDING);
        return { group, targets, check: undefined };
      }),
    ),
    definitions: undefined,
    history: undefined,
  });
  const all = (wait: boolean) => Promise.all(looked.map((each) => sightingOf(each, wait)));
  const pending = new Set(looked.flatMap(({ unread }) => [...unread])).size;
  return { first: await all(false), pending, complete: all(true) };
}

/** Tasks by service: the whole cluster's at once, or one by one for a few services of a large cluster. */
function tasksOf(
  reads: Reads,
  cluster: string,
  names: readonly string[],
  maxAgeMs: number,
): (name: string) => Promise<Fact<readonly Task[]>> {
  const isLarge = (reads.knownSize(cluster) ?? 0) >= LARGE_CLUSTER;
  if (isLarge && names.length <= FEW_SERVICES) {
    return (name) => reads.serviceTasks({ env: '', cluster, name }, 'RUNNING', maxAgeMs);
  }
  const byService = reads.clusterTasks(cluster, maxAgeMs).then((fact) => ({ fact, groups: grouped(fact) }));
  return async (name) => {
    const { fact, groups } = await byService;
    return fact.kind === 'unknown' ? fact : { ...fact, value: groups.get(`service:${name}`) ?? [] };
  };
}

function grouped(fact: Fact<readonly Task[]>): ReadonlyMap<string, readonly Task[]> {
  const groups = new Map<string, Task[]>();
  for (const task of fact.kind === 'known' ? fact.value : []) {
    const group = groups.get(task.group ?? '');
    if (group) group.push(task);
    else groups.set(task.group ?? '', [task]);
  }
  return groups;
}

async function serviceFact(
  reads: Reads,
  { cluster, name }: ServiceRef,
  maxAgeMs: number,
): Promise<Fact<Service>> {
  return (await reads.services(cluster, [name], maxAgeMs).get(name)) ?? PENDING;
}

async function targetGroupSightings(
  reads: Reads,
  groups: readonly TargetGroupRef[],
  maxAgeMs: number,
): Promise<readonly TargetGroupSighting[]> {
  const checks = reads.checks(
    groups.map(({ arn }) => arn),
    maxAgeMs,
  );
  return Promise.all(
    groups.map(async (group) => {
      const [targets, check] = await Promise.all([reads.targets(group.arn, maxAgeMs), checks.get(group.arn)]);
      return { group, targets, check };
    }),
  );
}

/** The revisions of all live deployments and task sets; of the service itself where it has neither. */
function revisionsOf(service: Service): readonly Revision[] {
  const live = [...service.deployments, ...service.taskSets].flatMap(({ revision }) =>
    revision ? [revision] : [],
  );
  const all = live.length > 0 || !service.revision ? live : [service.revision];
  return all.filter((revision, at) => all.findIndex(({ arn }) => arn === revision.arn) === at);
}
