import type { Clock } from '../clock.ts';
import type { Known } from '../deployment/fact.ts';
import type { IdleTimeout, ImageState } from '../diagnosis/evidence.ts';
import type { MeasureRef, Series } from '../diagnosis/measures.ts';
import type {
  Endpoint,
  LoadBalancer,
  NetworkAcl,
  RouteTable,
  SecurityGroup,
  Subnet,
} from '../diagnosis/network.ts';
import type { Listener } from '../diagnosis/routing.ts';
import type { DeploymentDetail } from '../diagnosis/settings.ts';
import { UpstreamError } from '../errors.ts';
import type { EcrImage } from './ecr-image.ts';
import type { Ecs } from './ecs.ts';
import type { Images } from './images.ts';
import type { Listeners } from './listeners.ts';
import type { LoadBalancers } from './load-balancers.ts';
import type { Measures } from './measures.ts';
import { createMemory, type Want } from './memory.ts';
import type { Vpc } from './vpc.ts';

/** What only a diagnosis reads, each remembered and asked for at most once at a time. Every method throws UpstreamError. */
export interface EvidenceReads {
  deployment(arn: string, want: Want): Promise<Known<DeploymentDetail>>;
  loadBalancers(arns: readonly string[], want: Want): Promise<Known<readonly LoadBalancer[]>>;
  listeners(balancer: string, want: Want): Promise<Known<readonly Listener[]>>;
  /** Empty where it has no such limit. */
  idleTimeout(balancer: string, want: Want): Promise<Known<readonly IdleTimeout[]>>;
  measures(refs: readonly MeasureRef[], untilAt: Date, want: Want): Promise<Known<readonly Series[]>>;
  subnets(ids: readonly string[], want: Want): Promise<Known<readonly Subnet[]>>;
  routeTables(vpc: string, want: Want): Promise<Known<readonly RouteTable[]>>;
  acls(subnets: readonly string[], want: Want): Promise<Known<readonly NetworkAcl[]>>;
  endpoints(vpc: string, want: Want): Promise<Known<readonly Endpoint[]>>;
  securityGroups(ids: readonly string[], want: Want): Promise<Known<readonly SecurityGroup[]>>;
  image(image: EcrImage, want: Want): Promise<Known<ImageState>>;
}

const MOST = 500;

/** With empty memories. */
export function createEvidenceReads(deps: {
  readonly ecs: Pick<Ecs, 'deployment'>;
  readonly vpc: Vpc;
  /** Of a Region. */
  readonly imagesIn: (region: string) => Images;
  readonly loadBalancers: LoadBalancers;
  readonly listeners: Listeners;
  readonly measures: Measures;
  readonly clock: Clock;
}): EvidenceReads {
  const { ecs, vpc, imagesIn, clock } = deps;
  const memory = <T>(source: string) => createMemory<T>({ source, most: MOST }, clock);
  const deployments = memory<DeploymentDetail>('ecs:DescribeServiceDeployments');
  const balancers = memory<readonly LoadBalancer[]>('elasticloadbalancing:DescribeLoadBalancers');
  const listeners = memory<readonly Listener[]>('elasticloadbalancing:DescribeListeners');
  const timeouts = memory<readonly IdleTimeout[]>('elasticloadbalancing:DescribeLoadBalancerAttributes');
  const measures = memory<readonly Series[]>('cloudwatch:GetMetricData');
  const subnets = memory<readonly Subnet[]>('ec2:DescribeSubnets');
  const tables = memory<readonly RouteTable[]>('ec2:DescribeRouteTables');
  const acls = memory<readonly NetworkAcl[]>('ec2:DescribeNetworkAcls');
  const endpoints = memory<readonly Endpoint[]>('ec2:DescribeVpcEndpoints');
  const groups = memory<readonly SecurityGroup[]>('ec2:DescribeSecurityGroups');
  const images = memory<ImageState>('ecr:DescribeImages');
  return {
    deployment: (arn, want) =>
      deployments.read(arn, want, async () => {
        const found = await ecs.deployment(arn);
        if (found) return found;
        throw new UpstreamError('describe the newest deployment: ECS has forgotten it', 'not-found');
      }),
    loadBalancers: (arns, want) => balancers.read(keyOf(arns), want, () => deps.loadBalancers(arns)),
    listeners: (arn, want) => listeners.read(arn, want, () => deps.listeners.of(arn)),
    idleTimeout: (arn, want) =>
      timeouts.read(arn, want, async () => {
        const ms = await deps.listeners.idleTimeout(arn);
        return ms === undefined ? [] : [{ balancer: arn, ms }];
      }),
    measures: (refs, untilAt, want) =>
      measures.read(keyOf(refs.map(({ name, of }) => `${name} ${of}`)), want, () =>
        deps.measures(refs, untilAt),
      ),
    subnets: (ids, want) => subnets.read(keyOf(ids), want, () => vpc.subnets(ids)),
    routeTables: (id, want) => tables.read(id, want, () => vpc.routeTables(id)),
    acls: (ids, want) => acls.read(keyOf(ids), want, () => vpc.acls(ids)),
    endpoints: (id, want) => endpoints.read(id, want, () => vpc.endpoints(id)),
    securityGroups: (ids, want) => groups.read(keyOf(ids), want, () => vpc.securityGroups(ids)),
    image: (image, want) => images.read(image.image, want, () => imagesIn(image.region).state(image)),
  };
}

function keyOf(ids: readonly string[]): string {
  return [...ids].sort().join(' ');
}
