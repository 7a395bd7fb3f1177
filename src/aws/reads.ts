import type { Clock } from '../clock.ts';
import { type Fact, mapFact, unknownOf } from '../deployment/fact.ts';
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
import type { ServiceRevision, Settings } from '../diagnosis/settings.ts';
import { UpstreamError } from '../errors.ts';
import { targetGroupName } from './arn.ts';
import { allOf, asFact, factsOf } from './as-fact.ts';
import type { Ticket } from './budget.ts';
import { BATCH, type Desired, type Ecs, type ReadDefinition } from './ecs.ts';
import { chunks, createMemory, type Want } from './memory.ts';
import { createServiceReads, MOST_SERVICES, type ServiceReads } from './service-reads.ts';
import type { DeploymentBrief } from './service-shapes.ts';
import { createStoppedReads, type StoppedReads } from './stopped-reads.ts';
import { GROUPS_PER_CALL, type Targets } from './targets.ts';

const MOST_CLUSTERS = 200;
const MOST_DEFINITIONS = 500;

/** One environment's facts, each remembered and asked for at most once at a time. No method rejects but for bugs. */
export interface Reads extends ServiceReads {
  clusters(want: Want): Promise<Fact<readonly string[]>>;
  serviceNames(cluster: string, want: Want): Promise<Fact<readonly string[]>>;
  service(ref: ServiceRef, want: Want): Promise<Fact<Service>>;
  /** The running tasks of a whole cluster. */
  clusterTasks(cluster: string, want: Want): Promise<Fact<readonly Task[]>>;
  /** How large a cluster was when last seen, and whether its tasks are remembered. */
  clusterSize(cluster: string, maxAgeMs: number): ClusterSize;
  serviceTasks(ref: ServiceRef, desired: Desired, want: Want): Promise<Fact<readonly Task[]>>;
  readonly clusterStopped: StoppedReads;
  /** The stopped tasks of a service as a card read them. */
  knownStopped(ref: ServiceRef, maxAgeMs: number): Fact<readonly Task[]> | undefined;
  definitions(revisions: readonly Revision[], want: Want): Promise<Fact<readonly TaskDefinition[]>>;
  /** What else they ask for: with the same calls. */
  settings(revisions: readonly Revision[], want: Want): Promise<Fact<readonly Settings[]>>;
  /** Those of the newest deployments that the history knows. */
  serviceRevisions(arns: readonly string[], want: Want): Promise<Fact<readonly ServiceRevision[]>>;
  /** The same, each by itself: one that ECS has forgotten does not spoil the others. */
  revisionsByArn(arns: readonly string[], want: Want): Promise<ReadonlyMap<string, Fact<ServiceRevision>>>;
  /** Those of them that were ever read; undefined where none was. */
  knownDefinitions(revisions: readonly Revision[]): Fact<readonly TaskDefinition[]> | undefined;
  history(ref: ServiceRef, want: Want): Promise<Fact<readonly PastDeployment[]>>;
  targets(groupArn: string, want: Want): Promise<Fact<readonly Target[]>>;
  /** What `targets` would answer from memory. */
  knownTargets(groupArn: string, maxAgeMs: number): Fact<readonly Target[]> | undefined;
  /** What the last read of a group's targets came to, be it a failure. */
  lastTargets(groupArn: string, maxAgeMs: number): Fact<readonly Target[]> | undefined;
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
  const ofServices = createServiceReads({ ecs, clock });
  const clusters = memory<readonly string[]>('ecs:ListClusters', 1);
  const names = memory<readonly string[]>('ecs:ListServices', MOST_CLUSTERS);
  const clusterTasks = memory<readonly Task[]>('ecs:DescribeTasks', MOST_CLUSTERS);
  const serviceTasks = memory<readonly Task[]>('ecs:DescribeTasks', MOST_SERVICES);
  const definitions = memory<ReadDefinition>('ecs:DescribeTaskDefinition', MOST_DEFINITIONS, true);
  const deployments = memory<readonly DeploymentBrief[]>('ecs:ListServiceDeployments', MOST_SERVICES);
  const revisions = memory<ServiceRevision>('ecs:DescribeServiceRevisions', MOST_SERVICES, true);
  const health = memory<readonly Target[]>('elasticloadbalancing:DescribeTargetHealth', MOST_SERVICES);
  const checks = memory<TargetGroupCheck>('elasticloadbalancing:DescribeTargetGroups', MOST_SERVICES);

  const described = async (
    cluster: string,
    desired: Desired,
    asked: { service?: string; ticket: Ticket },
  ) => {
    const arns = await ecs.taskArns(cluster, desired, asked);
    const parts = chunks(arns, BATCH.tasks).map((part) => ecs.tasks(cluster, part, asked.ticket));
    return (await Promise.all(parts)).flat();
  };

  const readDefinitions = async (wanted: readonly Revision[], want: Want) => {
    const reads = wanted.map((each) => definitions.read(each.arn, want, () => ecs.taskDefinition(each)));
    return allOf(await Promise.all(reads.map(asFact)), 'ecs:DescribeTaskDefinition', clock);
  };

  const readRevisions = async (arns: readonly string[], want: Want) => {
    const reads = revisions.readMany(arns, want, {
      batch: BATCH.serviceRevisions,
      fetch: (part) => ecs.serviceRevisions(part),
      absent: () => new UpstreamError('describe a service revision: not found', 'not-found'),
    });
    const read = [...reads].map(async ([arn, each]) => [arn, await asFact(each)] as const);
    return new Map(await Promise.all(read));
  };

  /** The revisions that past deployments asked for. The history is worth having without those that cannot be read. */
  const revisionsOf = (briefs: readonly DeploymentBrief[], want: Want) =>
    readRevisions(
      briefs.flatMap(({ serviceRevisionArn }) => serviceRevisionArn ?? []),
      want,
    );

  /** A service's running tasks out of its cluster's, where those are remembered. */
  const amongClusterTasks = ({ cluster, name }: ServiceRef, maxAgeMs: number) => {
    const fact = clusterTasks.recall(cluster, maxAgeMs);
    if (!fact || fact.value.some(({ group }) => group === undefined)) return undefined;
    return { ...fact, value: fact.value.filter(({ group }) => group === `service:${name}`) };
  };

  return {
    ...ofServices,
    clusters: (want) => asFact(clusters.read('', want, (ticket) => ecs.clusters(ticket))),
    serviceNames: (cluster, want) =>
      asFact(names.read(cluster, want, (ticket) => ecs.serviceNames(cluster, ticket))),
    service: async ({ cluster, name }, want) =>
      ofServices.services(cluster, [name], want).get(name) ??
      unknownOf(new UpstreamError(`find service ${name}`, 'not-found')),
    clusterTasks: (cluster, want) =>
      asFact(clusterTasks.read(cluster, want, (ticket) => described(cluster, 'RUNNING', { ticket }))),
    clusterStopped: createStoppedReads({ ecs, clock }),
    clusterSize: (cluster, maxAgeMs) => ({
      services: names.recall(cluster, Number.POSITIVE_INFINITY)?.value.length,
      tasks: clusterTasks.recall(cluster, Number.POSITIVE_INFINITY)?.value.length,
      tasksAreFresh: clusterTasks.recall(cluster, maxAgeMs) !== undefined,
    }),
    async serviceTasks(ref, desired, want) {
      const { cluster, name } = ref;
      const remembered = desired === 'RUNNING' ? amongClusterTasks(ref, want.maxAgeMs) : undefined;
      const fetch = (ticket: Ticket) => described(cluster, desired, { service: name, ticket });
      return remembered ?? asFact(serviceTasks.read(tasksKey(ref, desired), want, fetch));
    },
    knownStopped: (ref, maxAgeMs) => serviceTasks.recall(tasksKey(ref, 'STOPPED'), maxAgeMs),
    definitions: async (wanted, want) =>
      mapFact(await readDefinitions(wanted, want), (all) => all.map(({ definition }) => definition)),
    settings: async (wanted, want) =>
      mapFact(await readDefinitions(wanted, want), (all) => all.map(({ settings }) => settings)),
    async serviceRevisions(arns, want) {
      const read = await readRevisions(arns, want);
      return allOf([...read.values()], 'ecs:DescribeServiceRevisions', clock);
    },
    revisionsByArn: readRevisions,
    knownDefinitions(wanted) {
      const known = wanted.flatMap(({ arn }) => definitions.recall(arn, Number.POSITIVE_INFINITY) ?? []);
      if (known.length === 0) return undefined;
      const all = allOf(known, 'ecs:DescribeTaskDefinition', clock);
      return mapFact(all, (each) => each.map(({ definition }) => definition));
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
    lastTargets(groupArn, maxAgeMs) {
      const last = health.recallLast(groupArn, maxAgeMs);
      return last?.kind === 'failed' ? unknownOf(last.error) : last;
    },
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

function pastDeploymentOf(
  brief: DeploymentBrief,
  asked: ReadonlyMap<string, Fact<ServiceRevision>>,
): PastDeployment {
  const fact = asked.get(brief.serviceRevisionArn ?? '');
  return { ...brief, revision: fact?.kind === 'known' ? fact.value.revision : undefined };
}
