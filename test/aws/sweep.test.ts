import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/aws/limits.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { addTargetGroup } from '../../src/demo/world/add-target-group.ts';
import { populate } from '../../src/demo/world/populate.ts';
import type { World } from '../../src/demo/world.ts';
import type { ServiceRef } from '../../src/deployment/service.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import {
  DEADLINE,
  ENV,
  EU,
  euAndUs,
  FIVE_SECONDS,
  type Given,
  knownIn,
  NOW_ONLY,
  PLENTY,
  passing,
  stages,
  US,
} from './given-aws.ts';

const HEALTH = 'elasticloadbalancing:DescribeTargetHealth';
const MINUTE_MS = 60_000;

const refOf = (name: string, env = ENV.alias, cluster = 'prod'): ServiceRef => ({ env, cluster, name });
const web = (world: World) => addService(world, { name: 'web' });

/** Of which kinds the facts of ECS are, `known` or why not. */
function kindsOf({ service, tasks, stopped }: Sighting): readonly string[] {
  return [service, tasks, stopped].map((fact) =>
    fact === undefined ? 'not asked' : fact.kind === 'known' ? 'known' : fact.why,
  );
}

describe('a sweep', () => {
  const stage = stages();
  const start = (given: Given) => stage({ ...given, limits: { rates: PLENTY, ...given.limits } });

  it('has every fact of ECS but the history, and asks nothing of load balancing', async () => {
    const { estate, aws } = await start({ build: web });
    const { sightings, gaps } = await estate.sweep([refOf('web')], NOW_ONLY);
    expect(gaps).toEqual([]);
    const [seen] = sightings;
    expect(knownIn(seen?.service)).toMatchObject({ ref: refOf('web'), runningCount: 2 });
    expect(knownIn(seen?.tasks)).toHaveLength(2);
    expect(knownIn(seen?.stopped)).toEqual([]);
    expect(seen).toMatchObject({ definitions: undefined, history: undefined });
    expect(seen?.targetGroups).toMatchObject([
      { group: { name: 'web-tg' }, targets: { kind: 'unknown', why: 'pending' }, check: undefined },
    ]);
    expect(Object.keys(aws.calls).sort()).toEqual([
      'ecs:DescribeServices',
      'ecs:DescribeTasks',
      'ecs:ListTasks',
    ]);
  });

  it('of a thousand services makes not one call more than the batches allow', async () => {
    const build = (world: World) =>
      populate(world, { services: 1000, tasksPerService: 3, clusters: 10, loadBalancedEvery: 2 });
    const { estate, aws } = await start({ build });
    const { refs } = await estate.list(NOW_ONLY);
    aws.resetCalls();
    const { sightings } = await estate.sweep(refs, FIVE_SECONDS);
    expect(sightings.map(({ ref }) => ref)).toEqual(refs);
    expect(new Set(sightings.flatMap(kindsOf))).toEqual(new Set(['known']));
    const least = {
      // Of ten clusters with a hundred services and three hundred tasks each.
      'ecs:DescribeServices': 10 * 10,
      'ecs:ListTasks': 10 * (3 + 1),
      'ecs:DescribeTasks': 10 * 3,
    };
    expect(aws.calls).toEqual(least);
    await estate.sweep(refs, FIVE_SECONDS);
    expect(aws.calls).toEqual(least);
  }, 30_000);

  it('lets others have their turn between one cluster and the next, be it all remembered', async () => {
    const { estate } = await start({ build: (world) => populate(world, { services: 20, clusters: 20 }) });
    const { refs } = await estate.list(NOW_ONLY);
    await estate.sweep(refs, FIVE_SECONDS);
    let turns = 0;
    let isOver = false;
    const count = () => {
      turns += 1;
      if (!isOver) setImmediate(count);
    };
    setImmediate(count);
    await estate.sweep(refs, FIVE_SECONDS);
    isOver = true;
    expect(turns).toBeGreaterThanOrEqual(20);
  });

  it('asks for the tasks of few services one by one, where their cluster has many more', async () => {
    const build = (world: World) => populate(world, { services: 60, tasksPerService: 5 });
    const { estate, aws } = await start({ build });
    const { refs } = await estate.list(NOW_ONLY);
    await estate.sweep(refs, NOW_ONLY);
    aws.resetCalls();
    const { sightings } = await estate.sweep(refs.slice(0, 2), NOW_ONLY);
    expect(sightings.map(({ tasks }) => knownIn(tasks).length)).toEqual([5, 5]);
    expect(aws.calls).toEqual({ 'ecs:DescribeServices': 1, 'ecs:ListTasks': 3, 'ecs:DescribeTasks': 2 });
  });

  it('takes over what somebody else asked a moment ago', async () => {
    const { estate, aws, clock } = await start({ build: web });
    await estate.look(refOf('web'), NOW_ONLY);
    aws.resetCalls();
    clock.forward(5000);
    const { sightings } = await estate.sweep([refOf('web')], FIVE_SECONDS);
    // Only the stopped tasks of the whole cluster were asked by nobody.
    expect(aws.calls).toEqual({ 'ecs:ListTasks': 1 });
    expect(knownIn(sightings[0]?.definitions)).toMatchObject([{ revision: { family: 'web' } }]);
    expect(sightings[0]?.service).toMatchObject({ readAt: new Date(clock.now().getTime() - 5000) });
  });

  it('carries target health and its check as they were read within fifteen minutes, with their age', async () => {
    const { estate, clock } = await start({ build: web });
    const readAt = clock.now();
    await estate.look(refOf('web'), NOW_ONLY);
    clock.forward(15 * MINUTE_MS);
    const seenNow = async () => (await estate.sweep([refOf('web')], NOW_ONLY)).sightings[0]?.targetGroups;
    expect(await seenNow()).toMatchObject([
      { targets: { kind: 'known', readAt }, check: { kind: 'known', readAt } },
    ]);
    clock.forward(1);
    expect(await seenNow()).toMatchObject([{ targets: { why: 'pending' }, check: undefined }]);
  });

  it('says why target health could not be read the last time', async () => {
    const { estate, fault, clock } = await start({ build: web });
    fault('DescribeTargetHealth', 'denied');
    await estate.look(refOf('web'), NOW_ONLY);
    clock.forward(MINUTE_MS);
    const { sightings } = await estate.sweep([refOf('web')], NOW_ONLY);
    expect(sightings[0]?.targetGroups).toMatchObject([{ targets: { why: 'denied', permission: HEALTH } }]);
  });

  it('sees another target group in place of one that went, and the old one no more', async () => {
    const { estate, world } = await start({ build: web });
    await estate.look(refOf('web'), NOW_ONLY);
    const [service] = world.services.values();
    const [old] = world.targetGroups.values();
    world.targetGroups.delete(old?.arn ?? '');
    const { arn } = addTargetGroup(world, { name: 'web-new' });
    for (const each of service?.loadBalancers ?? []) each.targetGroupArn = arn;
    const { sightings } = await estate.sweep([refOf('web')], NOW_ONLY);
    expect(sightings[0]?.targetGroups).toMatchObject([
      { group: { arn, name: 'web-new' }, targets: { why: 'pending' } },
    ]);
  });

  it('keeps the order asked, and says which services, clusters and environments are gone', async () => {
    const build = (world: World) => {
      web(world);
      addService(world, { name: 'api', cluster: 'other' });
      addService(world, { name: 'old' }).service.status = 'INACTIVE';
      addService(world, { name: 'far', cluster: 'closed' });
      world.clusters.delete('closed');
    };
    const { estate } = await start({ build });
    const refs = [
      refOf('old'),
      refOf('web'),
      refOf('never'),
      refOf('far', ENV.alias, 'closed'),
      refOf('web', 'moon'),
      refOf('api', ENV.alias, 'other'),
      refOf('web'),
    ];
    const { sightings } = await estate.sweep(refs, NOW_ONLY);
    expect(sightings.map(({ ref }) => ref)).toEqual(refs);
    expect(sightings.map(({ service }) => (service.kind === 'known' ? 'known' : service))).toMatchObject([
      { why: 'not-found', detail: 'could not find service prod/old: it was deleted' },
      'known',
      { why: 'not-found', detail: expect.stringContaining('ECS knows no such service') },
      { why: 'not-found', detail: 'could not describe service far: there is no such cluster' },
      { why: 'not-found', detail: 'could not look: no environment is called moon' },
      'known',
      'known',
    ]);
  });

  it.each([
    ['DescribeServices', ['denied', 'known', 'known'], 'service'],
    ['DescribeTasks', ['known', 'denied', 'known'], 'tasks'],
    ['ListTasks', ['known', 'denied', 'denied'], 'stopped'],
  ] as const)('without permission for %s keeps the rest', async (operation, kinds, fact) => {
    const { estate, fault } = await start({ build: web });
    fault(operation, 'denied');
    const [seen] = (await estate.sweep([refOf('web')], NOW_ONLY)).sightings;
    expect(seen && kindsOf(seen)).toEqual(kinds);
    expect(seen?.[fact]).toMatchObject({ permission: `ecs:${operation}` });
  });

  it('is not spoilt by an environment that fails, nor by one that does not answer', async () => {
    const given = euAndUs(web, DEADLINE);
    const { estate, silence, fault, clock, answered } = await start(given);
    silence(US.region);
    const sweep = estate.sweep([refOf('web', US.alias), refOf('web', EU.alias)], NOW_ONLY);
    await answered('eu', 4);
    clock.forward(50_000);
    expect((await sweep).sightings.map(kindsOf)).toEqual([
      ['timeout', 'timeout', 'timeout'],
      ['known', 'known', 'known'],
    ]);
    fault('*', 'expired', { region: EU.region });
    const [broken] = (await estate.sweep([refOf('web', EU.alias)], NOW_ONLY)).sightings;
    expect(broken && kindsOf(broken)).toEqual(['credentials', 'credentials', 'credentials']);
  });

  it('that was late goes on, and the next one takes up what it read', async () => {
    const { estate, aws, clock, silence, answered } = await start(euAndUs(web, DEADLINE));
    silence(EU.region);
    const late = estate.sweep([refOf('web', EU.alias)], NOW_ONLY);
    await expect.poll(() => aws.calls['ecs:ListTasks']).toBe(2);
    clock.forward(50_000);
    expect((await late).sightings.map(kindsOf)).toEqual([['timeout', 'timeout', 'timeout']]);
    const next = estate.sweep([refOf('web', EU.alias)], NOW_ONLY);
    clock.forward(40_000);
    await answered('eu', 3);
    expect((await next).sightings.map(kindsOf)).toEqual([['timeout', 'timeout', 'timeout']]);
    expect(aws.calls).toEqual({ 'ecs:DescribeServices': 1, 'ecs:ListTasks': 2 });
  });

  it('knows nothing of a service in another account than the configured one', async () => {
    const environments = [{ ...ENV, account: '999999999999' }];
    const { estate } = await start({ build: web, environments });
    const { sightings, gaps } = await estate.sweep([refOf('web')], NOW_ONLY);
    expect(sightings).toMatchObject([{ service: { why: 'refused' }, tasks: { why: 'refused' } }]);
    expect(gaps).toMatchObject([{ env: ENV.alias, subject: 'account' }]);
  });

  it('asks service by service where a stand-in does not say whose the tasks are', async () => {
    const build = (world: World) => populate(world, { services: 3, tasksPerService: 2 });
    const { estate, aws } = await start({ build });
    aws.faults.add({ operation: 'DescribeTasks', kind: 'absent', fields: ['group'] });
    const { refs } = await estate.list(NOW_ONLY);
    const { sightings } = await estate.sweep(refs, FIVE_SECONDS);
    expect(sightings.map(({ tasks }) => knownIn(tasks).length)).toEqual([2, 2, 2]);
  });
});

describe('a sweep in its lane', () => {
  const start = stages();
  const build = (world: World) => populate(world, { services: 60, loadBalancedEvery: 0 });
  /** One call of the bot's own within any test. */
  const single = { calls: 1, perMs: 600_000 };
  const limits = { rates: PLENTY, routine: { ...PLENTY, 'ecs-service': single } };

  it.each([
    ['one of those that wait', 'service-0060', 'cluster-1'],
    ['another one', 'web', 'prod'],
  ])('does not hold up a look at %s', async (_, name, cluster) => {
    const both = (world: World) => {
      build(world);
      web(world);
    };
    const { estate, aws } = await start({ build: both, limits });
    const { refs } = await estate.list(NOW_ONLY);
    void estate.sweep(
      refs.filter((ref) => ref.cluster === 'cluster-1'),
      NOW_ONLY,
    );
    const { service } = await estate.look(refOf(name, ENV.alias, cluster), NOW_ONLY);
    expect(service.kind).toBe('known');
    expect(aws.calls['ecs:DescribeServices']).toBe(2);
  });

  it('takes as long as a quarter of the refill makes it', async () => {
    const { estate, clock } = await start({ build, limits: { routine: LIMITS.routine } });
    const { refs } = await estate.list(NOW_ONLY);
    const beganAt = clock.now().getTime();
    const { sightings } = await passing(clock, estate.sweep(refs, NOW_ONLY), 100);
    expect(new Set(sightings.flatMap(kindsOf))).toEqual(new Set(['known']));
    // Six calls: five at once and one a fifth of a second later.
    expect(clock.now().getTime() - beganAt).toBeGreaterThanOrEqual(200);
  });

  it('ends in time with what was read until then', async () => {
    const { estate, clock, counted } = await start({ build, limits: { ...limits, sweepMs: 45_000 } });
    const { refs } = await estate.list(NOW_ONLY);
    const sweep = estate.sweep(refs, NOW_ONLY);
    const answers = (action: string) => counted.filter((line) => line.includes(action)).length;
    await expect.poll(() => answers('DescribeServices')).toBe(1);
    await expect.poll(() => answers('DescribeTasks')).toBe(2);
    clock.forward(45_000);
    const services = (await sweep).sightings.map(({ service }) => service);
    expect(services.filter(({ kind }) => kind === 'known')).toHaveLength(10);
    expect(services.at(-1)).toEqual({
      kind: 'unknown',
      why: 'timeout',
      detail: 'could not read the service: it took too long',
    });
  });
});
