import {
  DescribeLoadBalancersCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { LoadBalancer } from '../diagnosis/network.ts';
import type { CallAws } from './caller.ts';

/** Load balancers by their ARNs, at most twenty. */
export type LoadBalancers = (arns: readonly string[]) => Promise<readonly LoadBalancer[]>;

/**
 * What is returned throws UpstreamError.
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html
 */
export function createLoadBalancers(client: ElasticLoadBalancingV2Client, call: CallAws): LoadBalancers {
  return async (arns) => {
    const { LoadBalancers: found = [] } = await call({
      action: 'elasticloadbalancing:DescribeLoadBalancers',
      attempt: 'describe the load balancers',
      send: (abortSignal) =>
        client.send(new DescribeLoadBalancersCommand({ LoadBalancerArns: [...arns] }), { abortSignal }),
    });
    return found.map((from) => ({
      arn: from.LoadBalancerArn ?? '',
      name: from.LoadBalancerName ?? '',
      kind: from.Type === 'network' || from.Type === 'gateway' ? from.Type : 'application',
      vpc: from.VpcId ?? '',
      zones: (from.AvailabilityZones ?? []).map(({ ZoneName = '', SubnetId = '' }) => ({
        zone: ZoneName,
        subnet: SubnetId,
      })),
      securityGroups: from.SecurityGroups ?? [],
      scheme: from.Scheme,
    }));
  };
}
