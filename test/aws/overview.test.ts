import { describe, expect, it } from 'vitest';
import type { Estate } from '../../src/aws/estate.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { populate } from '../../src/demo/world/populate.ts';
import type { World } from '../../src/demo/world.ts';
import type { ServiceRef } from '../../src/deployment/service.ts';
import type { Overview, Sighting } from '../../src/deployment/sighting.ts';
import {
  DEADLINE,
  ENV,
  EU,
  euAndUs,
  FIVE_SECONDS,
  NOW_ONLY,
  PLENTY,
  passing,
  stages,
  US,
} from './given-aws.ts';

const HEALTH = 'elasticloadbalancing:DescribeTargetHealth';

/** Few enough calls of load balancing for a queue to form. */
const SCARCE = { rates: { ...PLENTY, elb: { calls: 1, perMs: 300 } } };
/** Only one call within any test. */
const SINGLE = { rates: { ...PLENTY, elb: { calls: 1, perMs: 600_000 } } };

const refOf = (name: string, env = ENV.alias, cluster = 'prod'): ServiceRef => ({ env, cluster, name });

/** Everything of all services, once it is there. */
async function whole(estate: Estate, refs: readonly ServiceRef[], freshness = NOW_ONLY): Promise<Overview> {
  const { first, complete } = await estate.overview(refs, freshness);
  return (await complete) ?? first;
}

/** Of which kinds the facts of a sighting are, `known` or why not. */
function kindsOf({ service, tasks, targetGroups }: Sighting): readonly string[] {
  const facts = [service, tasks, ...targetGroups.map(({ targets }) => targets)];
  return [...new Set(facts.map((fact) => (fact.kind === 'known' ? 'known' : fact.why)))];
}

const numberOfTasks = ({ tasks }: Sighting) => (tasks.kind === 'known' ? tasks.value.length : tasks.why);

describe('an overview', () => {
  const start = stages();

  it('fills its batches, follows all pages, and costs nothing within five seconds', async () => {
    const build = (world: World) =>
      populate(world, { services: 25, tasksPerService: 9, loadBalancedEvery: 5 });
    const { estate, aws, clock } = await start({ build, limits: { rates: PLENTY } });
    const { refs } = await estate.list(FIVE_SECONDS);
    const { sightings } = await whole(estate, refs, FIVE_SECONDS);
    expect(sightings.map(({ ref }) => ref)).toEqual(refs);
    expect(new Set(sightings.map(numberOfTasks))).toEqual(new Set([9]));
    const least = {
      'ecs:ListClusters': 1,
      'ecs:ListServices': 1,
      'ecs:DescribeServices': 3,
      'ecs:ListTasks': 3,
      'ecs:DescribeTasks': 3,
      [HEALTH]: 5,
    };
    expect(aws.calls).toEqual(least);
    clock.forward(5000);
    await estate.list(FIVE_SECONDS);
    expect(await estate.overview(refs, FIVE_SECONDS)).toMatchObject({
      first: { sightings },
      complete: undefined,
    });
    expect(aws.calls).toEqual(least);
  });

  it('is shared by all who ask at the same moment', async () => {
    const build = (world: World) => populate(world, { services: 12 });
    const { estate, aws } = await start({ build, limits: { rates: PLENTY } });
    const { refs } = await estate.list(NOW_ONLY);
    await Promise.all([1, 2, 3].map(() => whole(estate, refs)));
    expect(aws.calls).toMatchObject({ 'ecs:DescribeServices': 2, 'ecs:ListTasks': 1, [HEALTH]: 12 });
  });

  it('asks for the tasks of few services one by one, where the cluster has many more', async () => {
    const build = (world: World) => populate(world, { services: 60, tasksPerService: 5 });
    const { estate, aws } = await start({ build, limits: { rates: PLENTY } });
    const { refs } = await estate.list(NOW_ONLY);
    aws.resetCalls();
    expect((await whole(estate, refs.slice(0, 1))).sightings.map(numberOfTasks)).toEqual([5]);
    expect(aws.calls).toMatchObject({ 'ecs:ListTasks': 1, 'ecs:DescribeTasks': 1 });
    await whole(estate, refs);
    aws.resetCalls();
    expect((await whole(estate, refs.slice(0, 2))).sightings.map(numberOfTasks)).toEqual([5, 5]);
    expect(aws.calls).toMatchObject({ 'ecs:ListTasks': 2, 'ecs:DescribeTasks': 2 });
  });

  it('keeps target health for a minute, and reads all else as new as was asked', async () => {
    const build = (world: World) => populate(world, { services: 3 });
    const { estate, aws, clock } = await start({ build, limits: { rates: PLENTY } });
    const { refs } = await estate.list(NOW_ONLY);
    await whole(estate, refs);
    clock.forward(60_000);
    await whole(estate, refs);
    expect(aws.calls).toMatchObject({ 'ecs:DescribeServices': 2, [HEALTH]: 3 });
    clock.forward(1);
    await whole(estate, refs);
    expect(aws.calls).toMatchObject({ 'ecs:DescribeServices': 3, [HEALTH]: 6 });
  });

  it('keeps the order asked, says what is gone, and what nobody can look into', async () => {
    const build = (world: World) => {
      addService(world, { name: 'web' });
      addService(world, { name: 'api', cluster: 'other' });
    };
    const { estate } = await start({ build });
    const refs = [
      refOf('gone'),
      refOf('web'),
      refOf('web', 'moon'),
      refOf('api', ENV.alias, 'other'),
      refOf('web'),
      refOf('any', ENV.alias, 'no-cluster'),
    ];
    const { sightings } = await whole(estate, refs);
    expect(sightings.map(({ ref }) => ref)).toEqual(refs);
    const outcome = sightings.map(({ service }) => (service.kind === 'known' ? 'known' : service.why));
    expect(outcome).toEqual(['not-found', 'known', 'not-found', 'known', 'known', 'not-found']);
  });

  it('answers before all target health is there, and brings it later', async () => {
    const build = (world: World) => populate(world, { services: 6 });
    const rates = { ...PLENTY, elb: { calls: 2, perMs: 400 } };
    const { estate, clock } = await start({ build, limits: { rates } });
    const { refs } = await estate.list(NOW_ONLY);
    const { first, complete } = await estate.overview(refs, NOW_ONLY);
    expect(new Set(first.sightings.flatMap(kindsOf))).toEqual(new Set(['known', 'pending']));
    expect(first.sightings.map(numberOfTasks)).toEqual(refs.map(() => 2));
    const full = await passing(clock, Promise.resolve(complete), 200);
    expect(new Set(full?.sightings.flatMap(kindsOf))).toEqual(new Set(['known']));
  });

  it('waits a moment for target health that fits in one burst', async () => {
    const build = (world: World) => populate(world, { services: 3 });
    const { estate } = await start({ build, limits: { rates: PLENTY, targetsMs: 10_000 } });
    const { refs } = await estate.list(NOW_ONLY);
    const { first, complete } = await estate.overview(refs, NOW_ONLY);
    expect(complete).toBeUndefined();
    expect(first.sightings.map(kindsOf)).toEqual([['known'], ['known'], ['known']]);
  });

  it.each([
    ['another service', 'web', 'prod'],
    ['one of those that wait', 'service-0045', 'cluster-1'],
  ])('is overtaken by a look at %s', async (_, name, cluster) => {
    const build = (world: World) => {
      populate(world, { services: 45 });
      addService(world, { name: 'web' });
    };
    const { estate, aws, clock } = await start({ build, limits: SCARCE });
    const { refs } = await estate.list(NOW_ONLY);
    await estate.overview(
      refs.filter((ref) => ref.name !== 'web'),
      NOW_ONLY,
    );
    const look = estate.look(refOf(name, ENV.alias, cluster), NOW_ONLY);
    const { targetGroups } = await passing(clock, look, 300);
    expect(targetGroups).toMatchObject([{ targets: { kind: 'known' }, check: { kind: 'known' } }]);
    // At the end of the queue it would have been the forty-fifth or later.
    expect(aws.calls[HEALTH]).toBeLessThan(25);
  });

  it('without permission for target health fails at once as a whole, and keeps the rest', async () => {
    const build = (world: World) => populate(world, { services: 30 });
    const { estate, aws, fault } = await start({ build, limits: SINGLE });
    fault('DescribeTargetHealth', 'denied');
    const { refs } = await estate.list(NOW_ONLY);
    const { sightings } = await whole(estate, refs);
    expect(aws.calls[HEALTH]).toBe(1);
    for (const { service, tasks, targetGroups } of sightings) {
      expect([service.kind, tasks.kind]).toEqual(['known', 'known']);
      expect(targetGroups).toMatchObject([
        { targets: { kind: 'unknown', why: 'denied', permission: HEALTH } },
      ]);
    }
    // Each says which group it is about.
    const details = sightings.map(({ targetGroups: [seen] }) =>
      seen?.targets.kind === 'unknown' ? seen.targets.detail : '',
    );
    expect(new Set(details).size).toBe(30);
  });

  it('without permission for target health leaves the other actions of load balancing alone', async () => {
    const build = (world: World) => populate(world, { services: 3 });
    const { estate, fault } = await start({ build, limits: { rates: PLENTY } });
    fault('DescribeTargetHealth', 'denied');
    const { refs } = await estate.list(NOW_ONLY);
    await whole(estate, refs);
    const [ref = refOf('none')] = refs;
    const { targetGroups } = await estate.look(ref, NOW_ONLY);
    expect(targetGroups).toMatchObject([{ targets: { why: 'denied' }, check: { kind: 'known' } }]);
  });

  it('does not wait for a silent environment: the others are whole, and it fails in the fuller answer', async () => {
    const given = euAndUs((world) => addService(world, { name: 'web' }), DEADLINE);
    const { estate, silence, clock, answered } = await start(given);
    silence(US.region);
    const asked = estate.overview([refOf('web', EU.alias), refOf('web', US.alias)], NOW_ONLY);
    await answered('eu', 4);
    clock.forward(50_000);
    const { first, complete } = await asked;
    expect(first.sightings.map(kindsOf)).toEqual([['known'], ['pending']]);
    clock.forward(40_000);
    expect((await complete)?.sightings.map(kindsOf)).toEqual([['known'], ['timeout']]);
  });

  it('notices that AWS answers for another account than the configured one', async () => {
    const build = (world: World) => addService(world, { name: 'web' });
    const environments = [{ ...ENV, account: '999999999999' }];
    const { estate } = await start({ build, environments });
    const { gaps } = await whole(estate, [refOf('web')]);
    expect(gaps).toEqual([
      {
        env: ENV.alias,
        subject: 'account',
        unknown: {
          kind: 'unknown',
          why: 'refused',
          detail: 'AWS answers for account 123456789012, configured is 999999999999',
        },
      },
    ]);
  });

  it('has no gap where the account is the configured one', async () => {
    const environments = [{ ...ENV, account: '123456789012' }];
    const { estate } = await start({ build: (world) => addService(world, { name: 'web' }), environments });
    expect((await whole(estate, [refOf('web')])).gaps).toEqual([]);
  });
});

describe('an overview of another emulator', () => {
  const start = stages();

  it('asks service by service where tasks do not say whose they are: none does not count as zero', async () => {
    const build = (world: World) => populate(world, { services: 12, tasksPerService: 3 });
    const { estate, aws } = await start({ build, limits: { rates: PLENTY } });
    aws.faults.add({ operation: 'DescribeTasks', kind: 'absent', fields: ['group'] });
    const { refs } = await estate.list(FIVE_SECONDS);
    const { sightings } = await whole(estate, refs, FIVE_SECONDS);
    expect(sightings.map(numberOfTasks)).toEqual(refs.map(() => 3));
    const [ref = refOf('none')] = refs;
    expect(numberOfTasks(await estate.look(ref, FIVE_SECONDS))).toBe(3);
  });

  it('leaves a gap of what is not offered, and asks for it once', async () => {
    const build = (world: World) => populate(world, { services: 30 });
    const { estate, aws, fault } = await start({ build, limits: SINGLE });
    fault('elasticloadbalancing:*', 'unsupported');
    const { refs } = await estate.list(NOW_ONLY);
    const { sightings } = await whole(estate, refs);
    expect(new Set(sightings.flatMap(kindsOf))).toEqual(new Set(['known', 'unsupported']));
    expect(aws.calls[HEALTH]).toBe(1);
  });
});
