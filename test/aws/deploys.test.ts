import { describe, expect, it } from 'vitest';
import { addHistory } from '../../src/demo/world/add-history.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { addTaskDefinition } from '../../src/demo/world/add-task-definition.ts';
import type { SimulatedServiceDeployment } from '../../src/demo/world/ecs-shapes.ts';
import type { World } from '../../src/demo/world.ts';
import { composeDeploys } from '../../src/deployment/deploys.ts';
import { ENV, FIVE_SECONDS, knownIn, NOW_ONLY, stages } from './given-aws.ts';

const WEB = { env: ENV.alias, cluster: 'prod', name: 'web' };
const HOUR_MS = 3_600_000;

/** Revision 2 was rolled back to 1 half a day after that. */
function rolledBack(world: World): SimulatedServiceDeployment {
  const { service, definition } = addService(world, { name: 'web', circuitBreaker: true });
  const failed = addTaskDefinition(world, { family: 'web', revision: 2, port: 8080 });
  return addHistory(world, service, {
    deployedAt: new Date(world.clock.now().getTime() - 12 * HOUR_MS),
    ...{ taskDefinition: failed.taskDefinitionArn, rolledBackTo: definition.taskDefinitionArn },
    ...{ status: 'ROLLBACK_SUCCESSFUL', statusReason: 'the breaker', failureCount: 3 },
  });
}

/** A service with many more deployments than a page has, each of another revision. */
const many = (count: number) => (world: World) => {
  const { service } = addService(world, { name: 'web', revision: 1 });
  for (let nth = 2; nth <= count; nth += 1)
    addHistory(world, service, {
      deployedAt: new Date(world.clock.now().getTime() - HOUR_MS * (count - nth + 1)),
      taskDefinition: addTaskDefinition(world, { family: 'web', revision: nth }).taskDefinitionArn,
    });
};

describe('the deployment history', () => {
  const start = stages();

  it('is read with a call of each kind, revisions rolled back to included', async () => {
    const { estate, aws } = await start({ build: rolledBack });
    const read = await estate.deploys(WEB, 1, NOW_ONLY);
    expect(composeDeploys(read, 1)).toMatchObject({
      from: 'history',
      gaps: [],
      deploys: [
        {
          revision: { number: 2 },
          outcome: { kind: 'rolled-back', to: { number: 1 }, reason: 'the breaker', failures: 3 },
          images: [
            {
              container: 'web',
              image: expect.stringContaining('/web:2'),
              digest: expect.stringMatching(/^sha256:/),
            },
          ],
          registeredBy: 'role/ci-deploy',
        },
        { revision: { number: 1 }, outcome: { kind: 'succeeded' } },
      ],
    });
    expect(aws.calls).toEqual({
      'ecs:DescribeServices': 1,
      'ecs:ListServiceDeployments': 1,
      'ecs:DescribeServiceDeployments': 1,
      'ecs:DescribeServiceRevisions': 1,
      'ecs:DescribeTaskDefinition': 2,
    });
    await estate.deploys(WEB, 1, FIVE_SECONDS);
    expect(aws.calls['ecs:ListServiceDeployments']).toBe(1);
  });

  it('tells of a blue/green deployment under way: stage, traffic, hooks, bake time', async () => {
    const { estate } = await start({
      build: (world) => {
        const { service } = addService(world, {
          name: 'web',
          strategy: 'BLUE_GREEN',
          targetGroups: ['blue'],
        });
        service.deploymentConfiguration.bakeTimeInMinutes = 5;
        Object.assign(
          addHistory(world, service, {
            deployedAt: world.clock.now(),
            status: 'IN_PROGRESS',
            finishedAt: undefined,
          }),
          {
            lifecycleStage: 'POST_TEST_TRAFFIC_SHIFT',
            lifecycleHookDetails: [
              {
                targetType: 'AWS_LAMBDA',
                targetArn: 'arn:aws:lambda:eu-central-1:1:function:approve',
                status: 'IN_PROGRESS',
              },
            ],
          },
        );
      },
    });
    const [newest] = composeDeploys(await estate.deploys(WEB, 1, NOW_ONLY), 1).deploys;
    expect(newest).toMatchObject({
      strategy: 'blue-green',
      bakeTimeMs: 300_000,
      outcome: {
        kind: 'in-progress',
        stage: 'POST_TEST_TRAFFIC_SHIFT',
        hooks: [{ target: 'approve', status: 'IN_PROGRESS' }],
      },
    });
  });

  it('is read by the page, at most a hundred of it', async () => {
    const { estate, aws } = await start({ build: many(105) });
    const read = await estate.deploys(WEB, 10, NOW_ONLY);
    expect(knownIn(read.listed)).toMatchObject({ more: true });
    expect(knownIn(read.records)).toHaveLength(10);
    expect(composeDeploys(read, 10)).toMatchObject({ page: 10, pages: 10, total: 100, older: true });
    expect(aws.calls['ecs:DescribeServiceDeployments']).toBe(1);
  });

  it.each([
    ['ecs:DescribeServices', ['service']],
    ['ecs:ListServiceDeployments', ['listed']],
    ['ecs:DescribeServiceDeployments', ['records']],
    ['ecs:DescribeServiceRevisions', ['revisions']],
    ['ecs:DescribeTaskDefinition', ['registrations']],
  ] as const)('is worth having without %s, which is named', async (permission, holes) => {
    const { estate, fault } = await start({ build: (world) => void rolledBack(world) });
    fault(permission, 'denied');
    const read = await estate.deploys(WEB, 1, NOW_ONLY);
    for (const hole of holes)
      expect(read[hole]).toMatchObject({ kind: 'unknown', why: 'denied', permission });
    const composed = composeDeploys(read, 1);
    expect(composed.gaps).toMatchObject([{ unknown: { permission } }]);
    expect(composed.deploys.length).toBeGreaterThan(0);
  });

  it.each([
    ['throttled', 'throttled'],
    ['unsupported', 'unsupported'],
    ['dropped', 'unreachable'],
  ] as const)('gives way to what the service says where its API is %s', async (kind, why) => {
    const { estate, fault } = await start({ build: (world) => void rolledBack(world) });
    fault('ListServiceDeployments', kind);
    const composed = composeDeploys(await estate.deploys(WEB, 1, NOW_ONLY), 1);
    expect(composed).toMatchObject({ from: 'events', gaps: [{ unknown: { why } }] });
    expect(composed.deploys).toMatchObject([{ revision: { number: 1 }, outcome: { kind: 'succeeded' } }]);
  });

  it('does without one deployment and one revision that ECS has forgotten', async () => {
    const { estate, world } = await start({ build: many(3) });
    const [first] = world.serviceRevisions.keys();
    const [oldest] = world.serviceDeployments.keys();
    world.serviceRevisions.delete(first ?? '');
    await estate.deploys(WEB, 1, NOW_ONLY);
    world.serviceDeployments.delete(oldest ?? '');
    const { deploys, gaps } = composeDeploys(await estate.deploys(WEB, 1, FIVE_SECONDS), 1);
    expect(deploys.map(({ revision }) => revision?.number)).toEqual([3, 2, undefined]);
    expect(gaps).toEqual([]);
  });

  it('is of no service that is gone, of no other account, and of no environment that is not configured', async () => {
    const { estate } = await start({
      environments: [{ ...ENV, account: '999999999999' }],
      build: (world) => void rolledBack(world),
    });
    const other = await estate.deploys(WEB, 1, NOW_ONLY);
    expect(other).toMatchObject({ service: { why: 'refused' }, listed: { why: 'refused' } });
    const gone = await estate.deploys({ ...WEB, name: 'gone' }, 1, NOW_ONLY);
    expect(gone).toMatchObject({ service: { why: 'not-found' }, listed: { why: 'not-found' } });
    const nowhere = await estate.deploys({ ...WEB, env: 'nowhere' }, 1, NOW_ONLY);
    expect(nowhere).toMatchObject({ service: { kind: 'unknown' }, listed: { kind: 'unknown' } });
  });
});
