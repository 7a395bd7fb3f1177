import type { Checkup } from '../checkup.ts';
import type { Service, TargetGroupCheck, TaskDefinition } from '../deployment/service.ts';
import { counted } from '../text.ts';
import type { Action } from './actions.ts';
import { ecrImageOf } from './images.ts';
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
  return [
    await deploymentCheckup(member, found.deployment),
    subnets.checkup,
    ...others.map(({ checkup }) => checkup),
    await imageCheckup(member, found.definition),
  ];
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
