import type { Clock } from '../clock.ts';
import type { Fact, Known } from '../deployment/fact.ts';
import type {
  PastDeployment,
  Revision,
  Service,
  ServiceRef,
  Target,
  TargetGroupCheck,
  Task,
  TaskDefinition,
} from '../deployment/service.ts';
import { UpstreamError } from '../errors.ts';
import { lastSegment, targetGroupName } from './arn.ts';
import { BATCH, type Desired, type Ecs } from './ecs.ts';
import { unknownOf } from './failures.ts';
import { chunks, createMemory, type Want } from './memory.ts';
import type { DeploymentBrief } from './service-shapes.ts';
import { GROUPS_PER_CALL, type Targets } from './targets.ts';

/** Entries kept per kind of read: several times the largest estate that one bot is meant for. */
const MOST_SERVICES = 5000;
const MOST_CLUSTERS = 200;
const MOST_DEFINITIONS = 500;

/** One environment's facts, each remembered and asked for at most once at a time. No method rejects but for bugs. */
export interface Reads {
  clusters(want: Want): Promise<Fact<readonly string[]>>;
  serviceNames(cluster: string, want: Want): Promise<Fact<readonly string[]>>;
  /** Facts by service name, asked for ten at a time. */
  services(
    cluster: string,
    names: readonly string[],
    want: Want,
  ): ReadonlyMap<string, Promise<Fact<Service>>>;
  service(ref: ServiceRef, want: Want): Promise<Fact<Service>>;
  /** The running tasks of a whole cluster. */
  clusterTasks(cluster: string, want: Want): Promise<Fact<readonly Task[]>>;
  /** How large a cluster was when last seen, and whether its tasks are remembered. */
  clusterSize(cluster: string, maxAgeMs: number): ClusterSize;
  serviceTasks(ref: ServiceRef, desired: Desired, want: Want): Promise<Fact<readonly Task[]>>;
  /** The stopped tasks of a service as a card read them. */
  knownStopped(ref: ServiceRef, maxAgeMs: number): Fact<readonly Task[]> | undefined;
  definitions(revisions: readonly Revision[], want: Want): Promise<Fact<readonly TaskDefinition[]>>;
  /** Those of them that were ever read; undefined where none was. */
  knownDefinitions(revisions: readonly Revision[]): Fact<readonly TaskDefinition[]> | undefined;
  history(ref: ServiceRef, want: Want): Promise<Fact<readonly PastDeployment[]>>;
  targets(groupArn: string, want: Want): Promise<Fact<readonly Target[]>>;
  /** What `targets` would answer from memory. */
  knownTargets(groupArn: string, maxAgeMs: number): Fact<readonly Target[]> | undefined;
  checks(groupArns: readonly string[], want: Want): ReadonlyMap<string, Promise<Fact<TargetGroupCheck>>>;
  /** How a group is checked, as a card read it. */
  knownCheck(groupArn: string, maxAgeMs: number): Fact<TargetGroupCheck> | undefined;
}

/** What is known about the size of a cluster; undefined where it was never seen. */
export interface ClusterSize {
  readonly services: number | undefined;
  readonly tasks: number | undefined;
  readonly tasksAreFresh: boolean;
}

/** Makes the reads of one environment, with empty memories. */
export function createReads({ ecs, targets, clock }: { ecs: Ecs; targets: Targets; clock: Clock }): Reads {
  const memory = <T>(source: string, most: number, immutable = false) =>
    createMemory<T>({ source, most, immutable }, clock);
  const clusters = memory<readonly string[]>('ecs:ListClusters', 1);
  const names = memory<readonly string[]>('ecs:ListServices', MOST_CLUSTERS);
  const services = memory<Service>('ecs:DescribeServices', MOST_SERVICES);
  const clusterTasks = memory<readonly Task[]>('ecs:DescribeTasks', MOST_CLUSTERS);
  const serviceTasks = memory<readonly Task[]>('ecs:DescribeTasks', MOST_SERVICES);
  const definitions = memory<TaskDefinition>('ecs:DescribeTaskDefinition', MOST_DEFINITIONS, true);
  const deployments = memory<readonly DeploymentBrief[]>('ecs:ListServiceDeployments', MOST_SERVICES);
  const revisions = memory<Revision>('ecs:DescribeServiceRevisions', MOST_SERVICES, true);
  const health = memory<readonly Target[]>('elasticloadbalancing:DescribeTargetHealth', MOST_SERVICES);
  const checks = memory<TargetGroupCheck>('elasticloadbalancing:DescribeTargetGroups', MOST_SERVICES);

  const described = async (cluster: string, desired: Desired, service?: string) => {
    const arns = await ecs.taskArns(cluster, desired, service);
    const parts = await Promise.all(chunks(arns, BATCH.tasks).map((part) => ecs.tasks(cluster, part)));
    return parts.flat();
  };

  /** The revisions that past deployments asked for. The history is worth having without those that cannot be read. */
  const revisionsOf = async (briefs: readonly DeploymentBrief[], want: Want) => {
    const arns = briefs.flatMap(({ serviceRevisionArn }) => serviceRevisionArn ?? []);
    const reads = revisions.readMany(arns, want, {
      batch: BATCH.serviceRevisions,
      fetch: (part) => ecs.serviceRevisions(part),
      absent: () => new UpstreamError('describe a service revision: not found', 'not-found'),
    });
    const read = [...reads].map(async ([arn, each]) => [arn, await asFact(each)] as const);
    return new Map(await Promise.all(read));
  };

  const readServices = (cluster: string, wanted: readonly string[], want: Want) => {
    const keyOf = (name: string) => `${cluster}/${name}`;
    const gone = new Set<string>();
    const reads = services.readMany(wanted.map(keyOf), want, {
      batch: BATCH.services,
      async fetch(part) {
        const { byName, deleted } = await ecs.services(cluster, part.map(lastSegment));
        for (const name of deleted) gone.add(keyOf(name));
        return new Map([...byName].map(([name, service]) => [keyOf(name), service]));
      },
      absent: (key) => new UpstreamError(`find service ${key}: ${whyAbsent(gone.has(key))}`, 'not-found'),
    });
    return factsOf(wanted, (name) => reads.get(keyOf(name)));
  };

  /** A service's running tasks out of its cluster's, where those are remembered. */
  const amongClusterTasks = ({ cluster, name }: ServiceRef, maxAgeMs: number) => {
    const fact = clusterTasks.recall(cluster, maxAgeMs);
    if (!fact || fact.value.some(({ group }) => group === undefined)) return undefined;
    return { ...fact, value: fact.value.filter(({ group }) => group === `service:${name}`) };
  };

  return {
    clusters: (want) => asFact(clusters.read('', want, () => ecs.clusters())),
    serviceNames: (cluster, want) => asFact(names.read(cluster, want, () => ecs.serviceNames(cluster))),
    services: readServices,
    service: async ({ cluster, name }, want) =>
      readServices(cluster, [name], want).get(name) ??
      unknownOf(new UpstreamError(`find service ${name}`, 'not-found')),
    clusterTasks: (cluster, want) =>
      asFact(clusterTasks.read(cluster, want, () => described(cluster, 'RUNNING'))),
    clusterSize: (cluster, maxAgeMs) => ({
      services: names.recall(cluster, Number.POSITIVE_INFINITY)?.value.length,
      tasks: clusterTasks.recall(cluster, Number.POSITIVE_INFINITY)?.value.length,
      tasksAreFresh: clusterTasks.recall(cluster, maxAgeMs) !== undefined,
    }),
    async serviceTasks(ref, desired, want) {
      const { cluster, name } = ref;
      const remembered = desired === 'RUNNING' ? amongClusterTasks(ref, want.maxAgeMs) : undefined;
      const fetch = () => described(cluster, desired, name);
      return remembered ?? asFact(serviceTasks.read(tasksKey(ref, desired), want, fetch));
    },
    knownStopped: (ref, maxAgeMs) => serviceTasks.recall(tasksKey(ref, 'STOPPED'), maxAgeMs),
    async definitions(wanted, want) {
      const reads = wanted.map((each) => definitions.read(each.arn, want, () => ecs.taskDefinition(each)));
      return allOf(await Promise.all(reads.map(asFact)), 'ecs:DescribeTaskDefinition', clock);
    },
    knownDefinitions(wanted) {
      const known = wanted.flatMap(({ arn }) => definitions.recall(arn, Number.POSITIVE_INFINITY) ?? []);
      return known.length > 0 ? allOf(known, 'ecs:DescribeTaskDefinition', clock) : undefined;
    },
    async history(ref, want) {
      const read = deployments.read(`${ref.cluster}/${ref.name}`, want, () => ecs.deployments(ref));
      const fact = await asFact(read);
      if (fact.kind === 'unknown') return fact;
      const asked = await revisionsOf(fact.value, want);
      return { ...fact, value: fact.value.map((brief) => pastDeploymentOf(brief, asked)) };
    },
    targets: (groupArn, want) =>
      asFact(health.read(groupArn, want, (ticket) => targets.health(groupArn, ticket))),
    knownTargets: (groupArn, maxAgeMs) => health.recall(groupArn, maxAgeMs),
    checks(groupArns, want) {
      const reads = checks.readMany(groupArns, want, {
        batch: GROUPS_PER_CALL,
        fetch: (part) => targets.checks(part),
        absent: (arn) =>
          new UpstreamError(`describe target group ${targetGroupName(arn)}: not found`, 'not-found'),
      });
      return factsOf(groupArns, (arn) => reads.get(arn));
    },
    knownCheck: (groupArn, maxAgeMs) => checks.recall(groupArn, maxAgeMs),
  };
}

function tasksKey({ cluster, name }: ServiceRef, desired: Desired): string {
  return `${desired} ${cluster}/${name}`;
}

function whyAbsent(deleted: boolean): string {
  return deleted ? 'it was deleted' : 'ECS knows no such service, or has forgotten that it was deleted';
}

async function asFact<T>(read: Promise<Known<T>>): Promise<Fact<T>> {
  try {
    return await read;
  } catch (error) {
    return unknownOf(error);
  }
}

function factsOf<T>(
  keys: readonly string[],
  readOf: (key: string) => Promise<Known<T>> | undefined,
): ReadonlyMap<string, Promise<Fact<T>>> {
  return new Map(
    keys.flatMap((key) => {
      const read = readOf(key);
      return read ? [[key, asFact(read)] as const] : [];
    }),
  );
}

/** One fact from many: as old as the oldest, unknown as soon as one is. */
function allOf<T>(facts: readonly Fact<T>[], source: string, clock: Clock): Fact<readonly T[]> {
  const values: T[] = [];
  let readAt = clock.now();
  for (const fact of facts) {
    if (fact.kind === 'unknown') return fact;
    values.push(fact.value);
    if (fact.readAt < readAt) readAt = fact.readAt;
  }
  return { kind: 'known', value: values, readAt, source };
}

function pastDeploymentOf(
  { serviceRevisionArn, ...brief }: DeploymentBrief,
  asked: ReadonlyMap<string, Fact<Revision>>,
): PastDeployment {
  const fact = asked.get(serviceRevisionArn ?? '');
  return { ...brief, revision: fact?.kind === 'known' ? fact.value : undefined };
}
