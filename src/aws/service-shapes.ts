import type {
  Deployment as SdkDeployment,
  LoadBalancer as SdkLoadBalancer,
  Service as SdkService,
  ServiceDeploymentBrief as SdkServiceDeployment,
  TaskSet as SdkTaskSet,
} from '@aws-sdk/client-ecs';
import type {
  Deployment,
  PastDeployment,
  Service,
  ServiceRef,
  TargetGroupRef,
  TaskNetwork,
  TaskSet,
} from '../deployment/service.ts';
import { arnParts, revisionOf, targetGroupName } from './arn.ts';

/** ECS's answer about a service in our words. Every field may be absent: old accounts and stand-ins leave some out. */
export function serviceOf(ref: ServiceRef, from: SdkService): Service {
  const arn = from.serviceArn ?? '';
  const { region, account } = arnParts(arn);
  const controller = controllerOf(from.deploymentController?.type);
  const breaker = from.deploymentConfiguration?.deploymentCircuitBreaker;
  return {
    ref,
    arn,
    account,
    region,
    status: from.status === 'DRAINING' ? 'draining' : 'active',
    scheduling: from.schedulingStrategy === 'DAEMON' ? 'daemon' : 'replica',
    controller,
    strategy: strategyOf(from.deploymentConfiguration?.strategy),
    desiredCount: from.desiredCount ?? 0,
    runningCount: from.runningCount ?? 0,
    pendingCount: from.pendingCount ?? 0,
    revision: revisionOf(from.taskDefinition),
    deployments:
      controller === 'ecs' ? (from.deployments ?? []).map(deploymentOf).sort(primaryThenNewest) : [],
    taskSets: (from.taskSets ?? []).map(taskSetOf).sort(primaryThenNewest),
    events: (from.events ?? [])
      .flatMap(({ id, message, createdAt }) =>
        message && createdAt ? [{ id: id ?? message, message, createdAt }] : [],
      )
      .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime()),
    targetGroups: targetGroupsOf(from),
    gracePeriodMs: (from.healthCheckGracePeriodSeconds ?? 0) * 1000,
    bakeTimeMs: (from.deploymentConfiguration?.bakeTimeInMinutes ?? 0) * 60_000,
    circuitBreaker: { enabled: breaker?.enable ?? false, rollback: breaker?.rollback ?? false },
    network: networkOf(from.networkConfiguration),
    percents: percentsOf(from),
    launchType: from.launchType,
    createdAt: from.createdAt,
  };
}

/** Its tags, value by key; one without a value has the empty one. */
export function tagsOf({ tags = [] }: SdkService): ReadonlyMap<string, string> {
  return new Map(tags.flatMap(({ key, value = '' }) => (key === undefined ? [] : [[key, value] as const])));
}

/** An entry of a service's history, with the service revision it asked for instead of the task definition in that. */
export interface DeploymentBrief extends Omit<PastDeployment, 'revision'> {
  readonly serviceRevisionArn: string | undefined;
}

/** ECS's brief answer about one past deployment in our words. */
export function deploymentBriefOf(from: SdkServiceDeployment): DeploymentBrief {
  return {
    arn: from.serviceDeploymentArn ?? '',
    status: words(from.status ?? 'unknown'),
    statusReason: from.statusReason,
    serviceRevisionArn: from.targetServiceRevisionArn,
    createdAt: from.createdAt,
    startedAt: from.startedAt,
    finishedAt: from.finishedAt,
  };
}

/** How tasks are connected, as a service or one of its revisions says it; undefined outside `awsvpc` mode. */
export function networkOf(from: SdkService['networkConfiguration']): TaskNetwork | undefined {
  const own = from?.awsvpcConfiguration;
  if (!own) return undefined;
  return {
    subnets: own.subnets ?? [],
    securityGroups: own.securityGroups ?? [],
    publicIp: own.assignPublicIp === 'ENABLED',
  };
}

function percentsOf({ deploymentConfiguration: from }: SdkService): Service['percents'] {
  const { minimumHealthyPercent: minimum, maximumPercent: maximum } = from ?? {};
  return minimum === undefined || maximum === undefined ? undefined : { minimum, maximum };
}

function deploymentOf(from: SdkDeployment): Deployment {
  return {
    id: from.id ?? '',
    status: from.status === 'PRIMARY' ? 'primary' : from.status === 'INACTIVE' ? 'inactive' : 'active',
    revision: revisionOf(from.taskDefinition),
    desiredCount: from.desiredCount ?? 0,
    runningCount: from.runningCount ?? 0,
    pendingCount: from.pendingCount ?? 0,
    failedTasks: from.failedTasks ?? 0,
    rolloutState: rolloutStateOf(from.rolloutState),
    rolloutReason: from.rolloutStateReason,
    createdAt: from.createdAt,
    updatedAt: from.updatedAt,
  };
}

function taskSetOf(from: SdkTaskSet): TaskSet {
  return {
    id: from.id ?? '',
    status: from.status === 'PRIMARY' ? 'primary' : from.status === 'DRAINING' ? 'draining' : 'active',
    revision: revisionOf(from.taskDefinition),
    desiredCount: from.computedDesiredCount ?? 0,
    runningCount: from.runningCount ?? 0,
    pendingCount: from.pendingCount ?? 0,
    stability: stabilityOf(from.stabilityStatus),
    createdAt: from.createdAt,
  };
}

/**
 * The service's own groups, in pairs where it deploys blue/green. Where another controller deploys, those of its
 * task sets: the primary one takes the production traffic, and what belongs to no primary one does not.
 */
function targetGroupsOf(from: SdkService): readonly TargetGroupRef[] {
  const sets = from.taskSets ?? [];
  const own = from.loadBalancers ?? [];
  const ofSets = (some: readonly SdkTaskSet[]) => some.flatMap((each) => each.loadBalancers ?? []);
  const primary = ofSets(sets.filter(({ status }) => status === 'PRIMARY'));
  const groups =
    primary.length > 0
      ? [
          ...primary.flatMap((each) => groupOf(each, 'production')),
          ...[...ofSets(sets), ...own].flatMap((each) => groupOf(each, 'replacement')),
        ]
      : [...own, ...ofSets(sets)].flatMap(pairOf);
  return groups.filter((group, at) => groups.findIndex(({ arn }) => arn === group.arn) === at);
}

function pairOf(from: SdkLoadBalancer): readonly TargetGroupRef[] {
  const alternateArn = from.advancedConfiguration?.alternateTargetGroupArn;
  if (!alternateArn) return groupOf(from, 'production');
  return [
    ...groupOf(from, 'production', alternateArn),
    ...groupOf({ ...from, targetGroupArn: alternateArn }, 'alternate', from.targetGroupArn),
  ];
}

function groupOf(
  { targetGroupArn: arn, containerName, containerPort }: SdkLoadBalancer,
  role: TargetGroupRef['role'],
  partnerArn?: string,
): readonly TargetGroupRef[] {
  if (!arn) return [];
  return [{ arn, name: targetGroupName(arn), containerName, containerPort, role, partnerArn }];
}

function controllerOf(type: string | undefined): Service['controller'] {
  if (type === 'CODE_DEPLOY') return 'code-deploy';
  return type === 'EXTERNAL' ? 'external' : 'ecs';
}

/** ECS's word for how traffic moves, in ours; rolling where it names none. */
export function strategyOf(strategy: string | undefined): Service['strategy'] {
  if (strategy === 'BLUE_GREEN') return 'blue-green';
  if (strategy === 'LINEAR') return 'linear';
  return strategy === 'CANARY' ? 'canary' : 'rolling';
}

function rolloutStateOf(state: string | undefined): Deployment['rolloutState'] {
  if (state === 'COMPLETED') return 'completed';
  if (state === 'FAILED') return 'failed';
  return state === 'IN_PROGRESS' ? 'in-progress' : undefined;
}

function stabilityOf(status: string | undefined): TaskSet['stability'] {
  if (status === 'STEADY_STATE') return 'steady-state';
  return status === 'STABILIZING' ? 'stabilizing' : undefined;
}

type Dated = { readonly status: string; readonly createdAt: Date | undefined };

function primaryThenNewest(one: Dated, other: Dated): number {
  if ((one.status === 'primary') !== (other.status === 'primary')) return one.status === 'primary' ? -1 : 1;
  return (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0);
}

/** `ROLLBACK_SUCCESSFUL` becomes `rollback-successful`. */
function words(enumeration: string): string {
  return enumeration.toLowerCase().replace(/_/g, '-');
}
