import type { World } from '../world.ts';
import { digestOf } from './add-task.ts';
import type { SimulatedService, SimulatedServiceDeployment, SimulatedServiceRevision } from './ecs-shapes.ts';
import { digitId, hexId, lastSegment, serviceDeploymentArn, serviceRevisionArn } from './names.ts';

/** One entry of a service's deployment history. */
export interface HistoryPlan {
  readonly deployedAt: Date;
  /** Task definition asked for; the service's own unless given. */
  readonly taskDefinition?: string;
  /** `SUCCESSFUL` unless given. */
  readonly status?: string;
  readonly statusReason?: string;
  /** Undefined for a deployment that is still under way; three minutes after it began unless given. */
  readonly finishedAt?: Date | undefined;
  readonly failureCount?: number;
  /** Task definition rolled back to. */
  readonly rolledBackTo?: string;
}

/** Adds a deployment to the history, with its service revision, and makes it the service's current one. */
export function addHistory(
  world: World,
  service: SimulatedService,
  plan: HistoryPlan,
): SimulatedServiceDeployment {
  const cluster = lastSegment(service.clusterArn);
  const id = hexId(`${service.serviceArn}@${plan.deployedAt.getTime()}`, 21);
  const arn = serviceDeploymentArn(world, cluster, service.serviceName, id);
  const asked = addServiceRevision(
    world,
    service,
    plan.taskDefinition ?? service.taskDefinition ?? '',
    plan.deployedAt,
  );
  const finishedAt = 'finishedAt' in plan ? plan.finishedAt : new Date(plan.deployedAt.getTime() + 180_000);
  const breaker = service.deploymentConfiguration.deploymentCircuitBreaker.enable;
  const rolledBackTo =
    plan.rolledBackTo && addServiceRevision(world, service, plan.rolledBackTo, plan.deployedAt);
  const deployment: SimulatedServiceDeployment = {
    serviceDeploymentArn: arn,
    serviceArn: service.serviceArn,
    clusterArn: service.clusterArn,
    status: plan.status ?? 'SUCCESSFUL',
    statusReason: plan.statusReason,
    createdAt: plan.deployedAt,
    startedAt: new Date(plan.deployedAt.getTime() + 1_000),
    finishedAt,
    updatedAt: finishedAt ?? plan.deployedAt,
    sourceServiceRevisions: [],
    targetServiceRevision: {
      arn: asked.serviceRevisionArn,
      requestedTaskCount: service.desiredCount,
      runningTaskCount: plan.rolledBackTo ? 0 : service.runningCount,
      pendingTaskCount: 0,
    },
    deploymentConfiguration: service.deploymentConfiguration,
    deploymentCircuitBreaker: {
      status: breaker ? (plan.rolledBackTo ? 'TRIGGERED' : 'MONITORING_COMPLETE') : 'DISABLED',
      failureCount: plan.failureCount ?? 0,
      threshold: 3,
    },
    rollback: rolledBackTo
      ? {
          reason: plan.statusReason ?? '',
          startedAt: plan.deployedAt,
          serviceRevisionArn: rolledBackTo.serviceRevisionArn,
        }
      : undefined,
  };
  world.serviceDeployments.set(arn, deployment);
  service.currentServiceDeployment = arn;
  return deployment;
}

function addServiceRevision(
  world: World,
  service: SimulatedService,
  taskDefinition: string,
  createdAt: Date,
): SimulatedServiceRevision {
  const cluster = lastSegment(service.clusterArn);
  const arn = serviceRevisionArn(
    world,
    cluster,
    service.serviceName,
    digitId(`${service.serviceArn}${taskDefinition}`),
  );
  const known = world.serviceRevisions.get(arn);
  if (known) return known;
  const containers = world.taskDefinitions.get(taskDefinition)?.containerDefinitions ?? [];
  const revision: SimulatedServiceRevision = {
    serviceRevisionArn: arn,
    serviceArn: service.serviceArn,
    clusterArn: service.clusterArn,
    taskDefinition,
    launchType: service.launchType,
    createdAt,
    loadBalancers: service.loadBalancers,
    networkConfiguration: service.networkConfiguration,
    containerImages: containers.map(({ name, image }) => ({
      containerName: name,
      image,
      imageDigest: digestOf(image),
    })),
  };
  world.serviceRevisions.set(arn, revision);
  return revision;
}
