import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ListClustersCommand,
  ListServicesCommand,
  ListTasksCommand,
  paginateListServices,
  paginateListTasks,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import {
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AwsServer, createAwsServer } from '../../src/demo/aws-server.ts';
import { createStory } from '../../src/demo/story.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { populate } from '../../src/demo/world/populate.ts';
import { createWorld, type World } from '../../src/demo/world.ts';
import { clientsOf, standingClock } from './aws-clients.ts';

const clock = standingClock('2025-08-12T10:00:00Z');
let world: World;
let elsewhere: World;
let server: AwsServer;
let aws: ReturnType<typeof clientsOf>;

beforeEach(async () => {
  world = createWorld({ clock, clusters: ['prod'] });
  elsewhere = createWorld({ clock, account: '210987654321', region: 'us-east-1' });
  server = createAwsServer({ worlds: [world, elsewhere], clock });
  aws = clientsOf(await server.start());
});

afterEach(() => server.stop());

describe('worlds', () => {
  it('answers for the region that was signed for', async () => {
    addService(elsewhere, { cluster: 'far', name: 'web' });
    const there = await clientsOf(server.url, { region: 'us-east-1' }).ecs.send(new ListClustersCommand({}));
    expect(there.clusterArns).toEqual(['arn:aws:ecs:us-east-1:210987654321:cluster/far']);
    const here = await aws.ecs.send(new ListClustersCommand({}));
    expect(here.clusterArns).toEqual(['arn:aws:ecs:eu-central-1:123456789012:cluster/prod']);
  });

  it('is empty in a region or account nobody uses', async () => {
    const region = await clientsOf(server.url, { region: 'eu-west-1' }).ecs.send(new ListClustersCommand({}));
    const account = await clientsOf(server.url, { account: '999999999999' }).ecs.send(
      new ListClustersCommand({}),
    );
    expect([region.clusterArns, account.clusterArns]).toEqual([[], []]);
  });

  it('lets an assumed role act in the account of the role', async () => {
    const RoleArn = 'arn:aws:iam::210987654321:role/snail-trail';
    const { Credentials } = await aws.sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'bot' }));
    expect(Credentials?.Expiration).toEqual(new Date('2025-08-12T11:00:00Z'));
    const { ecs, sts } = clientsOf(server.url, {
      region: 'us-east-1',
      accessKeyId: Credentials!.AccessKeyId!,
    });
    addService(elsewhere, { cluster: 'far', name: 'web' });
    expect(await sts.send(new GetCallerIdentityCommand({}))).toMatchObject({ Account: '210987654321' });
    expect((await ecs.send(new ListClustersCommand({}))).clusterArns).toHaveLength(1);
  });

  it('refuses to assume what is no role', async () => {
    const call = aws.sts.send(
      new AssumeRoleCommand({ RoleArn: 'arn:aws:iam::1:user/someone-else', RoleSessionName: 'b' }),
    );
    await expect(call).rejects.toMatchObject({ name: 'ValidationError' });
  });
});

describe('pages and batches', () => {
  it('pages services by ten unless asked for more', async () => {
    populate(world, { services: 25 });
    const first = await aws.ecs.send(new ListServicesCommand({ cluster: 'cluster-1' }));
    expect(first.serviceArns).toHaveLength(10);
    const all: string[] = [];
    for await (const page of paginateListServices({ client: aws.ecs }, { cluster: 'cluster-1' }))
      all.push(...(page.serviceArns ?? []));
    expect(new Set(all).size).toBe(25);
    const wide = await aws.ecs.send(new ListServicesCommand({ cluster: 'cluster-1', maxResults: 100 }));
    expect(wide.serviceArns).toHaveLength(25);
    expect(wide.nextToken).toBeUndefined();
  });

  it('pages tasks by a hundred', async () => {
    populate(world, { services: 75, tasksPerService: 3 });
    const sizes: number[] = [];
    for await (const page of paginateListTasks({ client: aws.ecs }, { cluster: 'cluster-1' }))
      sizes.push(page.taskArns?.length ?? 0);
    expect(sizes).toEqual([100, 100, 25]);
  });

  it('refuses a page too large and a token of another question', async () => {
    populate(world, { services: 25 });
    const cluster = 'cluster-1';
    await expect(aws.ecs.send(new ListServicesCommand({ cluster, maxResults: 101 }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    const { nextToken } = await aws.ecs.send(new ListServicesCommand({ cluster }));
    await expect(aws.ecs.send(new ListTasksCommand({ cluster, nextToken }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
      message: 'Invalid token',
    });
  });

  it('describes ten services and a hundred tasks at once, no more', async () => {
    populate(world, { services: 11 });
    const names = Array.from({ length: 11 }, (_, nth) => `service-${String(nth + 1).padStart(4, '0')}`);
    const cluster = 'cluster-1';
    const ten = await aws.ecs.send(new DescribeServicesCommand({ cluster, services: names.slice(0, 10) }));
    expect(ten.services?.map((each) => each.serviceName)).toEqual(names.slice(0, 10));
    await expect(
      aws.ecs.send(new DescribeServicesCommand({ cluster, services: names })),
    ).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    const tasks = Array.from({ length: 101 }, (_, nth) => `task-${nth}`);
    await expect(aws.ecs.send(new DescribeTasksCommand({ cluster, tasks }))).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
  });
});

describe('what ECS says', () => {
  it('shows a service with instants, ARNs in the long format and its target group', async () => {
    addService(world, { name: 'web', revision: 7, deployedAt: new Date('2025-08-12T09:00:00.250Z') });
    const { services } = await aws.ecs.send(
      new DescribeServicesCommand({ cluster: 'prod', services: ['web'] }),
    );
    expect(services?.[0]).toMatchObject({
      serviceArn: 'arn:aws:ecs:eu-central-1:123456789012:service/prod/web',
      taskDefinition: 'arn:aws:ecs:eu-central-1:123456789012:task-definition/web:7',
      runningCount: 2,
      deployments: [
        { status: 'PRIMARY', rolloutState: 'COMPLETED', createdAt: new Date('2025-08-12T09:00:00.250Z') },
      ],
      loadBalancers: [{ containerName: 'web', containerPort: 8080 }],
    });
    expect(services?.[0]?.events?.[0]?.message).toBe('(service web) has reached a steady state.');
  });

  it('reports a missing service as a failure, a missing cluster as an error', async () => {
    const found = await aws.ecs.send(new DescribeServicesCommand({ cluster: 'prod', services: ['nope'] }));
    expect(found).toMatchObject({ services: [], failures: [{ reason: 'MISSING' }] });
    expect(found.failures?.[0]?.arn).toBe('arn:aws:ecs:eu-central-1:123456789012:service/prod/nope');
    await expect(
      aws.ecs.send(new DescribeServicesCommand({ cluster: 'gone', services: ['web'] })),
    ).rejects.toMatchObject({ name: 'ClusterNotFoundException', $metadata: { httpStatusCode: 400 } });
  });

  it('holds stopped tasks for an hour and lists them only when asked', async () => {
    const { tasks } = addService(world, { name: 'web' });
    const [task] = tasks;
    Object.assign(task!, { desiredStatus: 'STOPPED', lastStatus: 'STOPPED', stoppedAt: clock.now() });
    const list = (desiredStatus: 'RUNNING' | 'STOPPED' | 'PENDING') =>
      aws.ecs.send(new ListTasksCommand({ cluster: 'prod', serviceName: 'web', desiredStatus }));
    expect((await list('RUNNING')).taskArns).toEqual([tasks[1]!.taskArn]);
    expect((await list('STOPPED')).taskArns).toEqual([task!.taskArn]);
    expect((await list('PENDING')).taskArns).toEqual([]);
    clock.forward(3_600_000);
    expect((await list('STOPPED')).taskArns).toEqual([]);
    const described = await aws.ecs.send(
      new DescribeTasksCommand({ cluster: 'prod', tasks: [task!.taskArn] }),
    );
    expect(described).toMatchObject({ tasks: [], failures: [{ arn: task!.taskArn, reason: 'MISSING' }] });
  });

  it('filters tasks by deployment and family, and refuses startedBy beside another filter', async () => {
    const { service, tasks } = addService(world, { name: 'web' });
    addService(world, { name: 'worker' });
    const startedBy = service.deployments[0]!.id;
    const arns = tasks.map((each) => each.taskArn);
    const byDeployment = await aws.ecs.send(new ListTasksCommand({ cluster: 'prod', startedBy }));
    const byFamily = await aws.ecs.send(new ListTasksCommand({ cluster: 'prod', family: 'web' }));
    expect([byDeployment.taskArns, byFamily.taskArns]).toEqual([arns, arns]);
    await expect(
      aws.ecs.send(new ListTasksCommand({ cluster: 'prod', startedBy, serviceName: 'web' })),
    ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  });

  it('does not know operations that write', async () => {
    const call = aws.ecs.send(new UpdateServiceCommand({ cluster: 'prod', service: 'web' }));
    await expect(call).rejects.toMatchObject({ name: 'UnknownOperationException' });
  });
});

describe('the wire itself', () => {
  const post = (headers: Record<string, string>, body: string) =>
    fetch(server.url, { method: 'POST', headers, body });

  it('refuses calls that nobody signed', async () => {
    const json = await post({ 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters' }, '{}');
    expect([json.status, await json.json()]).toMatchObject([
      400,
      { __type: 'MissingAuthenticationTokenException' },
    ]);
    const query = await post({}, 'Action=DescribeTargetGroups&Version=2015-12-01');
    expect(query.status).toBe(403);
    expect(await query.text()).toContain('<Code>MissingAuthenticationToken</Code>');
  });

  it('refuses broken JSON and APIs it does not have', async () => {
    const broken = await post(
      { 'x-amz-target': 'AmazonEC2ContainerServiceV20141113.ListClusters' },
      '{"clus',
    );
    expect(await broken.json()).toMatchObject({ __type: 'SerializationException' });
    const other = await post({ 'x-amz-target': 'DynamoDB_20120810.ListTables' }, '{}');
    expect(await other.json()).toMatchObject({ __type: 'UnknownOperationException' });
    const query = await post({}, 'Action=ListUsers&Version=2010-05-08');
    expect(await query.text()).toContain('<Code>InvalidAction</Code>');
  });

  it('counts calls until told to forget them', async () => {
    await aws.ecs.send(new ListClustersCommand({}));
    await aws.ecs.send(new ListClustersCommand({}));
    await aws.elb.send(new DescribeTargetGroupsCommand({}));
    expect(server.calls).toEqual({ 'ecs:ListClusters': 2, 'elasticloadbalancing:DescribeTargetGroups': 1 });
    server.resetCalls();
    expect(server.calls).toEqual({});
  });

  it('tells whoever listens of every call and what was asked', async () => {
    const heard: unknown[] = [];
    const listened = createAwsServer({
      worlds: [world],
      clock,
      onCall: ({ api, operation, input }, at) => heard.push([`${api}:${operation}`, input, at]),
    });
    listened.faults.add({ kind: 'denied', operation: 'ecs:ListClusters' });
    const { ecs } = clientsOf(await listened.start());
    await ecs.send(new ListTasksCommand({ cluster: 'prod' }));
    await expect(ecs.send(new ListClustersCommand({}))).rejects.toThrow();
    await listened.stop();
    expect(heard).toEqual([
      ['ecs:ListTasks', { cluster: 'prod' }, clock.now()],
      ['ecs:ListClusters', {}, clock.now()],
    ]);
  });

  it('brings a story up to the present before it answers', async () => {
    const story = createStory({ clock });
    const telling = createAwsServer({ worlds: [story.world], clock, beforeAnswer: story.advance });
    const { ecs } = clientsOf(await telling.start());
    const failed = async () => {
      const input = { cluster: 'ml-prod', services: ['enhanced-ml'] };
      const { services } = await ecs.send(new DescribeServicesCommand(input));
      return services?.[0]?.deployments?.[0]?.failedTasks;
    };
    expect(await failed()).toBe(6);
    clock.forward(120_000);
    expect(await failed()).toBe(8);
    await telling.stop();
  });

  it('says so when its port is taken', async () => {
    const port = Number(new URL(server.url).port);
    const second = createAwsServer({ worlds: [world], clock });
    await expect(second.start({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('throttles by AWS quotas when asked to', async () => {
    const limited = createAwsServer({ worlds: [world], clock, rateLimits: true });
    const { elb } = clientsOf(await limited.start());
    const { targetGroups } = addService(world, { name: 'web' });
    const ask = () => elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroups[0]!.arn }));
    for (let nth = 0; nth < 40; nth += 1) await ask();
    await expect(ask()).rejects.toMatchObject({ name: 'Throttling', $metadata: { httpStatusCode: 400 } });
    clock.forward(100);
    await expect(ask()).resolves.toBeDefined();
    await limited.stop();
  });
});
