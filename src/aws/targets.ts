import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
  type TargetGroup,
  type TargetHealthDescription,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Target, TargetGroupCheck } from '../deployment/service.ts';
import { UpstreamError } from '../errors.ts';
import { targetGroupName } from './arn.ts';
import type { Ticket } from './budget.ts';
import type { CallAws } from './caller.ts';
import { chunks } from './memory.ts';

/** The largest batch of target groups that one call describes. */
export const GROUPS_PER_CALL = 400;

/** Elastic Load Balancing in our words. Every method throws UpstreamError. */
export interface Targets {
  /** The targets of one group: AWS takes one group a call. */
  health(groupArn: string, ticket?: Ticket): Promise<readonly Target[]>;
  /** How groups are checked, by ARN; at most 400 at once. Deleted ones are left out. */
  checks(groupArns: readonly string[]): Promise<ReadonlyMap<string, TargetGroupCheck>>;
}

/** @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTargetHealth.html */
export function createTargets(client: ElasticLoadBalancingV2Client, call: CallAws): Targets {
  return {
    async health(groupArn, ticket) {
      const answer = await call({
        action: 'elasticloadbalancing:DescribeTargetHealth',
        attempt: `read the target health of ${targetGroupName(groupArn)}`,
        ...(ticket ? { ticket } : {}),
        send: (abortSignal) =>
          client.send(new DescribeTargetHealthCommand({ TargetGroupArn: groupArn }), { abortSignal }),
      });
      return (answer.TargetHealthDescriptions ?? []).map(targetOf);
    },
    async checks(groupArns) {
      const groups = await present(groupArns, async (arns) => {
        const answer = await call({
          action: 'elasticloadbalancing:DescribeTargetGroups',
          attempt: 'describe the target groups',
          send: (abortSignal) =>
            client.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [...arns] }), { abortSignal }),
        });
        return answer.TargetGroups ?? [];
      });
      return new Map(groups.map((group) => [group.TargetGroupArn ?? '', checkOf(group)]));
    },
  };
}

/** AWS refuses a whole batch for one group that is gone, so those that are there are looked for by halves. */
async function present(
  arns: readonly string[],
  describe: (arns: readonly string[]) => Promise<readonly TargetGroup[]>,
): Promise<readonly TargetGroup[]> {
  try {
    return await describe(arns);
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.kind !== 'not-found') throw error;
    if (arns.length === 1) return [];
    const halves = chunks(arns, Math.ceil(arns.length / 2));
    return (await Promise.all(halves.map((half) => present(half, describe)))).flat();
  }
}

function targetOf({
  Target: target,
  TargetHealth: health,
  HealthCheckPort,
}: TargetHealthDescription): Target {
  return {
    id: target?.Id ?? 'unnamed',
    port: target?.Port,
    zone: target?.AvailabilityZone,
    state: health?.State ?? 'unavailable',
    reason: health?.Reason,
    description: health?.Description,
    checkPort: HealthCheckPort === undefined ? undefined : Number(HealthCheckPort),
  };
}

function checkOf(group: TargetGroup): TargetGroupCheck {
  const ms = (seconds: number | undefined) => (seconds === undefined ? undefined : seconds * 1000);
  return {
    arn: group.TargetGroupArn ?? '',
    protocol: group.HealthCheckProtocol,
    port: group.HealthCheckPort,
    path: group.HealthCheckPath,
    matcher: group.Matcher?.HttpCode ?? group.Matcher?.GrpcCode,
    intervalMs: ms(group.HealthCheckIntervalSeconds),
    timeoutMs: ms(group.HealthCheckTimeoutSeconds),
    healthyThreshold: group.HealthyThresholdCount,
    unhealthyThreshold: group.UnhealthyThresholdCount,
    // A stand-in that leaves the list out says nothing about it.
    attached: group.LoadBalancerArns === undefined || group.LoadBalancerArns.length > 0,
    loadBalancers: group.LoadBalancerArns,
    targetType: group.TargetType,
    vpc: group.VpcId,
  };
}
