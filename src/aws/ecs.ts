import {
  DescribeServiceRevisionsCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  type ECSClient,
  ListClustersCommand,
  ListServiceDeploymentsCommand,
  ListServicesCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import type {
  PastDeployment,
  Revision,
  Service,
  ServiceRef,
  Task,
  TaskDefinition,
} from '../deployment/service.ts';
import { UpstreamError } from '../errors.ts';
import { lastSegment, revisionOf } from './arn.ts';
import type { CallAws } from './caller.ts';
import { chunks } from './memory.ts';
import { pastDeploymentOf, serviceOf } from './service-shapes.ts';
import { taskDefinitionOf, taskOf } from './task-shapes.ts';

/** The largest pages and batches that ECS takes. Its own default page of services is 10. */
const PAGE = 100;
export const SERVICES_PER_CALL = 10;
const TASKS_PER_CALL = 100;
/** Enough to see a rollback and what it rolled back from. */
const DEPLOYMENTS_SHOWN = 5;

/** ECS in our words. Every method throws UpstreamError. */
export interface Ecs {
  /** Names of all clusters. */
  clusters(): Promise<readonly string[]>;
  /** Names of all services of a cluster. */
  serviceNames(cluster: string): Promise<readonly string[]>;
  /** At most ten services of one cluster, by name; those ECS does not know are left out. */
  services(env: string, cluster: string, names: readonly string[]): Promise<ReadonlyMap<string, Service>>;
  /** All tasks of a cluster, or of one of its services, that ECS wants to run or has stopped within about an hour. */
  tasks(cluster: string, desired: 'RUNNING' | 'STOPPED', service?: string): Promise<readonly Task[]>;
  taskDefinition(revision: Revision): Promise<TaskDefinition>;
  /** The newest few, newest first; a revision that could not be read stays undefined. */
  history(ref: ServiceRef): Promise<readonly PastDeployment[]>;
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Operations.html */
export function createEcs(client: ECSClient, call: CallAws): Ecs {
  const taskArns = (cluster: string, desiredStatus: 'RUNNING' | 'STOPPED', serviceName: string | undefined) =>
    allPages(async (nextToken) => {
      const whose = serviceName ? `service ${serviceName}` : `cluster ${cluster}`;
      const scope = {
        cluster,
        desiredStatus,
        maxResults: PAGE,
        nextToken,
        ...(serviceName ? { serviceName } : {}),
      };
      const answer = await call('ecs:ListTasks', `list the tasks of ${whose}`, () =>
        client.send(new ListTasksCommand(scope)),
      );
      return { items: answer.taskArns ?? [], nextToken: answer.nextToken };
    });

  const describeTasks = async (cluster: string, tasks: readonly string[]) => {
    const answer = await call('ecs:DescribeTasks', `describe tasks of cluster ${cluster}`, () =>
      client.send(new DescribeTasksCommand({ cluster, tasks: [...tasks] })),
    );
    return (answer.tasks ?? []).map(taskOf);
  };

  const revisionsAsked = async (arns: readonly string[]) => {
    const answer = await call('ecs:DescribeServiceRevisions', 'describe service revisions', () =>
      client.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [...arns] })),
    );
    return new Map(
      (answer.serviceRevisions ?? []).map((each) => [
        each.serviceRevisionArn,
        revisionOf(each.taskDefinition),
      ]),
    );
  };

  return {
    async clusters() {
      const arns = await allPages(async (nextToken) => {
        const answer = await call('ecs:ListClusters', 'list the clusters', () =>
          client.send(new ListClustersCommand({ maxResults: PAGE, nextToken })),
        );
        return { items: answer.clusterArns ?? [], nextToken: answer.nextToken };
      });
      return arns.map(lastSegment);
    },
    async serviceNames(cluster) {
      const arns = await allPages(async (nextToken) => {
        const answer = await call('ecs:ListServices', `list the services of cluster ${cluster}`, () =>
          client.send(new ListServicesCommand({ cluster, maxResults: PAGE, nextToken })),
        );
        return { items: answer.serviceArns ?? [], nextToken: answer.nextToken };
      });
      return arns.map(lastSegment);
    },
    async services(env, cluster, names) {
      const answer = await call('ecs:DescribeServices', `describe services of cluster ${cluster}`, () =>
        client.send(new DescribeServicesCommand({ cluster, services: [...names] })),
      );
      const found = (answer.services ?? []).map((each) => {
        const name = each.serviceName ?? lastSegment(each.serviceArn ?? '');
        return [name, serviceOf({ env, cluster, name }, each)] as const;
      });
      return new Map(found);
    },
    async tasks(cluster, desired, service) {
      const arns = await taskArns(cluster, desired, service);
      const parts = await Promise.all(
        chunks(arns, TASKS_PER_CALL).map((part) => describeTasks(cluster, part)),
      );
      return parts.flat();
    },
    async taskDefinition(revision) {
      const name = `${revision.family}:${revision.number}`;
      const answer = await call('ecs:DescribeTaskDefinition', `describe task definition ${name}`, () =>
        client.send(new DescribeTaskDefinitionCommand({ taskDefinition: revision.arn })),
      );
      if (answer.taskDefinition) return taskDefinitionOf(answer.taskDefinition, revision);
      throw new UpstreamError(`describe task definition ${name}: not found`, 'not-found');
    },
    async history({ cluster, name }) {
      const answer = await call('ecs:ListServiceDeployments', `list the deployments of service ${name}`, () =>
        client.send(
          new ListServiceDeploymentsCommand({ cluster, service: name, maxResults: DEPLOYMENTS_SHOWN }),
        ),
      );
      const newest = [...(answer.serviceDeployments ?? [])].sort(
        (one, other) => (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0),
      );
      const asked = newest.flatMap(({ targetServiceRevisionArn }) => targetServiceRevisionArn ?? []);
      const revisions = asked.length > 0 ? await orNone(revisionsAsked(asked)) : undefined;
      return newest.map((each) => pastDeploymentOf(each, revisions?.get(each.targetServiceRevisionArn)));
    },
  };
}

/** The history is worth having without the revisions' names; that they are missing shows as "revision not known". */
async function orNone<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof UpstreamError) return undefined;
    throw error;
  }
}

interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

/** Follows tokens to the end; a stand-in that repeats its token does not keep us for ever. */
async function allPages<T>(read: (nextToken: string | undefined) => Promise<Page<T>>): Promise<readonly T[]> {
  const items: T[] = [];
  let token: string | undefined;
  do {
    const page = await read(token);
    items.push(...page.items);
    if (page.nextToken === token) break;
    token = page.nextToken;
  } while (token);
  return items;
}
