import type { Checkup } from '../checkup.ts';
import type { Service, TargetGroupCheck, TaskDefinition } from '../deployment/service.ts';
import { counted } from '../text.ts';
import type { Action } from './actions.ts';
import { ecrImageOf } from './ecr-image.ts';
import type { Member } from './members.ts';
import { skipped, triedOn } from './tried.ts';

/** Something of which an action reads many, and by what. */
type Reading = (subject: readonly string[]) => Promise<readonly unknown[]>;

/** Tries what only a diagnosis reads, on the network, the load balancer and the image of one service. */
export async function evidenceCheckups(
  member: Member,
  found: {
    readonly service: Service | undefined;
    readonly definition: TaskDefinition | undefined;
    readonly check: TargetGroupCheck | undefined;
    readonly deployment: string | undefined;
    readonly now: Date;
  },
): Promise<readonly Checkup[]> {
  const { vpc, loadBalancers } = member;
  const network = found.service?.network;
  const noNetwork = found.service ? 'its tasks have no network of their own' : 'no service is known';
  const ofMany = (action: Action, subject: readonly string[] | undefined, why: string, read: Reading) =>
    triedOn(subject?.length ? subject : undefined, action, why, read, (all) => `${all.length} described`);
  const subnets = await triedOn(network?.subnets, 'ec2:DescribeSubnets', noNetwork, vpc.subnets, (all) =>
    counted(all.length, 'subnet'),
  );
  const inVpc = subnets.value?.[0] && [subnets.value[0].vpc];
  const noVpc = network ? 'no VPC is known' : noNetwork;
  const others = await Promise.all([
    ofMany('ec2:DescribeRouteTables', inVpc, noVpc, ([id = '']) => vpc.routeTables(id)),
    ofMany('ec2:DescribeNetworkAcls', network?.subnets, noNetwork, vpc.acls),
    ofMany('ec2:DescribeSecurityGroups', network?.securityGroups, noNetwork, vpc.securityGroups),
    ofMany('ec2:DescribeVpcEndpoints', inVpc, noVpc, ([id = '']) => vpc.endpoints(id)),
    ofMany(
      'elasticloadbalancing:DescribeLoadBalancers',
      found.check?.loadBalancers,
      found.service ? 'no load balancer is known' : 'no service is known',
      loadBalancers,
    ),
  ]);
  const front = await frontCheckups(member, found.check?.loadBalancers?.[0]);
  return [
    await deploymentCheckup(member, found.deployment),
    subnets.checkup,
    ...others.map(({ checkup }) => checkup),
    ...front,
    await measureCheckup(member, found.service, found.now),
    await imageCheckup(member, found.definition),
  ];
}

/** One call tells of both the listeners and their rules; what fails is said of its own action. */
async function frontCheckups(
  { listeners }: Member,
  balancer: string | undefined,
): Promise<readonly Checkup[]> {
  const why = 'no load balancer is known';
  const found = await triedOn(
    balancer,
    'elasticloadbalancing:DescribeListeners',
    why,
    listeners.listed,
    (all) => counted(all.length, 'listener'),
  );
  const [first] = found.value ?? [];
  const [rules, timeout] = await Promise.all([
    triedOn(first, 'elasticloadbalancing:DescribeRules', 'no listener is known', listeners.rules, (all) =>
      counted(all.length, 'rule'),
    ),
    triedOn(
      balancer,
      'elasticloadbalancing:DescribeLoadBalancerAttributes',
      why,
      listeners.idleTimeout,
      (ms) => (ms === undefined ? 'read' : `idle connections end after ${ms / 1000} s`),
    ),
  ]);
  return [found, rules, timeout].map(({ checkup }) => checkup);
}

async function measureCheckup(
  { measures }: Member,
  service: Service | undefined,
  now: Date,
): Promise<Checkup> {
  const { checkup } = await triedOn(
    service?.ref,
    'cloudwatch:GetMetricData',
    'no service is known',
    ({ cluster, name }) => measures([{ name: 'CPUUtilization', of: `${cluster}/${name}` }], now),
    () => 'numbers can be read',
  );
  return checkup;
}

async function deploymentCheckup({ ecs }: Member, arn: string | undefined): Promise<Checkup> {
  const action: Action = 'ecs:DescribeServiceDeployments';
  const { checkup } = await triedOn(arn, action, 'no past deployment is known', ecs.deployment, (one) =>
    one ? '1 described' : 'ECS has forgotten it',
  );
  return checkup;
}

async function imageCheckup({ imagesIn }: Member, definition: TaskDefinition | undefined): Promise<Checkup> {
  const action: Action = 'ecr:DescribeImages';
  if (!definition) return skipped(action, 'no task definition is known');
  const [image] = definition.containers.flatMap((each) => ecrImageOf(each.image ?? '') ?? []);
  if (!image) return skipped(action, `${definition.revision.family} has no image of ECR`);
  const { checkup } = await triedOn(
    image,
    action,
    '',
    (one) => imagesIn(one.region).state(one),
    ({ exists }) => `${image.repository} ${exists ? 'has the image' : 'no longer has the image'}`,
  );
  return checkup;
}
