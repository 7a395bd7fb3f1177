import { createHmac, randomBytes } from 'node:crypto';
import type {
  ContainerDefinition as SdkContainerDefinition,
  ServiceDeployment as SdkServiceDeployment,
  ServiceRevision as SdkServiceRevision,
  TaskDefinition as SdkTaskDefinition,
} from '@aws-sdk/client-ecs';
import type { Revision } from '../deployment/service.ts';
import type {
  ContainerSettings,
  DeploymentDetail,
  ServiceRevision,
  Settings,
  Variable,
} from '../diagnosis/settings.ts';
import { revisionOf } from './arn.ts';
import { networkOf } from './service-shapes.ts';
import { healthCheckOf } from './task-shapes.ts';

/** @param asked the revision asked for, which stands in where ECS's answer names none */
export function settingsOf(from: SdkTaskDefinition, asked: Revision): Settings {
  return {
    revision: revisionOf(from.taskDefinitionArn) ?? asked,
    networkMode: from.networkMode,
    cpu: from.cpu,
    memory: from.memory,
    executionRole: from.executionRoleArn,
    taskRole: from.taskRoleArn,
    architecture: from.runtimePlatform?.cpuArchitecture,
    ephemeralStorage: from.ephemeralStorage?.sizeInGiB,
    fileSystems: (from.volumes ?? []).flatMap(
      ({ efsVolumeConfiguration }) => efsVolumeConfiguration?.fileSystemId ?? [],
    ),
    containers: (from.containerDefinitions ?? []).map(containerOf),
  };
}

/** Undefined where the answer names no revision: nothing could be compared with it. */
export function serviceRevisionOf(from: SdkServiceRevision): ServiceRevision | undefined {
  const revision = revisionOf(from.taskDefinition);
  if (!from.serviceRevisionArn || !revision) return undefined;
  return {
    arn: from.serviceRevisionArn,
    revision,
    createdAt: from.createdAt,
    network: networkOf(from.networkConfiguration),
    platform: from.platformVersion,
    images: (from.containerImages ?? []).map(({ containerName = '', image = '', imageDigest }) => ({
      container: containerName,
      image,
      digest: imageDigest,
    })),
    targets: (from.loadBalancers ?? []).flatMap(({ targetGroupArn, containerName, containerPort }) =>
      targetGroupArn ? [{ groupArn: targetGroupArn, container: containerName, port: containerPort }] : [],
    ),
  };
}

/** ECS's full answer about one deployment in our words. */
export function deploymentDetailOf(from: SdkServiceDeployment): DeploymentDetail {
  return {
    arn: from.serviceDeploymentArn ?? '',
    status: (from.status ?? 'unknown').toLowerCase().replace(/_/g, '-'),
    alarms: from.alarms?.triggeredAlarmNames ?? [],
    stage: from.lifecycleStage,
    hooks: (from.lifecycleHookDetails ?? []).map(({ targetType, targetArn, status }) => ({
      target: targetArn ?? targetType ?? 'not named',
      status: status ?? 'UNKNOWN',
      stage: from.lifecycleStage ?? 'UNKNOWN',
    })),
  };
}

function containerOf(from: SdkContainerDefinition): ContainerSettings {
  const { logDriver, options = {} } = from.logConfiguration ?? {};
  return {
    name: from.name ?? 'unnamed',
    image: from.image,
    essential: from.essential ?? true,
    command: from.command ?? [],
    entryPoint: from.entryPoint ?? [],
    workingDirectory: from.workingDirectory,
    user: from.user,
    environment: (from.environment ?? []).map(({ name = '', value = '' }) => variableOf(name, value)),
    secrets: (from.secrets ?? []).map(({ name = '', valueFrom = '' }) => ({ name, from: valueFrom })),
    environmentFiles: (from.environmentFiles ?? []).flatMap(({ value }) => value ?? []),
    ports: (from.portMappings ?? []).flatMap(({ containerPort, hostPort }) =>
      containerPort === undefined ? [] : [{ container: containerPort, host: hostPort }],
    ),
    memory: from.memory ?? from.memoryReservation,
    cpu: from.cpu,
    healthCheck: from.healthCheck && healthCheckOf(from.healthCheck),
    log:
      logDriver === undefined
        ? undefined
        : {
            driver: logDriver,
            group: options['awslogs-group'],
            region: options['awslogs-region'],
            prefix: options['awslogs-stream-prefix'],
          },
    dependsOn: (from.dependsOn ?? []).map(({ containerName = '', condition = '' }) => ({
      container: containerName,
      condition,
    })),
    readonlyRoot: from.readonlyRootFilesystem ?? false,
    stopTimeoutMs: (from.stopTimeout ?? 30) * 1000,
    registryCredentials: from.repositoryCredentials !== undefined,
  };
}

/** Without it the fingerprint of a short secret could be found by trying. It is gone with the process. */
const KEY = randomBytes(32);

/** Names whose values are ports, hosts, paths and how long connections are kept, which a person has to see to mend them. */
const PLAIN_NAME =
  /^(?:(?:[A-Z0-9]+_)*(?:PORT|HOST|HOSTNAME|BIND|LISTEN|BASE_PATH|BASE_URL|PATH_PREFIX|CONTEXT_PATH|HEALTH_PATH|ROOT_PATH|KEEP_?ALIVE(?:_TIMEOUT)?(?:_MS|_SECONDS)?)|NODE_ENV|APP_ENV|LOG_LEVEL)$/i;
const PLAIN_VALUE = /^[\w./:-]{0,60}$/;

function variableOf(name: string, value: string): Variable {
  const fingerprint = createHmac('sha256', KEY).update(value).digest('hex').slice(0, 16);
  const isPlain = PLAIN_NAME.test(name) && PLAIN_VALUE.test(value);
  return { name, fingerprint, value: isPlain ? value : undefined };
}
