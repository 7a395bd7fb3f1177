import { describe, expect, it } from 'vitest';
import type { Estate } from '../../src/aws/estate.ts';
import type { GroupRef } from '../../src/aws/with-targets.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { populate } from '../../src/demo/world/populate.ts';
import type { World } from '../../src/demo/world.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import { DEADLINE, ENV, EU, euAndUs, knownIn, NOW_ONLY, PLENTY, passing, stages, US } from './given-aws.ts';

const HEALTH = 'elasticloadbalancing:DescribeTargetHealth';
const PLENTIFUL = { rates: PLENTY };

const web = (world: World) => addService(world, { name: 'web' });
const refIn = (env: string) => ({ env, cluster: 'prod', name: 'web' });

/** A sweep of all services, and the groups of all of them. */
async function swept(
  estate: Estate,
): Promise<{ sightings: readonly Sighting[]; groups: readonly GroupRef[] }> {
  const { refs } = await estate.list(NOW_ONLY);
  const { sightings } = await estate.sweep(refs, NOW_ONLY);
  return { sightings, groups: sightings.flatMap(groupsOf) };
}

function groupsOf({ ref: { env }, targetGroups }: Sighting): readonly GroupRef[] {
  return targetGroups.map(({ group: { arn } }) => ({ env, arn }));
}

/** What is known of the targets of each sighting, or why not. */
function kindsOf(sightings: readonly Sighting[]): readonly string[] {
  return sightings.flatMap(({ targetGroups }) =>
    targetGroups.map(({ targets }) => (targets.kind === 'known' ? 'known' : targets.why)),
  );
}

describe('asking for target health', () => {
  const start = stages();

  it('sets it in the sightings of the groups named, and leaves the others as they were', async () => {
    const build = (world: World) => populate(world, { services: 3 });
    const { estate, aws, clock } = await start({ build, limits: PLENTIFUL });
    const { sightings, groups } = await swept(estate);
    clock.forward(1000);
    const seen = await estate.withTargets(sightings, groups.slice(1, 2));
    expect(kindsOf(seen)).toEqual(['pending', 'known', 'pending']);
    expect(seen[1]?.targetGroups).toMatchObject([{ targets: { readAt: clock.now(), source: HEALTH } }]);
    expect([seen[0], seen[2]]).toEqual([sightings[0], sightings[2]]);
    expect(aws.calls[HEALTH]).toBe(1);
  });

  it('asks for each group once, and only for those that a sighting has', async () => {
    const build = (world: World) => {
      addService(world, { name: 'web', targetGroups: ['shared'] });
      addService(world, { name: 'api', targetGroups: ['shared'] });
    };
    const { estate, aws } = await start({ build, limits: PLENTIFUL });
    const { sightings, groups } = await swept(estate);
    const [own] = groups;
    const strange = [
      { env: 'moon', arn: own?.arn ?? '' },
      { env: ENV.alias, arn: 'arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/gone/1' },
    ];
    expect(kindsOf(await estate.withTargets(sightings, [...strange, ...groups]))).toEqual(['known', 'known']);
    expect(aws.calls[HEALTH]).toBe(1);
  });

  it('is remembered for the next sweep', async () => {
    const { estate, aws, clock } = await start({ build: web, limits: PLENTIFUL });
    const { sightings, groups } = await swept(estate);
    const readAt = clock.now();
    await estate.withTargets(sightings, groups);
    clock.forward(60_000);
    const { sightings: next } = await swept(estate);
    expect(next[0]?.targetGroups).toMatchObject([{ targets: { kind: 'known', readAt } }]);
    expect(aws.calls[HEALTH]).toBe(1);
  });

  it('makes no call for what a card read a moment ago, and a new one after five seconds', async () => {
    const { estate, aws, clock } = await start({ build: web, limits: PLENTIFUL });
    const { sightings, groups } = await swept(estate);
    await estate.look(refIn(ENV.alias), NOW_ONLY);
    clock.forward(5000);
    await estate.withTargets(sightings, groups);
    expect(aws.calls[HEALTH]).toBe(1);
    clock.forward(1);
    await estate.withTargets(sightings, groups);
    expect(aws.calls[HEALTH]).toBe(2);
  });

  it('without permission makes it unknown at once for all, and names the permission', async () => {
    const build = (world: World) => populate(world, { services: 20 });
    const { estate, aws, fault } = await start({ build, limits: PLENTIFUL });
    const { sightings, groups } = await swept(estate);
    await estate.withTargets(sightings, groups.slice(0, 1));
    fault('DescribeTargetHealth', 'denied');
    const seen = await estate.withTargets(sightings, groups.slice(1));
    expect(kindsOf(seen)).toEqual(['pending', ...Array.from({ length: 19 }, () => 'denied')]);
    expect(seen.at(-1)?.targetGroups).toMatchObject([{ targets: { permission: HEALTH } }]);
    expect(aws.calls[HEALTH]).toBeLessThanOrEqual(20);
  });

  it('says that a group is gone, and which', async () => {
    const { estate, world } = await start({ build: web, limits: PLENTIFUL });
    const { sightings, groups } = await swept(estate);
    world.targetGroups.clear();
    const [seen] = await estate.withTargets(sightings, groups);
    expect(seen?.targetGroups).toMatchObject([
      {
        targets: {
          why: 'not-found',
          detail: 'could not read the target health of web-tg: there is no such target group',
        },
      },
    ]);
  });

  it('keeps the old fact where its turn does not come in time, and asks for no more than fit', async () => {
    const build = (world: World) => populate(world, { services: 9 });
    // Two at once, and one in each five seconds of the ten.
    const routine = { ...PLENTY, elb: { calls: 2, perMs: 10_000 } };
    const { estate, aws, clock } = await start({ build, limits: { ...PLENTIFUL, routine, askMs: 10_000 } });
    const { sightings, groups } = await swept(estate);
    const seen = await passing(clock, estate.withTargets(sightings, groups), 1000);
    const known = kindsOf(seen).filter((kind) => kind === 'known').length;
    expect(kindsOf(seen).slice(known)).toEqual(Array.from({ length: 9 - known }, () => 'pending'));
    expect(known).toBeGreaterThanOrEqual(3);
    expect(known).toBeLessThanOrEqual(4);
    clock.forward(600_000);
    await expect.poll(() => aws.calls[HEALTH]).toBe(4);
  });

  it('does not hold up a look, be it at one of those that wait', async () => {
    const build = (world: World) => populate(world, { services: 9 });
    const routine = { ...PLENTY, elb: { calls: 1, perMs: 600_000 } };
    const { estate, aws } = await start({ build, limits: { ...PLENTIFUL, routine, askMs: 600_000 } });
    const { sightings, groups } = await swept(estate);
    void estate.withTargets(sightings, groups);
    const ref = sightings[1]?.ref ?? refIn('none');
    const { targetGroups } = await estate.look(ref, NOW_ONLY);
    expect(targetGroups).toMatchObject([{ targets: { kind: 'known' } }]);
    expect(aws.calls[HEALTH]).toBe(2);
  });

  it('is not spoilt by an environment that does not answer', async () => {
    const given = euAndUs(web, { ...DEADLINE, ...PLENTIFUL });
    const { estate, aws, silence, clock } = await start(given);
    const { sightings, groups } = await swept(estate);
    silence(US.region);
    const asking = estate.withTargets(sightings, groups);
    await expect.poll(() => aws.calls[HEALTH]).toBe(2);
    await new Promise((resolve) => setTimeout(resolve, 50));
    clock.forward(50_000);
    const seen = await asking;
    expect(seen.map(({ ref }) => ref.env)).toEqual([EU.alias, US.alias]);
    expect(kindsOf(seen)).toEqual(['known', 'pending']);
    expect(knownIn(seen[0]?.targetGroups[0]?.targets)).toHaveLength(2);
  });
});
