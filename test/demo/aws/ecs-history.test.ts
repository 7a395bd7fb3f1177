import {
  DescribeServiceDeploymentsCommand,
  DescribeServiceRevisionsCommand,
  DescribeTaskDefinitionCommand,
  DescribeTaskSetsCommand,
  ListServiceDeploymentsCommand,
  ListTaskDefinitionsCommand,
} from '@aws-sdk/client-ecs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AwsServer, createAwsServer } from '../../../src/demo/aws-server.ts';
import { createStory } from '../../../src/demo/story.ts';
import { addHistory } from '../../../src/demo/world/add-history.ts';
import { addService } from '../../../src/demo/world/add-service.ts';
import { clientsOf, standingClock } from '../aws-clients.ts';

const clock = standingClock('2025-08-12T10:00:00Z');
let server: AwsServer;
let ecs: ReturnType<typeof clientsOf>['ecs'];
let world: ReturnType<typeof createStory>['world'];

beforeEach(async () => {
  ({ world } = createStory({ clock }));
  server = createAwsServer({ worlds: [world], clock });
  ({ ecs } = clientsOf(await server.start()));
});

afterEach(() => server.stop());

it('leads from a rollback to the revision that was asked for', async () => {
  const { serviceDeployments } = await ecs.send(
    new ListServiceDeploymentsCommand({ cluster: 'platform', service: 'billing' }),
  );
  expect(serviceDeployments?.map((each) => each.status)).toEqual(['ROLLBACK_SUCCESSFUL', 'SUCCESSFUL']);
  const arns = serviceDeployments!.map((each) => each.serviceDeploymentArn!);
  const described = await ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: arns }));
  expect(described.serviceDeployments?.[0]).toMatchObject({
    deploymentCircuitBreaker: { status: 'TRIGGERED', failureCount: 3, threshold: 3 },
    rollback: { serviceRevisionArn: serviceDeployments![1]!.targetServiceRevisionArn },
  });
  const { serviceRevisions } = await ecs.send(
    new DescribeServiceRevisionsCommand({
      serviceRevisionArns: [serviceDeployments![0]!.targetServiceRevisionArn!],
    }),
  );
  expect(serviceRevisions?.[0]?.taskDefinition).toMatch(/task-definition\/billing:8$/);
  expect(serviceRevisions?.[0]?.containerImages?.[0]?.imageDigest).toMatch(/^sha256:[0-9a-f]{64}$/);
});

it('filters history by status and time, and pages it', async () => {
  const { service } = addService(world, { name: 'busy' });
  for (let day = 2; day < 30; day += 1)
    addHistory(world, service, { deployedAt: new Date(clock.now().getTime() - day * 86_400_000) });
  const list = (input: object) =>
    ecs.send(new ListServiceDeploymentsCommand({ cluster: 'prod', service: 'busy', ...input }));
  const first = await list({});
  const second = await list({ nextToken: first.nextToken });
  expect([first.serviceDeployments?.length, second.serviceDeployments?.length]).toEqual([20, 9]);
  const recent = await list({ createdAt: { after: new Date('2025-08-09T12:00:00Z') } });
  expect(recent.serviceDeployments).toHaveLength(2);
  expect((await list({ status: ['IN_PROGRESS'] })).serviceDeployments).toEqual([]);
});

it('reports what it does not have and refuses batches above twenty', async () => {
  const arn = 'arn:aws:ecs:eu-central-1:123456789012:service-revision/a/b/1';
  const found = await ecs.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [arn] }));
  expect(found).toMatchObject({ serviceRevisions: [], failures: [{ arn, reason: 'MISSING' }] });
  const many = Array.from({ length: 21 }, () => arn);
  await expect(
    ecs.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: many })),
  ).rejects.toMatchObject({ name: 'InvalidParameterException' });
  await expect(
    ecs.send(new ListServiceDeploymentsCommand({ cluster: 'platform', service: 'gone' })),
  ).rejects.toMatchObject({ name: 'ServiceNotFoundException' });
});

it('finds a task definition by family, by revision and by ARN', async () => {
  const find = async (taskDefinition: string) =>
    (await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition }))).taskDefinition;
  expect(await find('enhanced-ml')).toMatchObject({ revision: 15 });
  const found = await find('enhanced-ml:14');
  expect(found).toMatchObject({
    revision: 14,
    containerDefinitions: [
      {
        portMappings: [{ containerPort: 5000 }],
        logConfiguration: {
          options: { 'awslogs-group': '/ecs/enhanced-ml', 'awslogs-stream-prefix': 'ecs' },
        },
      },
    ],
  });
  expect(await find(found!.taskDefinitionArn!)).toEqual(found);
  await expect(find('enhanced-ml:99')).rejects.toMatchObject({ name: 'ClientException' });
  await expect(find('gone')).rejects.toMatchObject({ name: 'ClientException' });
});

it('lists the revisions of a family, newest first on request', async () => {
  const { taskDefinitionArns } = await ecs.send(
    new ListTaskDefinitionsCommand({ familyPrefix: 'enhanced-ml', sort: 'DESC' }),
  );
  expect(taskDefinitionArns?.map((each) => each.split('/')[1])).toEqual(
    [15, 14, 13, 12, 11].map((number) => `enhanced-ml:${number}`),
  );
});

it('describes the task sets of a service that another tool moves', async () => {
  const all = await ecs.send(new DescribeTaskSetsCommand({ cluster: 'platform', service: 'checkout' }));
  expect(all.taskSets).toMatchObject([
    { status: 'PRIMARY', scale: { unit: 'PERCENT', value: 100 } },
    { status: 'ACTIVE', runningCount: 1 },
  ]);
  const taskSets = [all.taskSets![1]!.id!];
  const one = await ecs.send(
    new DescribeTaskSetsCommand({ cluster: 'platform', service: 'checkout', taskSets }),
  );
  expect(one.taskSets).toHaveLength(1);
});
