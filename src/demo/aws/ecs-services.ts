import { z } from 'zod';
import type { SimulatedCluster, SimulatedService } from '../world/ecs-shapes.ts';
import type { World } from '../world.ts';
import { checkBatch, clusterNamed, missing, serviceNamed } from './ecs-find.ts';
import { type Asked, type Operations, operation } from './operation.ts';
import { pageOf } from './pages.ts';
import { Refusal } from './refusal.ts';

/** Events a DescribeServices answer holds at most. */
const EVENTS_SHOWN = 100;

const paging = { maxResults: z.number().int().min(1).max(100).optional(), nextToken: z.string().optional() };

/** Clusters, services and task sets. */
export const serviceOperations: Operations = {
  ListClusters: operation(z.object(paging), ({ maxResults = 100, nextToken }, { world }) => {
    const arns = [...world.clusters.values()].map((each) => each.clusterArn).sort();
    const page = pageOf(arns, { size: maxResults, token: nextToken, question: 'ListClusters' });
    return { clusterArns: page.items, nextToken: page.nextToken };
  }),

  DescribeClusters: operation(
    z.object({ clusters: z.array(z.string()).max(100).default(['default']) }),
    ({ clusters }, { world }) => {
      const found = clusters.map((name) => ({ name, cluster: findCluster(world, name) }));
      return {
        clusters: found.flatMap(({ cluster }) => (cluster ? [clusterShown(world, cluster)] : [])),
        failures: found.flatMap(({ name, cluster }) => (cluster ? [] : [missing(name)])),
      };
    },
  ),

  ListServices: operation(
    z.object({
      ...paging,
      cluster: z.string().optional(),
      schedulingStrategy: z.string().optional(),
      launchType: z.string().optional(),
    }),
    ({ cluster, maxResults = 10, nextToken, schedulingStrategy, launchType }, { world }) => {
      const { clusterArn, clusterName } = clusterNamed(world, cluster);
      const arns = [...world.services.values()]
        .filter((each) => each.clusterArn === clusterArn && each.status !== 'INACTIVE')
        .filter((each) => (schedulingStrategy ?? each.schedulingStrategy) === each.schedulingStrategy)
        .filter((each) => (launchType ?? each.launchType) === each.launchType)
        .map((each) => each.serviceArn);
      const question = `ListServices/${clusterName}/${schedulingStrategy}/${launchType}`;
      const page = pageOf(arns, { size: maxResults, token: nextToken, question });
      return { serviceArns: page.items, nextToken: page.nextToken };
    },
  ),

  DescribeServices: operation(
    z.object({
      cluster: z.string().optional(),
      services: z.array(z.string()),
      include: z.array(z.enum(['TAGS'])).optional(),
    }),
    ({ cluster: clusterName, services, include }, { world }) => {
      checkBatch(services, 10, 'Services');
      const cluster = clusterNamed(world, clusterName);
      const found = services.map((name) => ({ name, service: serviceNamed(world, cluster, name) }));
      return {
        services: found.flatMap(({ service }) => (service ? [serviceShown(service, include)] : [])),
        failures: found.flatMap(({ name, service }) => (service ? [] : [missing(arnIn(cluster, name))])),
      };
    },
  ),

  DescribeTaskSets: operation(
    z.object({ cluster: z.string(), service: z.string(), taskSets: z.array(z.string()).optional() }),
    ({ cluster, service: name, taskSets }, asked) => {
      const service = existing(asked, cluster, name);
      const all = service.taskSets ?? [];
      const wanted = all.filter(
        (each) => taskSets?.some((one) => one === each.id || one === each.taskSetArn) ?? true,
      );
      return { taskSets: wanted, failures: [] };
    },
  ),

  ListContainerInstances: operation(
    z.object({ ...paging, cluster: z.string().optional() }),
    ({ cluster }, { world }) => {
      const { clusterArn } = clusterNamed(world, cluster);
      const arns = [...world.tasks.values()]
        .filter((task) => task.clusterArn === clusterArn && !task.stoppedAt)
        .flatMap((task) => task.containerInstanceArn ?? []);
      return { containerInstanceArns: [...new Set(arns)] };
    },
  ),

  DescribeContainerInstances: operation(
    z.object({ cluster: z.string().optional(), containerInstances: z.array(z.string()) }),
    ({ cluster, containerInstances }, { world }) => {
      checkBatch(containerInstances, 100, 'Container instances');
      clusterNamed(world, cluster);
      const instances = containerInstances.map((arn) => ({
        containerInstanceArn: arn,
        ec2InstanceId: `i-0${arn.slice(-16)}`,
        status: 'ACTIVE',
        agentConnected: true,
      }));
      return { containerInstances: instances, failures: [] };
    },
  ),
};

/** The service of a name or ARN; refuses what is not there or no longer active. */
export function existing({ world }: Asked, clusterName: string | undefined, name: string): SimulatedService {
  const parts = name.startsWith('arn:') ? name.split('/') : [];
  const cluster = clusterNamed(world, parts.length === 3 ? parts[1] : clusterName);
  const service = serviceNamed(world, cluster, name);
  if (!service) throw new Refusal('ServiceNotFoundException', 'Service not found.');
  if (service.status === 'INACTIVE')
    throw new Refusal('ServiceNotActiveException', 'Service was not ACTIVE.');
  return service;
}

function findCluster(world: World, name: string): SimulatedCluster | undefined {
  return world.clusters.get(name.slice(name.lastIndexOf('/') + 1));
}

function clusterShown(world: World, cluster: SimulatedCluster): object {
  const services = [...world.services.values()].filter((each) => each.clusterArn === cluster.clusterArn);
  const sum = (count: (service: SimulatedService) => number) =>
    services.reduce((total, service) => total + count(service), 0);
  return {
    ...cluster,
    registeredContainerInstancesCount: 0,
    runningTasksCount: sum((each) => each.runningCount),
    pendingTasksCount: sum((each) => each.pendingCount),
    activeServicesCount: services.filter((each) => each.status === 'ACTIVE').length,
  };
}

function serviceShown(service: SimulatedService, include: readonly 'TAGS'[] = []): object {
  return {
    ...service,
    tags: include.includes('TAGS') ? (service.tags ?? []) : undefined,
    taskSets: service.taskSets ?? [],
    roleArn: undefined,
    serviceRegistries: [],
    events: service.events.slice(0, EVENTS_SHOWN),
    placementConstraints: [],
    placementStrategy: [],
    enableECSManagedTags: false,
    propagateTags: 'NONE',
    enableExecuteCommand: false,
  };
}

function arnIn(cluster: SimulatedCluster, name: string): string {
  return name.startsWith('arn:') ? name : `${cluster.clusterArn.replace(':cluster/', ':service/')}/${name}`;
}
