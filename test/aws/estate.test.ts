import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEstate, type Environment, type Estate } from '../../src/aws/estate.ts';
import { systemClock } from '../../src/clock.ts';
import { type AwsServer, createAwsServer } from '../../src/demo/aws-server.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { populate } from '../../src/demo/world/populate.ts';
import { createWorld, type World } from '../../src/demo/world.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';

const AGAIN = { maxAgeMs: 5000 };
const EU: Environment = { alias: 'eu', region: 'eu-central-1' };

describe('the estate', () => {
  let eu: World;
  let us: World;
  let server: AwsServer;
  let estate: Estate;

  beforeEach(async () => {
    eu = createWorld({ clock: systemClock });
    us = createWorld({ clock: systemClock, region: 'us-east-1' });
    server = createAwsServer({ worlds: [eu, us], clock: systemClock });
    await server.start();
    estate = estateOf(EU, { alias: 'us', region: 'us-east-1' });
  });

  afterEach(async () => {
    estate.stop();
    await server.stop();
  });

  function estateOf(...environments: Environment[]): Estate {
    return createEstate({
      environments,
      clientConfig: {
        endpoint: server.url,
        credentials: { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'test' },
      },
      clock: systemClock,
      log: createLog('silent'),
      metrics: createMetrics(),
    });
  }

  it('lists every page of services', async () => {
    populate(eu, { services: 230, tasksPerService: 0, loadBalancedEvery: 0 });
    const { refs, gaps } = await estate.list(AGAIN, 'eu');
    expect(refs).toHaveLength(230);
    expect(gaps).toEqual([]);
    expect(server.calls['ecs:ListServices']).toBe(3);
  });

  it('looks at many services with as few calls as the batch sizes allow, and with none the second time', async () => {
    populate(eu, { services: 50, loadBalancedEvery: 0 });
    const { refs } = await estate.list(AGAIN, 'eu');
    const { first, complete } = await estate.overview(refs, AGAIN);
    expect(complete).toBeUndefined();
    expect(first.sightings.every(({ tasks }) => tasks.kind === 'known' && tasks.value.length === 2)).toBe(
      true,
    );
    const least = {
      'ecs:ListClusters': 1,
      'ecs:ListServices': 1,
      'ecs:DescribeServices': 5,
      'ecs:ListTasks': 1,
      'ecs:DescribeTasks': 1,
    };
    expect(server.calls).toEqual(least);
    await estate.overview(refs, AGAIN);
    expect(server.calls).toEqual(least);
  });

  it('knows in the overview which tasks have a check once a card was read, without another call', async () => {
    addService(eu, { name: 'web', targetGroups: [] });
    const ref = { env: 'eu', cluster: 'prod', name: 'web' };
    const definitionsOf = async () => (await estate.overview([ref], AGAIN)).first.sightings[0]?.definitions;
    expect(await definitionsOf()).toBeUndefined();
    expect(server.calls['ecs:DescribeTaskDefinition']).toBeUndefined();
    await estate.look(ref, AGAIN);
    expect(await definitionsOf()).toMatchObject({ kind: 'known', value: [{ revision: { family: 'web' } }] });
    expect(server.calls['ecs:DescribeTaskDefinition']).toBe(1);
  });

  it('asks equal questions at the same time once', async () => {
    addService(eu, { name: 'web' });
    const ref = { env: 'eu', cluster: 'prod', name: 'web' };
    await Promise.all([estate.look(ref, { maxAgeMs: 0 }), estate.look(ref, { maxAgeMs: 0 })]);
    expect(server.calls['ecs:DescribeServices']).toBe(1);
    expect(server.calls['elasticloadbalancing:DescribeTargetHealth']).toBe(1);
  });

  it.each([
    ['denied', 'denied'],
    ['expired', 'credentials'],
    ['unsupported', 'unsupported'],
    ['throttled', 'throttled'],
  ] as const)('makes a gap of a source that is %s, and keeps the rest', async (kind, why) => {
    addService(eu, { name: 'web' });
    server.faults.add({ operation: 'DescribeTargetHealth', kind });
    const sighting = await estate.look({ env: 'eu', cluster: 'prod', name: 'web' }, AGAIN);
    expect(sighting.targetGroups[0]?.targets).toMatchObject({ kind: 'unknown', why });
    expect(sighting.service.kind).toBe('known');
    expect(sighting.tasks.kind).toBe('known');
  });

  it('names the permission that is missing', async () => {
    server.faults.add({ operation: 'ListClusters', kind: 'denied', region: 'us-east-1' });
    addService(eu, { name: 'web' });
    const { refs, gaps } = await estate.list(AGAIN);
    expect(refs).toEqual([{ env: 'eu', cluster: 'prod', name: 'web' }]);
    expect(gaps).toMatchObject([{ env: 'us', unknown: { permission: 'ecs:ListClusters' } }]);
  });

  it('says that a service was deleted as long as ECS remembers it, and else that ECS knows none', async () => {
    addService(eu, { name: 'web' });
    Object.assign(addService(eu, { name: 'old' }).service, { status: 'INACTIVE' });
    const refs = ['old', 'gone'].map((name) => ({ env: 'eu', cluster: 'prod', name }));
    const { first } = await estate.overview(refs, AGAIN);
    expect(first.sightings.map(({ service }) => service)).toMatchObject([
      {
        kind: 'unknown',
        why: 'not-found',
        detail: 'could not find service prod/old: it was deleted',
      },
      { kind: 'unknown', why: 'not-found', detail: expect.stringContaining('ECS knows no such service') },
    ]);
    for (const [at, ref] of refs.entries())
      expect((await estate.look(ref, AGAIN)).service).toMatchObject(first.sightings[at]?.service ?? {});
  });

  it('survives every optional field left out', async () => {
    addService(eu, { name: 'web' });
    const fields = [
      'deployments',
      'events',
      'loadBalancers',
      'deploymentConfiguration',
      'taskDefinition',
      'attachments',
      'containers',
      'group',
    ];
    server.faults.add({ operation: '*', kind: 'absent', fields });
    const sighting = await estate.look({ env: 'eu', cluster: 'prod', name: 'web' }, AGAIN);
    expect(sighting.service).toMatchObject({
      kind: 'known',
      value: { deployments: [], targetGroups: [], revision: undefined },
    });
  });

  it('sees the second target group of a blue/green service and the task sets of an external controller', async () => {
    const { service } = addService(eu, {
      name: 'green',
      strategy: 'BLUE_GREEN',
      targetGroups: ['blue', 'green'],
    });
    const [blue, idle] = service.loadBalancers;
    const advancedConfiguration = { alternateTargetGroupArn: idle?.targetGroupArn };
    Object.assign(service, { loadBalancers: [{ ...blue, advancedConfiguration }] });
    const canaryService = addService(eu, { name: 'canary', controller: 'EXTERNAL' }).service;
    const taskSet = {
      id: 'ecs-svc/7',
      status: 'PRIMARY',
      stabilityStatus: 'STABILIZING',
      computedDesiredCount: 1,
    };
    Object.assign(canaryService, { taskSets: [taskSet] });
    const green = await estate.look({ env: 'eu', cluster: 'prod', name: 'green' }, AGAIN);
    expect(green.targetGroups.map(({ group }) => group.role)).toEqual(['production', 'alternate']);
    const canary = await estate.look({ env: 'eu', cluster: 'prod', name: 'canary' }, AGAIN);
    expect(canary.service).toMatchObject({ value: { controller: 'external', deployments: [] } });
    expect(canary.service).toMatchObject({
      value: { taskSets: [{ id: 'ecs-svc/7', stability: 'stabilizing' }] },
    });
  });

  it('answers at once over many target groups, and brings their health later', async () => {
    populate(eu, { services: 11 });
    const { refs } = await estate.list(AGAIN, 'eu');
    const { first, complete } = await estate.overview(refs, AGAIN);
    const pending = first.sightings.filter(({ targetGroups: [seen] }) => seen?.targets.kind === 'unknown');
    // Those of the first burst may be there already.
    expect(pending.length).toBeGreaterThan(0);
    const full = await complete;
    expect(full?.sightings.every(({ targetGroups: [seen] }) => seen?.targets.kind === 'known')).toBe(true);
  });

  it('notices that the credentials belong to another account than the configured one', async () => {
    addService(eu, { name: 'web' });
    const other = estateOf({ ...EU, account: '999999999999' });
    const ref = { env: 'eu', cluster: 'prod', name: 'web' };
    const { first } = await other.overview([ref], AGAIN);
    const detail = `AWS answers for account ${eu.account}, configured is 999999999999`;
    expect(first.gaps).toMatchObject([{ subject: 'account', unknown: { detail } }]);
    for (const { service, targetGroups } of [first.sightings[0], await other.look(ref, AGAIN)].flatMap(
      (each) => each ?? [],
    )) {
      expect(service).toMatchObject({ kind: 'unknown', why: 'refused', detail });
      expect(targetGroups).toEqual([]);
    }
    const checkups = await other.checkups('eu');
    expect(checkups[0]).toMatchObject({ title: 'sts:GetCallerIdentity', outcome: 'fail' });
    other.stop();
  });

  it('tries every action for the doctor, and skips what there is nothing to try on', async () => {
    expect((await estate.checkups('us')).filter(({ outcome }) => outcome === 'skip').length).toBeGreaterThan(
      3,
    );
    addService(eu, { name: 'web' });
    server.faults.add({ operation: 'DescribeTargetGroups', kind: 'denied' });
    const checkups = await estate.checkups('eu');
    expect(checkups.filter(({ outcome }) => outcome === 'fail')).toMatchObject([
      {
        title: 'elasticloadbalancing:DescribeTargetGroups',
        fix: expect.stringContaining('allow elasticloadbalancing:DescribeTargetGroups'),
      },
    ]);
  });
});
