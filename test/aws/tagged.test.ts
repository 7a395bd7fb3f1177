import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/aws/limits.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { populate } from '../../src/demo/world/populate.ts';
import type { World } from '../../src/demo/world.ts';
import { DEADLINE, ENV, EU, euAndUs, FIVE_SECONDS, NOW_ONLY, PLENTY, stages, US } from './given-aws.ts';

const DESCRIBE = 'ecs:DescribeServices';
const PAYMENTS = { env: ENV.alias, key: 'team', value: 'payments' };
const MINUTES_MS = 60_000;

const refOf = (name: string, cluster = 'prod', env = ENV.alias) => ({ env, cluster, name });

const build = (world: World) => {
  addService(world, { name: 'web', tags: { team: 'payments', stage: 'live' } });
  addService(world, { name: 'api', tags: { team: 'search' } });
  addService(world, { name: 'bare' });
  addService(world, { name: 'jobs', cluster: 'batch', tags: { team: 'payments' } });
};

describe('services by tag', () => {
  const start = stages();

  it('are those of all clusters that carry it with that very value', async () => {
    const { estate, clock } = await start({ build });
    expect(await estate.tagged(PAYMENTS, NOW_ONLY)).toEqual({
      refs: [refOf('jobs', 'batch'), refOf('web')],
      gaps: [],
      readAt: clock.now(),
    });
    const none = [
      { ...PAYMENTS, value: 'Payments' },
      { ...PAYMENTS, key: 'Team' },
      { ...PAYMENTS, value: '' },
    ];
    for (const tag of none)
      expect(await estate.tagged(tag, FIVE_SECONDS)).toMatchObject({ refs: [], gaps: [] });
  });

  it('of one environment are not those of another', async () => {
    const { estate } = await start(euAndUs(build, { rates: PLENTY }));
    const { refs } = await estate.tagged({ ...PAYMENTS, env: US.alias }, NOW_ONLY);
    expect(refs).toEqual([refOf('jobs', 'batch', US.alias), refOf('web', 'prod', US.alias)]);
  });

  it('are remembered for five minutes whoever asks; a new service is found at once', async () => {
    const { estate, aws, clock, world } = await start({ build, limits: { rates: PLENTY } });
    const first = await estate.tagged(PAYMENTS, NOW_ONLY);
    expect(aws.calls[DESCRIBE]).toBe(2);
    clock.forward(5 * MINUTES_MS);
    expect(await estate.tagged(PAYMENTS, NOW_ONLY)).toEqual(first);
    expect(aws.calls[DESCRIBE]).toBe(2);
    addService(world, { name: 'new', tags: { team: 'payments' } });
    const { refs } = await estate.tagged(PAYMENTS, NOW_ONLY);
    expect(refs).toContainEqual(refOf('new'));
    expect(aws.calls[DESCRIBE]).toBe(3);
    clock.forward(1);
    await estate.tagged(PAYMENTS, NOW_ONLY);
    expect(aws.calls[DESCRIBE]).toBe(5);
  });

  it('cost a sweep that follows nothing: ECS tells the services themselves with them', async () => {
    const many = (world: World) => populate(world, { services: 25 });
    const { estate, aws, clock } = await start({ build: many, limits: { rates: PLENTY } });
    const { refs } = await estate.list(NOW_ONLY);
    await estate.tagged(PAYMENTS, NOW_ONLY);
    expect(aws.calls[DESCRIBE]).toBe(3);
    clock.forward(5000);
    const { sightings } = await estate.sweep(refs, FIVE_SECONDS);
    expect(new Set(sightings.map(({ service }) => service.kind))).toEqual(new Set(['known']));
    expect(aws.calls[DESCRIBE]).toBe(3);
  });

  it('that cannot be read are a gap of each cluster that names the permission, asked for once a minute', async () => {
    const { estate, aws, clock, fault } = await start({ build, limits: { rates: PLENTY } });
    fault('DescribeServices', 'denied');
    const { refs, gaps } = await estate.tagged(PAYMENTS, FIVE_SECONDS);
    expect(refs).toEqual([]);
    expect(gaps).toMatchObject([
      {
        env: ENV.alias,
        subject: 'tags of the services of cluster batch',
        unknown: { why: 'denied', permission: DESCRIBE },
      },
      { subject: 'tags of the services of cluster prod', unknown: { why: 'denied' } },
    ]);
    clock.forward(MINUTES_MS);
    await estate.tagged(PAYMENTS, FIVE_SECONDS);
    expect(aws.calls[DESCRIBE]).toBe(2);
    aws.faults.clear();
    clock.forward(1);
    expect((await estate.tagged(PAYMENTS, FIVE_SECONDS)).refs).toHaveLength(2);
  });

  it('of a cluster that cannot be listed are a gap, and the rest is found', async () => {
    const environments = [{ ...ENV, clusters: ['prod', 'gone'] }];
    const { estate } = await start({ build, environments });
    const { refs, gaps } = await estate.tagged(PAYMENTS, NOW_ONLY);
    expect(refs).toEqual([refOf('web')]);
    expect(gaps).toMatchObject([
      {
        subject: 'services of cluster gone',
        unknown: { detail: expect.stringContaining('no such cluster') },
      },
    ]);
  });

  it('leave out a service that was deleted since it was listed', async () => {
    const { estate, world } = await start({ build });
    await estate.list(FIVE_SECONDS);
    for (const service of world.services.values())
      if (service.serviceName === 'web') service.status = 'INACTIVE';
    expect(await estate.tagged(PAYMENTS, FIVE_SECONDS)).toMatchObject({
      refs: [refOf('jobs', 'batch')],
      gaps: [],
    });
  });

  it('are a gap where no environment has that name', async () => {
    const { estate } = await start({ build });
    expect(await estate.tagged({ ...PAYMENTS, env: 'moon' }, NOW_ONLY)).toMatchObject({
      refs: [],
      gaps: [
        {
          env: 'moon',
          subject: 'services tagged team=payments',
          unknown: { why: 'not-found', detail: 'could not look: no environment is called moon' },
        },
      ],
    });
  });

  it('that come too late are a gap', async () => {
    const { estate, aws, clock, silence } = await start(euAndUs(build, { ...DEADLINE, rates: PLENTY }));
    await estate.list(FIVE_SECONDS);
    silence(EU.region);
    const asked = estate.tagged({ ...PAYMENTS, env: EU.alias }, FIVE_SECONDS);
    await expect.poll(() => aws.calls[DESCRIBE]).toBe(2);
    clock.forward(50_000);
    const { refs, gaps } = await asked;
    expect(refs).toEqual([]);
    expect(gaps.map(({ unknown }) => unknown.why)).toEqual(['timeout', 'timeout']);
  });

  it('are asked for in the lane of the rounds', async () => {
    const single = { ...LIMITS.routine, 'ecs-service': { calls: 1, perMs: 600_000 } };
    const { estate, aws } = await start({ build, limits: { rates: PLENTY, routine: single } });
    await estate.list(FIVE_SECONDS);
    void estate.tagged(PAYMENTS, FIVE_SECONDS);
    const looks = await Promise.all(['web', 'api'].map((name) => estate.look(refOf(name), NOW_ONLY)));
    expect(looks.map(({ service }) => service.kind)).toEqual(['known', 'known']);
    // One cluster's tags and the two looks; the tags of the other cluster still wait.
    expect(aws.calls[DESCRIBE]).toBe(3);
  });
});
