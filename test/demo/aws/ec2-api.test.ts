import {
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcEndpointsCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { DescribeImagesCommand, ECRClient } from '@aws-sdk/client-ecr';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AwsServer, createAwsServer } from '../../../src/demo/aws-server.ts';
import { privateSubnetId, publicSubnetId, VPC_ID } from '../../../src/demo/world/add-network.ts';
import { addService, privateNetwork } from '../../../src/demo/world/add-service.ts';
import { createWorld, type World } from '../../../src/demo/world.ts';
import { standingClock } from '../aws-clients.ts';

let aws: AwsServer;
let world: World;
let ec2: EC2Client;
let ecr: ECRClient;

beforeEach(async () => {
  const clock = standingClock('2026-03-04T03:00:00Z');
  world = createWorld({ clock });
  addService(world, { name: 'web' });
  aws = createAwsServer({ worlds: [world], clock });
  const config = {
    endpoint: await aws.start(),
    region: world.region,
    maxAttempts: 1,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' },
  };
  ec2 = new EC2Client(config);
  ecr = new ECRClient(config);
});
afterEach(() => aws.stop());

describe('the network', () => {
  it('has private subnets that get out through NAT, and public ones with an internet gateway', async () => {
    const ids = [privateSubnetId(`${world.region}a`), publicSubnetId(0)];
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: ids }));
    expect(Subnets.map(({ SubnetId, VpcId }) => [SubnetId, VpcId])).toEqual(ids.map((id) => [id, VPC_ID]));
    const Filters = [{ Name: 'vpc-id', Values: [VPC_ID] }];
    const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
    const out = RouteTables.map(({ Routes = [] }) =>
      Routes.find((each) => each.DestinationCidrBlock === '0.0.0.0/0'),
    );
    expect(out).toMatchObject([
      { NatGatewayId: expect.stringMatching(/^nat-/) },
      { GatewayId: expect.stringMatching(/^igw-/) },
    ]);
  });

  it('lets a load balancer reach the tasks, and the tasks everything', async () => {
    const GroupIds = privateNetwork(world).awsvpcConfiguration.securityGroups;
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds }));
    const [balancer] = world.loadBalancers.values();
    expect(SecurityGroups).toMatchObject([
      {
        IpPermissions: [
          { FromPort: 0, ToPort: 65_535, UserIdGroupPairs: [{ GroupId: balancer?.securityGroups[0] }] },
        ],
        IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
      },
    ]);
  });

  it('has an access list that allows everything, and no endpoints', async () => {
    const Filters = [{ Name: 'association.subnet-id', Values: [publicSubnetId(0)] }];
    const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }));
    expect(
      NetworkAcls.flatMap(({ Entries = [] }) =>
        Entries.map(({ RuleAction, Egress }) => [RuleAction, Egress]),
      ),
    ).toEqual([
      ['allow', false],
      ['allow', true],
    ]);
    expect((await ec2.send(new DescribeVpcEndpointsCommand({}))).VpcEndpoints ?? []).toEqual([]);
  });

  it.each([
    ['denied', 'UnauthorizedOperation'],
    ['throttled', 'RequestLimitExceeded'],
    ['expired', 'RequestExpired'],
  ] as const)('refuses as EC2 does when %s', async (kind, name) => {
    aws.faults.add({ kind, operation: 'ec2:DescribeSubnets' });
    await expect(ec2.send(new DescribeSubnetsCommand({ SubnetIds: ['subnet-1'] }))).rejects.toMatchObject({
      name,
    });
  });

  it('refuses a subnet that is not there', async () => {
    const asked = ec2.send(new DescribeSubnetsCommand({ SubnetIds: ['subnet-0gone'] }));
    await expect(asked).rejects.toMatchObject({ name: 'InvalidSubnetID.NotFound' });
  });
});

describe('the registry', () => {
  const ask = (imageTag: string) =>
    ecr.send(new DescribeImagesCommand({ repositoryName: 'web', imageIds: [{ imageTag }] }));

  it('has every image of a repository that no story speaks of', async () => {
    expect((await ask('9')).imageDetails).toMatchObject([{ imageTags: ['9'] }]);
  });

  it('refuses the whole call for a tag that is not there, and for a repository that is not', async () => {
    world.repositories.set('web', []);
    await expect(ask('9')).rejects.toMatchObject({ name: 'ImageNotFoundException' });
    world.repositories.set('web', null);
    await expect(ask('9')).rejects.toMatchObject({ name: 'RepositoryNotFoundException' });
  });
});
