import { describe, expect, it } from 'vitest';
import { addService } from '../../src/demo/world/add-service.ts';
import { createWorld } from '../../src/demo/world.ts';
import { NO_NEEDS } from '../../src/diagnosis/needs.ts';
import { ENV, movedClock, NOW_ONLY, stages } from './given-aws.ts';

const WEB = { env: ENV.alias, cluster: 'prod', name: 'web' };

describe('parts of the SDK that are loaded with their first call', () => {
  const start = stages();

  it('answer alike, however many ask at once, in the order asked', async () => {
    const clock = movedClock();
    const world = createWorld({ clock });
    addService(world, { name: 'web' });
    const minute = (nth: number) => new Date(clock.now().getTime() - nth * 60_000);
    world.measures.set('CPUUtilization prod/web', [
      { at: minute(90), value: 1 },
      { at: minute(3), value: 2 },
      { at: minute(2), value: 3 },
    ]);
    const { estate, aws } = await start({ clock, worlds: [world] });
    const measures = [
      { name: 'CPUUtilization', of: 'prod/none' },
      { name: 'CPUUtilization', of: 'prod/web' },
    ] as const;
    const asked = [1, 2].map(() => estate.evidence(WEB, { ...NO_NEEDS, measures }, NOW_ONLY));
    for (const { measures: found } of await Promise.all(asked))
      expect(found).toMatchObject({
        kind: 'known',
        value: [
          { of: 'prod/none', points: [] },
          {
            of: 'prod/web',
            points: [
              { at: minute(3), value: 2 },
              { at: minute(2), value: 3 },
            ],
          },
        ],
      });
    expect(aws.calls).toEqual({ 'cloudwatch:GetMetricData': 1 });
  });
});
