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
import { type Ecs, SERVICES_PER_CALL } from './ecs.ts';
import { unknownOf } from './failures.ts';
import { createMemory } from './memory.ts';
import type { Targets } from './targets.ts';

/** Entries kept per kind of read: several times the largest estate that one bot is meant for. */
const MOST_SERVICES = 5000;
const MOST_CLUSTERS = 200;
const MOST_DEFINITIONS = 500;
/** A registered revision never changes, so its age does not matter. */
const FOR_EVER = Number.POSITIVE_INFINITY;

/** One environment's facts, each remembered and asked for at most once at a time. No method rejects but for bugs. */
export interface Reads {
  clusters(maxAgeMs: number): Promise<Fact<readonly string[]>>;
  serviceNames(cluster: string, maxAgeMs: number): Promise<Fact<readonly string[]>>;
  /** How many services the cluster had when last listed; undefined if it never was. */
  knownSize(cluster: string): number | undefined;
  /** Facts by service name, asked for ten at a time. */
  services(
    cluster: string,
    names: readonly string[],
    maxAgeMs: number,
  ): ReadonlyMap<string, Promise<Fact<Service>>>;
  clusterTasks(cluster: string, maxAgeMs: number): Promise<Fact<readonly Task[]>>;
  serviceTasks(
    ref: ServiceRef,
    desired: 'RUNNING' | 'STOPPED',
    maxAgeMs: number,
  ): Promise<Fact<readonly Task[]>>;
  definitions(revisions: readonly Revision[]): Promise<Fact<readonly TaskDefinition[]>>;
  history(ref: ServiceRef, maxAgeMs: number): Promise<Fact<readonly PastDeployment[]>>;
  targets(groupArn: string, maxAgeMs: number): Promise<Fact<readonly Target[]>>;
  /** Whether `targets` would answer from memory. */
  knowsTargets(groupArn: string, maxAgeMs: number): boolean;
  checks(
    groupArns: readonly string[],
    maxAgeMs: number,
  ): ReadonlyMap<string, Promise<Fact<TargetGroupCheck>>>;
}

/** @param env alias of the environment, for the references of what is read */
export function createReads(
  env: string,
  { ecs, targets, clock }: { ecs: Ecs; targets: Targets; clock: Clock },
): Reads {
  const clusters = createMemory<readonly string[]>('ecs:ListClusters', 1, clock);
  const names = createMemory<readonly string[]>('ecs:ListServices', MOST_CLUSTERS, clock);
  const services = createMemory<Service>('ecs:DescribeServices', MOST_SERVICES, clock);
  const clusterTasks = createMemory<readonly Task[]>('ecs:DescribeTasks', MOST_CLUSTERS, clock);
  const serviceTasks = createMemory<readonly Task[]>('ecs:DescribeTasks', MOST_SERVICES, clock);
  const definitions = createMemory<TaskDefinition>('ecs:DescribeTaskDefinition', MOST_DEFINITIONS, clock);
  const history = createMemory<readonly PastDeployment[]>('ecs:ListServiceDeployments', MOST_SERVICES, clock);
  const health = createMemory<readonly Target[]>(
    'elasticloadbalancing:DescribeTargetHealth',
    MOST_SERVICES,
    clock,
  );
  const checks = createMemory<TargetGroupCheck>(
    'elasticloadbalancing:DescribeTargetGroups',
    MOST_SERVICES,
    clock,
  );

  return {
    clusters: (maxAgeMs) => asFact(clusters.read('', maxAgeMs, () => ecs.clusters())),
    serviceNames: (cluster, maxAgeMs) =>
      asFact(names.read(cluster, maxAgeMs, () => ecs.serviceNames(cluster))),
    knownSize: (cluster) => names.recall(cluster, FOR_EVER)?.value.length,
    services(cluster, wanted, maxAgeMs) {
      const keys = wanted.map((name) => `${cluster}/${name}`);
      const reads = services.readMany(keys, maxAgeMs, {
        batch: SERVICES_PER_CALL,
        fetch: async (part) => {
          const found = await ecs.services(
            env,
            cluster,
            part.map((key) => key.slice(cluster.length + 1)),
          );
          return new Map([...found].map(([name, service]) => [`${cluster}/${name}`, service]));
        },
        absent: (key) => new UpstreamError(`find service ${key}: ECS does not know it`, 'not-found'),
      });
      return new Map(wanted.map((name) => [name, asFact(reads.get(`${cluster}/${name}`))]));
    },
    clusterTasks: (cluster, maxAgeMs) =>
      asFact(clusterTasks.read(cluster, maxAgeMs, () => ecs.tasks(cluster, 'RUNNING'))),
    serviceTasks: ({ cluster, name }, desired, maxAgeMs) =>
      asFact(
        serviceTasks.read(`${desired} ${cluster}/${name}`, maxAgeMs, () => ecs.tasks(cluster, desired, name)),
      ),
    async definitions(revisions) {
      const reads = revisions.map((each) =>
        asFact(definitions.read(each.arn, FOR_EVER, () => ecs.taskDefinition(each))),
      );
      return allOf(await Promise.all(reads), clock);
    },
    history: (ref, maxAgeMs) =>
      asFact(history.read(`${ref.cluster}/${ref.name}`, maxAgeMs, () => ecs.history(ref))),
    targets: (groupArn, maxAgeMs) => asFact(health.read(groupArn, maxAgeMs, () => targets.health(groupArn))),
    knowsTargets: (groupArn, maxAgeMs) => health.recall(groupArn, maxAgeMs) !== undefined,
    checks(groupArns, maxAgeMs) {
      const reads = checks.readMany(groupArns, maxAgeMs, {
        batch: 400,
        fetch: (part) => targets.checks(part),
        absent: (arn) => new UpstreamError(`find target group ${arn}`, 'not-found'),
      });
      return new Map(groupArns.map((arn) => [arn, asFact(reads.get(arn))]));
    },
  };
}

async function asFact<T>(read: Promise<Known<T>> | undefined): Promise<Fact<T>> {
  try {
    if (!read) throw new UpstreamError('read it', 'not-found');
    return await read;
  } catch (error) {
    return unknownOf(error);
  }
}

/** One fact from many: as old as the oldest, unknown as soon as one is. */
function allOf<T>(facts: readonly Fact<T>[], clock: Clock): Fact<readonly T[]> {
  const known: Known<T>[] = [];
  for (const fact of facts) {
    if (fact.kind === 'unknown') return fact;
    known.push(fact);
  }
  const [oldest] = [...known].sort((one, other) => one.readAt.getTime() - other.readAt.getTime());
  return {
    kind: 'known',
    value: known.map(({ value }) => value),
    readAt: oldest?.readAt ?? clock.now(),
    source: oldest?.source ?? 'ecs:DescribeTaskDefinition',
  };
}
