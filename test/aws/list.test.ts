import { describe, expect, it } from 'vitest';
import { addService } from '../../src/demo/world/add-service.ts';
import { populate } from '../../src/demo/world/populate.ts';
import { addCluster, type World } from '../../src/demo/world.ts';
import { DEADLINE, ENV, euAndUs, FIVE_SECONDS, NOW_ONLY, PLENTY, stages, US } from './given-aws.ts';

const MINUTE = { maxAgeMs: 60_000 };

describe('listing services', () => {
  const start = stages();

  it('follows all pages of clusters and of services', async () => {
    const build = (world: World) => {
      populate(world, { services: 205, tasksPerService: 0 });
      for (let nth = 0; nth < 120; nth += 1) addCluster(world, `empty-${nth}`);
    };
    const { estate, aws } = await start({ build, limits: { rates: PLENTY } });
    const { refs, gaps } = await estate.list(NOW_ONLY);
    expect(gaps).toEqual([]);
    expect(new Set(refs.map(({ name }) => name)).size).toBe(205);
    expect(refs[0]).toEqual({ env: 'prod-eu', cluster: 'cluster-1', name: 'service-0001' });
    expect(aws.calls).toEqual({ 'ecs:ListClusters': 2, 'ecs:ListServices': 3 + 120 });
  });

  it('asks only for the configured clusters, each once, by name or ARN', async () => {
    const build = (world: World) => {
      addService(world, { name: 'web', cluster: 'prod' });
      addService(world, { name: 'other', cluster: 'test' });
    };
    const clusters = ['prod', 'arn:aws:ecs:eu-central-1:123456789012:cluster/prod'];
    const { estate, aws } = await start({ build, environments: [{ ...ENV, clusters }] });
    const { refs } = await estate.list(NOW_ONLY);
    expect(refs).toEqual([{ env: 'prod-eu', cluster: 'prod', name: 'web' }]);
    expect(aws.calls).toEqual({ 'ecs:ListServices': 1 });
  });

  it('names a cluster that does not exist and lists the others', async () => {
    const environments = [{ ...ENV, clusters: ['prod', 'gone'] }];
    const { estate } = await start({ build: (world) => addService(world, { name: 'web' }), environments });
    const { refs, gaps } = await estate.list(NOW_ONLY);
    expect(refs.map(({ name }) => name)).toEqual(['web']);
    expect(gaps).toEqual([
      {
        env: 'prod-eu',
        subject: 'services of cluster gone',
        unknown: {
          kind: 'unknown',
          why: 'not-found',
          detail: 'could not list the services of cluster gone: there is no such cluster',
        },
      },
    ]);
  });

  it('leaves one gap where the clusters cannot be listed', async () => {
    const { estate, fault } = await start({});
    fault('ListClusters', 'denied');
    const { refs, gaps } = await estate.list(NOW_ONLY);
    expect(refs).toEqual([]);
    expect(gaps).toMatchObject([
      { subject: 'clusters', unknown: { why: 'denied', permission: 'ecs:ListClusters' } },
    ]);
  });

  it('remembers names as long as the asker is content, but a minute at most', async () => {
    const { estate, aws, clock, world } = await start({ build: (it) => addService(it, { name: 'web' }) });
    const { readAt } = await estate.list(NOW_ONLY);
    clock.forward(5000);
    const again = await estate.list(FIVE_SECONDS);
    expect(again.readAt).toEqual(readAt);
    expect(aws.calls).toEqual({ 'ecs:ListClusters': 1, 'ecs:ListServices': 1 });
    addService(world, { name: 'new' });
    clock.forward(1);
    expect((await estate.list(FIVE_SECONDS)).refs).toHaveLength(2);
    clock.forward(60_001);
    addService(world, { name: 'newer' });
    expect((await estate.list({ maxAgeMs: 3_600_000 })).refs).toHaveLength(3);
  });

  it('shares equal questions that are under way, even those that want new answers', async () => {
    const { estate, aws } = await start({ build: (world) => addService(world, { name: 'web' }) });
    await Promise.all([estate.list(NOW_ONLY), estate.list(NOW_ONLY), estate.list(MINUTE)]);
    expect(aws.calls).toEqual({ 'ecs:ListClusters': 1, 'ecs:ListServices': 1 });
  });

  it('answers from a failure for five seconds, unless somebody wants it new', async () => {
    const { estate, aws, clock, fault } = await start({
      build: (world) => addService(world, { name: 'web' }),
    });
    fault('ListClusters', 'denied', { times: 2 });
    await estate.list(MINUTE);
    clock.forward(5000);
    expect((await estate.list(MINUTE)).gaps).toHaveLength(1);
    expect(aws.calls['ecs:ListClusters']).toBe(1);
    expect((await estate.list(NOW_ONLY)).gaps).toHaveLength(1);
    clock.forward(5001);
    expect(await estate.list(MINUTE)).toMatchObject({ gaps: [], refs: [{ name: 'web' }] });
    expect(aws.calls['ecs:ListClusters']).toBe(3);
  });

  it('does not wait for ever: what takes too long is a gap, and is there for the next one who asks', async () => {
    const build = (world: World) => populate(world, { services: 4, clusters: 2, tasksPerService: 0 });
    const { estate, aws, clock, answered } = await start({ build, limits: DEADLINE });
    aws.faults.add({ operation: 'ListServices', kind: 'delay', ms: 300, times: 1 });
    const listing = estate.list(NOW_ONLY);
    await answered(ENV.alias, 2);
    clock.forward(50_000);
    const { refs, gaps } = await listing;
    expect(refs).toHaveLength(2);
    expect(gaps).toMatchObject([{ unknown: { why: 'timeout', detail: expect.stringMatching(/too long/) } }]);
    await answered(ENV.alias, 3);
    expect((await estate.list(MINUTE)).refs).toHaveLength(4);
    expect(aws.calls['ecs:ListServices']).toBe(2);
  });

  it('lists the other environments in time when one is silent', async () => {
    const given = euAndUs((world) => addService(world, { name: 'web' }), DEADLINE);
    const { estate, silence, clock, answered } = await start(given);
    silence(US.region);
    const listing = estate.list(NOW_ONLY);
    await answered('eu', 2);
    clock.forward(50_000);
    const { refs, gaps } = await listing;
    expect(refs).toEqual([{ env: 'eu', cluster: 'prod', name: 'web' }]);
    expect(gaps).toMatchObject([{ env: 'us', subject: 'clusters', unknown: { why: 'timeout' } }]);
  });
});
