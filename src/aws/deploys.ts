import {
  DescribeServiceDeploymentsCommand,
  type ECSClient,
  ListServiceDeploymentsCommand,
  type ServiceDeployment as SdkServiceDeployment,
} from '@aws-sdk/client-ecs';
import type { DeploymentRecord } from '../deployment/deployment-record.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { CallAws } from './caller.ts';
import { type DeploymentBrief, deploymentBriefOf, strategyOf } from './service-shapes.ts';

/** The largest page that ECS makes, and as far back as anybody pages. */
const MOST_LISTED = 100;
/** The largest batch that ECS takes. @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServiceDeployments.html */
export const RECORDS_PER_CALL = 20;

/** The history that ECS keeps of a service, for 90 days. Every method throws UpstreamError. */
export interface DeployHistory {
  /** The newest hundred, newest first, and whether there are more. */
  listed(ref: ServiceRef): Promise<{ readonly all: readonly DeploymentBrief[]; readonly more: boolean }>;
  /** At most twenty, by ARN; those that ECS has forgotten are left out. */
  records(arns: readonly string[]): Promise<ReadonlyMap<string, DeploymentRecord>>;
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-deployment.html */
export function createDeployHistory(client: ECSClient, call: CallAws): DeployHistory {
  return {
    async listed({ cluster, name: service }) {
      const question = { cluster, service, maxResults: MOST_LISTED };
      const answer = await call({
        action: 'ecs:ListServiceDeployments',
        attempt: `list the deployments of service ${service}`,
        send: (abortSignal) => client.send(new ListServiceDeploymentsCommand(question), { abortSignal }),
      });
      const all = (answer.serviceDeployments ?? [])
        .map(deploymentBriefOf)
        .sort((one, other) => (other.createdAt?.getTime() ?? 0) - (one.createdAt?.getTime() ?? 0));
      return { all, more: answer.nextToken !== undefined };
    },

    async records(arns) {
      const answer = await call({
        action: 'ecs:DescribeServiceDeployments',
        attempt: 'describe past deployments',
        send: (abortSignal) =>
          client.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [...arns] }), {
            abortSignal,
          }),
      });
      return new Map((answer.serviceDeployments ?? []).map(recordOf).map((each) => [each.arn, each]));
    },
  };
}

function recordOf(from: SdkServiceDeployment): DeploymentRecord {
  const { targetServiceRevision: target, deploymentCircuitBreaker: breaker, rollback } = from;
  return {
    arn: from.serviceDeploymentArn ?? '',
    tasks: {
      requested: target?.requestedTaskCount ?? 0,
      running: target?.runningTaskCount ?? 0,
      pending: target?.pendingTaskCount ?? 0,
    },
    productionWeight: target?.requestedProductionTrafficWeight,
    sources: (from.sourceServiceRevisions ?? []).flatMap(({ arn }) => arn ?? []),
    rollback: rollback && {
      reason: rollback.reason,
      startedAt: rollback.startedAt,
      to: rollback.serviceRevisionArn,
    },
    breaker: breaker && {
      status: breaker.status ?? 'UNKNOWN',
      failures: breaker.failureCount ?? 0,
      threshold: breaker.threshold ?? 0,
    },
    alarms: from.alarms?.triggeredAlarmNames ?? [],
    strategy: strategyOf(from.deploymentConfiguration?.strategy),
    bakeTimeMs: (from.deploymentConfiguration?.bakeTimeInMinutes ?? 0) * 60_000,
    stage: from.lifecycleStage,
    hooks: (from.lifecycleHookDetails ?? []).map(({ targetArn, targetType, status, expiresAt }) => ({
      target: targetArn?.slice(targetArn.lastIndexOf(':') + 1) ?? targetType ?? 'not named',
      status: status ?? 'UNKNOWN',
      expiresAt,
    })),
  };
}
