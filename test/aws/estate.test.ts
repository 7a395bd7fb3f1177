import { describe, expect, it } from 'vitest';
import { addService } from '../../src/demo/world/add-service.ts';
import type { World } from '../../src/demo/world.ts';
import { ENV, EU, euAndUs, FIVE_SECONDS, knownIn, NOW_ONLY, PLENTY, stages, US } from './given-aws.ts';

const web = (world: World) => addService(world, { name: 'web' });
const refIn = (env: string) => ({ env, cluster: 'prod', name: 'web' });

describe('the estate', () => {
  const start = stages();

  it('asks nothing before the first question', async () => {
    const { aws, estate } = await start(euAndUs(web));
    expect(estate.environments.map(({ alias }) => alias)).toEqual(['eu', 'us']);
    expect(aws.calls).toEqual({});
  });

  it('lists all environments in their order, or one', async () => {
    const { estate } = await start(euAndUs(web));
    expect((await estate.list(NOW_ONLY)).refs).toEqual([refIn('eu'), refIn('us')]);
    expect((await estate.list(NOW_ONLY, 'us')).refs).toEqual([refIn('us')]);
    expect(await estate.list(NOW_ONLY, 'moon')).toMatchObject({ refs: [], gaps: [] });
  });

  it('keeps the environments apart', async () => {
    const { estate } = await start(euAndUs(web));
    const { first } = await estate.overview([refIn('us'), refIn('eu')], NOW_ONLY);
    const regions = first.sightings.map(({ service }) => knownIn(service).region);
    expect(regions).toEqual([US.region, EU.region]);
  });

  it('shows a fault of one environment in that one only', async () => {
    const { estate, fault } = await start(euAndUs(web));
    fault('*', 'expired', { region: US.region });
    const { refs, gaps } = await estate.list(NOW_ONLY);
    expect(refs).toEqual([refIn('eu')]);
    expect(gaps).toMatchObject([{ env: 'us', unknown: { why: 'credentials' } }]);
    expect((await estate.look(refIn('eu'), NOW_ONLY)).service.kind).toBe('known');
    expect((await estate.checkups('eu')).map(({ outcome }) => outcome)).not.toContain('fail');
  });

  it('lets environments of the same account and Region share one budget, others not', async () => {
    const rates = { ...PLENTY, 'ecs-cluster': { calls: 1, perMs: 600_000 } };
    const given = euAndUs(web, { rates });
    const { estate, aws, answered } = await start({ ...given, environments: [EU, US, ENV] });
    const listing = estate.list(NOW_ONLY);
    await answered('eu', 2);
    await answered('us', 2);
    expect(aws.calls['ecs:ListClusters']).toBe(2);
    estate.stop();
    expect((await listing).gaps).toMatchObject([{ env: ENV.alias, unknown: { why: 'unreachable' } }]);
  });

  it('survives every optional field left out', async () => {
    const { estate, aws } = await start({ build: web });
    const fields = [
      ...['deployments', 'events', 'loadBalancers', 'deploymentConfiguration', 'taskDefinition', 'taskSets'],
      ...['deploymentController', 'desiredCount', 'createdAt', 'attachments', 'containers', 'group'],
      ...['lastStatus', 'healthStatus', 'serviceName', 'status', 'failures', 'nextToken'],
    ];
    aws.faults.add({ operation: '*', kind: 'absent', fields });
    const seen = await estate.look(refIn(ENV.alias), NOW_ONLY);
    expect(knownIn(seen.service)).toMatchObject({
      status: 'active',
      controller: 'ecs',
      deployments: [],
      targetGroups: [],
      revision: undefined,
      runningCount: 2,
    });
    expect(knownIn(seen.tasks)).toMatchObject([
      { lastStatus: 'unknown', health: 'unknown', containers: [] },
      { lastStatus: 'unknown', health: 'unknown', containers: [] },
    ]);
    const { first } = await estate.overview([refIn(ENV.alias)], FIVE_SECONDS);
    expect(first.sightings[0]?.tasks).toEqual(seen.tasks);
    expect((await estate.checkups(ENV.alias)).map(({ outcome }) => outcome)).not.toContain('fail');
  });

  it.each(['ListServiceDeployments', 'DescribeServiceRevisions', 'FilterLogEvents', 'DescribeTargetGroups'])(
    'does without %s, which not every stand-in offers',
    async (operation) => {
      const { estate, fault } = await start({ build: web });
      fault(operation, 'unsupported');
      const seen = await estate.look(refIn(ENV.alias), NOW_ONLY);
      expect([seen.service.kind, seen.tasks.kind, seen.targetGroups[0]?.targets.kind]).toEqual([
        'known',
        'known',
        'known',
      ]);
      const failed = (await estate.checkups(ENV.alias)).filter(({ outcome }) => outcome === 'fail');
      expect(failed).toMatchObject([
        { title: expect.stringContaining(operation), fix: expect.stringMatching(/does not offer/) },
      ]);
    },
  );

  it('sees the second target group of a blue/green service and the task sets of an external controller', async () => {
    const build = (world: World) => {
      const green = addService(world, {
        name: 'green',
        strategy: 'BLUE_GREEN',
        targetGroups: ['blue', 'idle'],
      });
      const [blue, idle] = green.service.loadBalancers;
      const advancedConfiguration = { alternateTargetGroupArn: idle?.targetGroupArn };
      Object.assign(green.service, { loadBalancers: [{ ...blue, advancedConfiguration }] });
      const taskSet = { status: 'PRIMARY', stabilityStatus: 'STABILIZING', computedDesiredCount: 1 };
      const { service } = addService(world, { name: 'canary', controller: 'EXTERNAL' });
      Object.assign(service, { taskSets: [{ ...taskSet, id: 'ecs-svc/7' }] });
    };
    const { estate } = await start({ build });
    const green = await estate.look({ ...refIn(ENV.alias), name: 'green' }, NOW_ONLY);
    expect(green.targetGroups.map(({ group }) => group.role)).toEqual(['production', 'alternate']);
    const canary = await estate.look({ ...refIn(ENV.alias), name: 'canary' }, NOW_ONLY);
    expect(knownIn(canary.service)).toMatchObject({
      controller: 'external',
      deployments: [],
      taskSets: [{ id: 'ecs-svc/7', status: 'primary', stability: 'stabilizing', desiredCount: 1 }],
    });
  });
});
