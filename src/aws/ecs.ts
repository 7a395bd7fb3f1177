import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  type ECSClient,
  ListClustersCommand,
  ListServiceDeploymentsCommand,
  ListServicesCommand,
  ListTasksCommand,
  ServiceField,
} from '@aws-sdk/client-ecs';
import type { Revision, Service, ServiceRef, Task, TaskDefinition } from '../deployment/service.ts';
import type { DeploymentDetail, ServiceRevision, Settings } from '../diagnosis/settings.ts';
import { UpstreamError } from '../errors.ts';
import { lastSegment } from './arn.ts';
import type { Ticket } from './budget.ts';
import type { CallAws } from './caller.ts';
import { allPages } from './pages.ts';
import { type DeploymentBrief, deploymentBriefOf, serviceOf, tagsOf } from './service-shapes.ts';
import { deploymentDetailOf, serviceRevisionOf, settingsOf } from './settings-shapes.ts';
import { taskDefinitionOf, taskOf } from './task-shapes.ts';

/** The largest pages that ECS makes. Its own default page of services is 10. */
const PAGE = 100;
/** The largest batches that ECS takes. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Operations.html */
export const BATCH = { services: 10, tasks: 100, serviceRevisions: 20 } as const;
/** Enough to see a rollback and what it rolled back from. */
const DEPLOYMENTS_SHOWN = 5;

/** Whether tasks are meant to run, or were stopped within about an hour. */
export type Desired = 'RUNNING' | 'STOPPED';

/** What ECS knows about the services asked for; a name in neither is not known to it. */
export interface FoundServices {
  readonly byName: ReadonlyMap<string, Service>;
  /** Names that ECS still remembers as deleted (`INACTIVE`), which it does for a while. */
  readonly deleted: ReadonlySet<string>;
  /** By name, of those that are there; empty unless asked for. */
  readonly tags: ReadonlyMap<string, Tags>;
}

/** The tags of a service: value by key. */
export type Tags = ReadonlyMap<string, string>;

/** What is asked about services beside what they are, and with which ticket. */
export interface ServicesAsked {
  readonly ticket?: Ticket;
  readonly withTags?: boolean;
}

/** Of one service only, and with which ticket. */
export interface TasksAsked {
  readonly service?: string | undefined;
  readonly ticket?: Ticket;
}

/** ECS in our words: one method for each action. Every method throws UpstreamError. Calls without a ticket are urgent. */
export interface Ecs {
  /** Names of all clusters. */
  clusters(ticket?: Ticket): Promise<readonly string[]>;
  /** Names of all services of a cluster. */
  serviceNames(cluster: string, ticket?: Ticket): Promise<readonly string[]>;
  /** At most ten services of one cluster. */
  services(cluster: string, names: readonly string[], asked?: ServicesAsked): Promise<FoundServices>;
  /** ARNs of all tasks of a cluster, or of one of its services. */
  taskArns(cluster: string, desired: Desired, asked?: TasksAsked): Promise<readonly string[]>;
  /** At most a hundred tasks of one cluster. Those ECS has forgotten are left out. */
  tasks(cluster: string, arns: readonly string[], ticket?: Ticket): Promise<readonly Task[]>;
  taskDefinition(revision: Revision): Promise<ReadDefinition>;
  /** The newest few, newest first. */
  deployments(ref: ServiceRef): Promise<readonly DeploymentBrief[]>;
  /** At most twenty service revisions, by ARN; of those older than the feature, none. */
  serviceRevisions(arns: readonly string[]): Promise<ReadonlyMap<string, ServiceRevision>>;
  /** How one deployment went; undefined where ECS has forgotten it. */
  deployment(arn: string): Promise<DeploymentDetail | undefined>;
}

/** A revision as a status needs it, and what else it asks for. */
export interface ReadDefinition {
  readonly definition: TaskDefinition;
  readonly settings: Settings;
}

/**
 * @param env alias of the environment, for the references of what is read
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Operations.html
 */
export function createEcs(env: string, client: ECSClient, call: CallAws): Ecs {
  return {
    async clusters(ticket) {
      const arns = await allPages(async (nextToken) => {
        const answer = await call({
          action: 'ecs:ListClusters',
          ticket,
          attempt: 'list the clusters',
          send: (abortSignal) =>
            client.send(new ListClustersCommand({ maxResults: PAGE, nextToken }), { abortSignal }),
        });
        return { items: answer.clusterArns ?? [], nextToken: answer.nextToken };
      });
      return arns.map(lastSegment);
    },

    async serviceNames(cluster, ticket) {
      const arns = await allPages(async (nextToken) => {
        const answer = await call({
          action: 'ecs:ListServices',
          ticket,
          attempt: `list the services of cluster ${cluster}`,
          send: (abortSignal) =>
            client.send(new ListServicesCommand({ cluster, maxResults: PAGE, nextToken }), { abortSignal }),
        });
        return { items: answer.serviceArns ?? [], nextToken: answer.nextToken };
      });
      return arns.map(lastSegment);
    },

    async services(cluster, names, { ticket, withTags = false } = {}) {
      const question = {
        cluster,
        services: [...names],
        ...(withTags ? { include: [ServiceField.TAGS] } : {}),
      };
      const answer = await call({
        action: 'ecs:DescribeServices',
        ticket,
        attempt:
          names.length === 1 ? `describe service ${names[0]}` : `describe services of cluster ${cluster}`,
        send: (abortSignal) => client.send(new DescribeServicesCommand(question), { abortSignal }),
      });
      const byName = new Map<string, Service>();
      const tags = new Map<string, Tags>();
      const deleted = new Set<string>();
      for (const each of answer.services ?? []) {
        const name = each.serviceName ?? lastSegment(each.serviceArn ?? '');
        if (each.status === 'INACTIVE') deleted.add(name);
        else byName.set(name, serviceOf({ env, cluster, name }, each));
        if (withTags && !deleted.has(name)) tags.set(name, tagsOf(each));
      }
      return { byName, deleted, tags };
    },

    taskArns(cluster, desiredStatus, { service: serviceName, ticket } = {}) {
      const scope = { cluster, desiredStatus, maxResults: PAGE, ...(serviceName ? { serviceName } : {}) };
      return allPages(async (nextToken) => {
        const answer = await call({
          action: 'ecs:ListTasks',
          ticket,
          attempt: `list the tasks of ${serviceName ? `service ${serviceName}` : `cluster ${cluster}`}`,
          send: (abortSignal) => client.send(new ListTasksCommand({ ...scope, nextToken }), { abortSignal }),
        });
        return { items: answer.taskArns ?? [], nextToken: answer.nextToken };
      });
    },

    async tasks(cluster, arns, ticket) {
      const answer = await call({
        action: 'ecs:DescribeTasks',
        ticket,
        attempt: `describe tasks of cluster ${cluster}`,
        send: (abortSignal) =>
          client.send(new DescribeTasksCommand({ cluster, tasks: [...arns] }), { abortSignal }),
      });
      return (answer.tasks ?? []).map(taskOf);
    },

    async taskDefinition(revision) {
      const attempt = `describe task definition ${revision.family}:${revision.number}`;
      const answer = await call({
        action: 'ecs:DescribeTaskDefinition',
        attempt,
        send: (abortSignal) =>
          client.send(new DescribeTaskDefinitionCommand({ taskDefinition: revision.arn }), { abortSignal }),
      });
      const { taskDefinition: from } = answer;
      if (from) return { definition: taskDefinitionOf(from, revision), settings: settingsOf(from, revision) };
      throw new UpstreamError(`${attempt}: not found`, 'not-found');
    },

    async deployments({ cluster, name: service }) {
      const question = { cluster, service, maxResults: DEPLOYMENTS_SHOWN };
      const answer = await call({
        action: 'ecs:ListServiceDeployments',
        attempt: `list the deployments of service ${service}`,
        send: (abortSignal) => client.send(new ListServiceDeploymentsCommand(question), { abortSignal }),
      });
      return (answer.serviceDeployments ?? [])
        .map(deploymentBriefOf)
        .sort((one, other) => (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0));
    },

    async serviceRevisions(arns) {
      const answer = await call({
        action: 'ecs:DescribeServiceRevisions',
        attempt: 'describe service revisions',
        send: (abortSignal) =>
          client.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [...arns] }), {
            abortSignal,
          }),
      });
      const found = (answer.serviceRevisions ?? []).flatMap((each) => serviceRevisionOf(each) ?? []);
      return new Map(found.map((each) => [each.arn, each]));
    },

    async deployment(arn) {
      const answer = await call({
        action: 'ecs:DescribeServiceDeployments',
        attempt: 'describe the newest deployment',
        send: (abortSignal) =>
          client.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }), {
            abortSignal,
          }),
      });
      const [found] = answer.serviceDeployments ?? [];
      return found && deploymentDetailOf(found);
    },
  };
}
