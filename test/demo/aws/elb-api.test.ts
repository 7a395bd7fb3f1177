import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupAttributesCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  paginateDescribeTargetGroups,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AwsServer, createAwsServer } from '../../../src/demo/aws-server.ts';
import { addService } from '../../../src/demo/world/add-service.ts';
import { addTargetGroup } from '../../../src/demo/world/add-target-group.ts';
import { populate } from '../../../src/demo/world/populate.ts';
import { createWorld, type World } from '../../../src/demo/world.ts';
import { clientsOf, standingClock } from '../aws-clients.ts';

const clock = standingClock('2025-08-12T10:00:00Z');
let world: World;
let server: AwsServer;
let elb: ReturnType<typeof clientsOf>['elb'];

beforeEach(async () => {
  world = createWorld({ clock });
  server = createAwsServer({ worlds: [world], clock });
  ({ elb } = clientsOf(await server.start()));
});

afterEach(() => server.stop());

it('shows how a group is checked and which load balancer forwards to it', async () => {
  const { targetGroups } = addService(world, { name: 'web', checkPath: '/a?b=<c>&d' });
  addTargetGroup(world, { name: 'lonely' });
  const found = await elb.send(new DescribeTargetGroupsCommand({ Names: ['web-tg', 'lonely'] }));
  expect(found.TargetGroups).toMatchObject([
    {
      TargetGroupArn: targetGroups[0]!.arn,
      HealthCheckPath: '/a?b=<c>&d',
      HealthCheckPort: 'traffic-port',
      HealthCheckIntervalSeconds: 30,
      Matcher: { HttpCode: '200' },
      LoadBalancerArns: [expect.stringContaining(':loadbalancer/app/prod-alb/')],
    },
    { TargetGroupName: 'lonely', LoadBalancerArns: [] },
  ]);
});

it('shows every target with its reason, and none for an empty group', async () => {
  const { targetGroups } = addService(world, { name: 'web' });
  const [first, second] = targetGroups[0]!.targets;
  Object.assign(second!, {
    state: 'unhealthy',
    reason: 'Target.Timeout',
    description: 'Request timed out',
  });
  const health = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroups[0]!.arn }));
  expect(health.TargetHealthDescriptions).toEqual([
    {
      Target: { Id: first!.id, Port: 8080, AvailabilityZone: 'eu-central-1a' },
      HealthCheckPort: '8080',
      TargetHealth: { State: 'healthy' },
    },
    {
      Target: { Id: second!.id, Port: 8080, AvailabilityZone: 'eu-central-1b' },
      HealthCheckPort: '8080',
      TargetHealth: { State: 'unhealthy', Reason: 'Target.Timeout', Description: 'Request timed out' },
    },
  ]);
  const empty = addTargetGroup(world, { name: 'empty' });
  const none = await elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: empty.arn }));
  expect(none.TargetHealthDescriptions).toEqual([]);
});

it('answers for the targets asked for, registered or not', async () => {
  const { targetGroups } = addService(world, { name: 'web' });
  const [group] = targetGroups;
  const Targets = [{ Id: group!.targets[1]!.id }, { Id: '10.9.9.9' }];
  const { TargetHealthDescriptions } = await elb.send(
    new DescribeTargetHealthCommand({ TargetGroupArn: group!.arn, Targets }),
  );
  expect(TargetHealthDescriptions?.map((each) => each.TargetHealth?.State)).toEqual(['healthy', 'unused']);
});

it('pages groups with markers', async () => {
  populate(world, { services: 25 });
  const sizes: number[] = [];
  const names = new Set<string | undefined>();
  for await (const page of paginateDescribeTargetGroups({ client: elb }, { PageSize: 10 })) {
    sizes.push(page.TargetGroups?.length ?? 0);
    for (const each of page.TargetGroups ?? []) names.add(each.TargetGroupName);
  }
  expect([sizes, names.size]).toEqual([[10, 10, 5], 25]);
});

it('refuses a group it does not have, in XML that the SDK understands', async () => {
  const gone = elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: 'arn:gone' }));
  await expect(gone).rejects.toMatchObject({
    name: 'TargetGroupNotFoundException',
    $metadata: { httpStatusCode: 400 },
  });
  await expect(
    elb.send(new DescribeTargetGroupsCommand({ Names: ['web-tg', 'gone'] })),
  ).rejects.toMatchObject({ name: 'TargetGroupNotFoundException' });
});

it('refuses input of another form', async () => {
  const wide = elb.send(new DescribeTargetGroupsCommand({ PageSize: 401 }));
  await expect(wide).rejects.toMatchObject({ name: 'ValidationError' });
});

it('leads from the load balancer over its listeners and rules to the group', async () => {
  const { targetGroups } = addService(world, { name: 'web' });
  const { LoadBalancers } = await elb.send(new DescribeLoadBalancersCommand({ Names: ['prod-alb'] }));
  const LoadBalancerArn = LoadBalancers?.[0]?.LoadBalancerArn;
  expect(LoadBalancers?.[0]).toMatchObject({ Type: 'application', State: { Code: 'active' } });
  const { Listeners } = await elb.send(new DescribeListenersCommand({ LoadBalancerArn }));
  expect(Listeners?.map((each) => [each.Port, each.DefaultActions?.[0]?.Type])).toEqual([
    [80, 'redirect'],
    [443, 'redirect'],
  ]);
  expect(Listeners?.[1]?.LoadBalancerArn).toBe(LoadBalancerArn);
  const { Rules } = await elb.send(new DescribeRulesCommand({ ListenerArn: Listeners?.[1]?.ListenerArn }));
  expect(Rules?.map((each) => [each.IsDefault, each.Actions?.[0]?.TargetGroupArn])).toEqual([
    [false, targetGroups[0]!.arn],
    [true, undefined],
  ]);
});

it('tells the attributes of a group', async () => {
  const { targetGroups } = addService(world, { name: 'web' });
  const { Attributes } = await elb.send(
    new DescribeTargetGroupAttributesCommand({ TargetGroupArn: targetGroups[0]!.arn }),
  );
  expect(Attributes).toContainEqual({ Key: 'deregistration_delay.timeout_seconds', Value: '300' });
});
