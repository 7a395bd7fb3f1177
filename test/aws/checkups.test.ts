import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../../src/aws/actions.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { targetGroupArn } from '../../src/demo/world/names.ts';
import { populate } from '../../src/demo/world/populate.ts';
import { addCluster, type World } from '../../src/demo/world.ts';
import { ENV, stages } from './given-aws.ts';

const ALL = Object.keys(ACTIONS).sort();
const web = (world: World) => addService(world, { name: 'web' });

describe('the checkups', () => {
  const start = stages();

  it('have a line for every action that the bot uses, and try each of them', async () => {
    const { estate, aws } = await start({ build: web });
    const checkups = await estate.checkups(ENV.alias);
    expect(checkups.map(({ title }) => title).sort()).toEqual(ALL);
    expect(checkups.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
    expect(Object.keys(aws.calls).sort()).toEqual(ALL);
    const details = checkups.map(({ title, detail }) => `${title}: ${detail}`);
    expect(details).toEqual([
      'sts:GetCallerIdentity: account 123456789012 as arn:aws:iam::123456789012:user/snail-trail',
      'ecs:ListClusters: 1 cluster',
      'ecs:ListServices: 1 service in prod',
      'ecs:DescribeServices: 1 of 1 described',
      'ecs:ListTasks: 2 running tasks in prod',
      'ecs:DescribeTasks: 2 of 2 described',
      'ecs:DescribeTaskDefinition: web:1',
      'ecs:ListServiceDeployments: 1 past deployment of web',
      'ecs:DescribeServiceRevisions: 1 described',
      'elasticloadbalancing:DescribeTargetGroups: 1 of 1 described',
      'elasticloadbalancing:DescribeTargetHealth: 2 targets',
      'cloudwatch:DescribeAlarms: alarms can be read',
      'logs:FilterLogEvents: /ecs/web can be read',
      'ecs:DescribeServiceDeployments: 1 described',
      'ec2:DescribeSubnets: 2 subnets',
      'ec2:DescribeRouteTables: 2 described',
      'ec2:DescribeNetworkAcls: 1 described',
      'ec2:DescribeSecurityGroups: 1 described',
      'ec2:DescribeVpcEndpoints: 0 described',
      'elasticloadbalancing:DescribeLoadBalancers: 1 described',
      'elasticloadbalancing:DescribeListeners: 2 listeners',
      'elasticloadbalancing:DescribeRules: 1 rule',
      'elasticloadbalancing:DescribeLoadBalancerAttributes: idle connections end after 60 s',
      'cloudwatch:GetMetricData: numbers can be read',
      'ecr:DescribeImages: web has the image',
    ]);
  });

  it.each(ALL)('report a denied %s under its own name, and say what to allow', async (action) => {
    const { estate, fault } = await start({ build: web });
    fault(action, 'denied');
    const checkups = await estate.checkups(ENV.alias);
    expect(checkups.map(({ title }) => title).sort()).toEqual(ALL);
    expect(checkups.filter(({ outcome }) => outcome === 'fail')).toMatchObject([
      {
        title: action,
        detail: expect.stringContaining('AWS does not allow it'),
        fix: `allow ${action} in the policy of the bot's role`,
      },
    ]);
  });

  it('are tried anew each time, not answered from what failed before', async () => {
    const { estate, aws, fault } = await start({ build: web });
    fault('*', 'expired');
    const failed = await estate.checkups(ENV.alias);
    expect(failed.map(({ outcome }) => outcome)).not.toContain('ok');
    expect(failed[0]?.fix).toMatch(/renew the AWS credentials/);
    aws.faults.clear();
    const checkups = await estate.checkups(ENV.alias);
    expect(checkups.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  });

  it('skip what there is nothing to try on, and say why', async () => {
    const { estate } = await start();
    const checkups = await estate.checkups(ENV.alias);
    expect(checkups.map(({ title }) => title).sort()).toEqual(ALL);
    const tried = checkups.filter(({ outcome }) => outcome === 'ok').map(({ title }) => title);
    expect(tried).toEqual(['sts:GetCallerIdentity', 'ecs:ListClusters', 'cloudwatch:DescribeAlarms']);
    const reasons = checkups.filter(({ outcome }) => outcome === 'skip').map(({ detail }) => detail);
    expect(new Set(reasons)).toEqual(
      new Set([
        'no cluster is known',
        'no service is known',
        'no load balancer is known',
        'no listener is known',
        'no task is known',
        'no revision is known',
        'no past deployment is known',
        'no task definition is known',
      ]),
    );
  });

  it('find a service in a later cluster, and prefer one behind a load balancer', async () => {
    const build = (world: World) => {
      addCluster(world, 'an-empty-one');
      addService(world, { name: 'worker', targetGroups: [] });
      web(world);
    };
    const { estate } = await start({ build });
    const checkups = await estate.checkups(ENV.alias);
    expect(checkups.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  });

  it('ask no more of a large estate than of a small one', async () => {
    const build = (world: World) => populate(world, { services: 40, clusters: 8 });
    const { estate, aws } = await start({ build });
    await estate.checkups(ENV.alias);
    const { 'ecs:ListServices': lists, ...others } = aws.calls;
    expect(lists).toBe(5);
    expect(Object.values(others)).toEqual(Object.values(others).map(() => 1));
  });

  it('try configured clusters without listing any, and name the one that is mistyped', async () => {
    const environments = [{ ...ENV, clusters: ['prod', 'prdo'] }];
    const { estate, aws } = await start({ build: web, environments });
    const checkups = await estate.checkups(ENV.alias);
    expect(aws.calls).not.toHaveProperty('ecs:ListClusters');
    expect(checkups.find(({ title }) => title === 'ecs:ListServices')).toMatchObject({
      outcome: 'fail',
      detail: 'could not list the services of cluster prdo: there is no such cluster',
      fix: expect.stringContaining('SNAIL_CLUSTERS'),
    });
  });

  it('notice another account than the configured one', async () => {
    const environments = [{ ...ENV, account: '999999999999' }];
    const { estate } = await start({ build: web, environments });
    expect((await estate.checkups(ENV.alias))[0]).toEqual({
      title: 'sts:GetCallerIdentity',
      outcome: 'fail',
      detail: 'the credentials belong to account 123456789012, configured is 999999999999',
      fix: 'correct account or role of this environment in SNAIL_ENVIRONMENTS',
    });
  });

  it('do not take a deleted target group for a missing permission', async () => {
    const build = (world: World) => {
      web(world);
      world.targetGroups.delete(targetGroupArn(world, 'web-tg'));
    };
    const { estate } = await start({ build });
    const checkups = await estate.checkups(ENV.alias);
    const groups = checkups.filter(({ title }) => title.startsWith('elasticloadbalancing:'));
    expect(groups).toMatchObject([
      { outcome: 'ok', detail: '0 of 1 described' },
      {
        outcome: 'fail',
        detail: 'could not read the target health of web-tg: there is no such target group',
      },
      { outcome: 'skip', detail: 'no load balancer is known' },
      { outcome: 'skip', detail: 'no load balancer is known' },
      { outcome: 'skip', detail: 'no listener is known' },
      { outcome: 'skip', detail: 'no load balancer is known' },
    ]);
  });

  it('look for the logs in the region where they are', async () => {
    const build = (world: World) => {
      const { definition } = web(world);
      Object.assign(definition.containerDefinitions[0]?.logConfiguration?.options ?? {}, {
        'awslogs-region': 'us-west-2',
      });
    };
    const { estate } = await start({ build });
    const checkups = await estate.checkups(ENV.alias);
    expect(checkups.find(({ title }) => title === 'logs:FilterLogEvents')).toEqual({
      title: 'logs:FilterLogEvents',
      outcome: 'fail',
      detail: 'could not read log group /ecs/web: not found',
      fix: expect.stringContaining('the region'),
    });
  });

  it('are none for an environment that is not configured', async () => {
    const { estate } = await start();
    expect(await estate.checkups('moon')).toEqual([]);
  });
});
