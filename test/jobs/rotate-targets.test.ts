import { describe, expect, it } from 'vitest';
import { rotateTargets } from '../../src/jobs/rotate-targets.ts';
import { fakeEstate } from '../fakes.ts';
import { aRef, aSighting, aTarget, aTargetGroup, denied, minutesAgo } from '../given.ts';
import { aWatch } from '../given-alerts.ts';
import { aNight, SECOND } from './given-night.ts';

const NAMES = Array.from({ length: 20 }, (_, nth) => `svc-${String(nth).padStart(2, '0')}`);

/** Twenty services behind a load balancer each, read one minute after the other; the first five never. */
function aRotation(given: Parameters<typeof aNight>[0] = {}) {
  const asked: string[][] = [];
  const sightings = NAMES.map((name, nth) => {
    const group = aTargetGroup([aTarget(), aTarget({ id: '10.0.2.10' })], { name });
    const targets =
      nth < 5
        ? ({ kind: 'unknown', why: 'pending', detail: 'still being read' } as const)
        : { ...group.targets, readAt: minutesAgo(nth) };
    return aSighting({ of: { ref: aRef(name) }, targetGroups: [{ ...group, targets }] });
  });
  const { estate } = fakeEstate(sightings, {
    sweep: async (refs) => ({ sightings: sightings.filter(({ ref }) => refs.includes(ref)), gaps: [] }),
    withTargets: async (seen, groups) => {
      asked.push(groups.map(({ arn }) => arn.split('/')[1] ?? ''));
      return seen;
    },
  });
  const scope = { kind: 'names', env: 'prod-eu', cluster: 'prod', name: 'svc-*' } as const;
  return { night: aNight({ estate, watch: [aWatch({ scope })], ...given }), asked };
}

describe('the rotation', () => {
  it('asks a few groups, those never read first, then those read longest ago', async () => {
    const { night, asked } = aRotation();
    await rotateTargets.run(night.deps);
    expect(asked).toEqual([[...NAMES.slice(0, 5), 'svc-19', 'svc-18', 'svc-17']]);
  });

  it('asks nothing where nothing is watched', async () => {
    const { night, asked } = aRotation({ watch: [] });
    await rotateTargets.run(night.deps);
    expect(asked).toEqual([]);
  });

  it('asks nothing where no service can be read', async () => {
    const { night, asked } = aRotation({
      estate: fakeEstate([aSighting({ service: denied('ecs:DescribeServices') })]).estate,
      watch: [aWatch()],
    });
    await rotateTargets.run(night.deps);
    expect(asked).toEqual([]);
  });

  it('is made by the process that looks, and by no other', async () => {
    const { night, asked } = aRotation();
    const until = new Date(night.at().getTime() + 20 * SECOND);
    await night.deps.leases.take('night-watch', { id: 'other', until }, night.at());
    await rotateTargets.run(night.deps);
    expect(asked).toEqual([]);
    night.pass(20 * SECOND);
    await rotateTargets.run(night.deps);
    expect(asked).toHaveLength(1);
  });
});
