import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeServicesCommand, ECSClient, ListClustersCommand } from '@aws-sdk/client-ecs';
import { DescribeTargetHealthCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Fault } from '../../../src/demo/aws/faults.ts';
import { type AwsServer, createAwsServer } from '../../../src/demo/aws-server.ts';
import { addService } from '../../../src/demo/world/add-service.ts';
import { createWorld, type World } from '../../../src/demo/world.ts';
import { clientsOf, standingClock } from '../aws-clients.ts';

const clock = standingClock('2025-08-12T10:00:00Z');
let world: World;
let server: AwsServer;
let aws: ReturnType<typeof clientsOf>;

beforeEach(async () => {
  world = createWorld({ clock, clusters: ['prod'] });
  server = createAwsServer({ worlds: [world], clock });
  aws = clientsOf(await server.start());
});

afterEach(() => server.stop());

const json = () => aws.ecs.send(new ListClustersCommand({}));
const query = () => aws.elb.send(new DescribeTargetHealthCommand({ TargetGroupArn: 'arn:tg' }));

it.each<[Fault['kind'], object, object]>([
  ['throttled', { name: 'ThrottlingException' }, { name: 'Throttling' }],
  [
    'expired',
    { name: 'ExpiredTokenException' },
    { name: 'ExpiredToken', $metadata: { httpStatusCode: 403 } },
  ],
  ['unrecognized', { name: 'UnrecognizedClientException' }, { name: 'InvalidClientTokenId' }],
  ['error', { name: 'ServerException', $metadata: { httpStatusCode: 500 } }, { name: 'InternalFailure' }],
  ['unsupported', { name: 'UnknownOperationException' }, { name: 'InvalidAction' }],
  ['denied', { name: 'AccessDeniedException' }, { name: 'AccessDenied' }],
])('refuses both protocols with %s', async (kind, jsonError, queryError) => {
  server.faults.add({ operation: '*', kind } as Fault);
  await expect(json()).rejects.toMatchObject(jsonError);
  await expect(query()).rejects.toMatchObject(queryError);
});

it('names the caller, the action and the resource that are denied', async () => {
  server.faults.add({ operation: 'ecs:*', kind: 'denied' });
  await expect(aws.ecs.send(new DescribeServicesCommand({ services: ['web'] }))).rejects.toThrow(
    'User: arn:aws:iam::123456789012:user/snail-trail is not authorized to perform: ecs:DescribeServices on resource: arn:aws:ecs:eu-central-1:123456789012:',
  );
});

it('spoils so many calls and then no more', async () => {
  server.faults.add({ operation: 'ListClusters', kind: 'throttled', times: 2 });
  await expect(json()).rejects.toThrow();
  await expect(json()).rejects.toThrow();
  await expect(json()).resolves.toBeDefined();
});

it('spoils only the operation, region and account it names', async () => {
  server.faults.add({ operation: 'Describe*', kind: 'error' });
  server.faults.add({ operation: 'ListClusters', kind: 'error', region: 'us-east-1' });
  server.faults.add({ operation: 'GetCallerIdentity', kind: 'error', account: '999999999999' });
  await expect(json()).resolves.toBeDefined();
  await expect(query()).rejects.toMatchObject({ name: 'InternalFailure' });
  await expect(
    clientsOf(server.url, { region: 'us-east-1' }).ecs.send(new ListClustersCommand({})),
  ).rejects.toThrow();
  await expect(aws.sts.send(new GetCallerIdentityCommand({}))).resolves.toBeDefined();
  const other = clientsOf(server.url, { account: '999999999999' });
  await expect(other.sts.send(new GetCallerIdentityCommand({}))).rejects.toThrow();
});

it('is outlived by a client that retries', async () => {
  server.faults.add({ operation: 'ListClusters', kind: 'throttled', times: 1 });
  server.faults.add({ operation: 'ListClusters', kind: 'dropped', times: 1 });
  const retrying = new ECSClient({
    endpoint: server.url,
    region: 'eu-central-1',
    maxAttempts: 3,
    credentials: { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' },
  });
  await expect(retrying.send(new ListClustersCommand({}))).resolves.toMatchObject({
    clusterArns: [expect.any(String)],
  });
  retrying.destroy();
});

it('cuts connections', async () => {
  server.faults.add({ operation: 'ListClusters', kind: 'dropped' });
  await expect(json()).rejects.toMatchObject({ code: 'ECONNRESET' });
});

it('delays every call by as much as was asked', async () => {
  const slept: number[] = [];
  const slow = createAwsServer({
    worlds: [world],
    clock: { ...clock, sleep: async (ms) => void slept.push(ms) },
  });
  const { ecs } = clientsOf(await slow.start());
  slow.faults.add({ operation: '*', kind: 'delay', ms: 50 });
  await ecs.send(new ListClustersCommand({}));
  await ecs.send(new ListClustersCommand({}));
  expect(slept).toEqual([50, 50]);
  await slow.stop();
});

it('leaves fields out at any depth, like another emulator', async () => {
  addService(world, { name: 'web' });
  server.faults.add({
    operation: 'DescribeServices',
    kind: 'absent',
    fields: ['rolloutState', 'events', 'createdAt'],
  });
  const { services } = await aws.ecs.send(
    new DescribeServicesCommand({ cluster: 'prod', services: ['web'] }),
  );
  expect(services?.[0]).toMatchObject({ serviceName: 'web', runningCount: 2 });
  expect(services?.[0]).not.toHaveProperty('events');
  expect(services?.[0]?.deployments?.[0]).not.toHaveProperty('rolloutState');
  expect(services?.[0]?.deployments?.[0]).not.toHaveProperty('createdAt');
});

it('ends when cleared', async () => {
  server.faults.add({ operation: 'logs:*', kind: 'denied' });
  const read = () => aws.logs.send(new FilterLogEventsCommand({ logGroupName: '/ecs/gone' }));
  await expect(read()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  server.faults.clear();
  await expect(read()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('is steered from outside over HTTP', async () => {
  const post = (body: string) => fetch(`${server.url}/_faults`, { method: 'POST', body });
  expect((await post('{"operation":"ListClusters","kind":"denied"}')).status).toBe(200);
  await expect(json()).rejects.toMatchObject({ name: 'AccessDeniedException' });
  await fetch(`${server.url}/_faults`, { method: 'DELETE' });
  await expect(json()).resolves.toBeDefined();
  expect(await (await fetch(`${server.url}/_calls`)).json()).toEqual({ 'ecs:ListClusters': 2 });
  await fetch(`${server.url}/_calls`, { method: 'DELETE' });
  expect(server.calls).toEqual({});
});

it.each([
  'not json',
  '{"operation":"*","kind":"made-up"}',
  '{"kind":"denied"}',
  '{"operation":"*","kind":"delay"}',
])('refuses a fault that is none: %s', async (body) => {
  const answer = await fetch(`${server.url}/_faults`, { method: 'POST', body });
  expect(answer.status).toBe(400);
  await expect(json()).resolves.toBeDefined();
});
