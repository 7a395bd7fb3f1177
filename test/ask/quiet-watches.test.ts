import { expect, it } from 'vitest';
import { quietWatches } from '../../src/ask/quiet-watches.ts';
import { fakeEstate, fakeWatches } from '../fakes.ts';
import { aRef, aSighting, minutesAgo, NOW } from '../given.ts';
import { aWatch } from '../given-alerts.ts';

const { estate } = fakeEstate([aSighting()]);
const quiet = { kind: 'until', untilAt: minutesAgo(-60) } as const;
const wide = aWatch({ quiet, scope: { kind: 'names', env: 'prod-eu', cluster: 'prod', name: '*' } });

it('are none where no watch of the channel wants quiet now', async () => {
  const over = aWatch({ quiet: { kind: 'until', untilAt: minutesAgo(1) } });
  expect(await quietWatches({ estate, watches: fakeWatches([over]) }, 'C1', NOW)).toBeUndefined();
  expect(await quietWatches({ estate, watches: fakeWatches([wide]) }, 'C2', NOW)).toBeUndefined();
});

it('tell of a service the most particular one, be it that its own quiet is over', async () => {
  const own = aWatch({ quiet: { kind: 'until', untilAt: minutesAgo(1) } });
  const watchOf = await quietWatches({ estate, watches: fakeWatches([wide, own]) }, 'C1', NOW);
  expect(watchOf?.(aRef())).toEqual(own);
  expect(watchOf?.(aRef('other'))).toEqual(wide);
  expect(watchOf?.(aRef('other', 'stage'))).toBeUndefined();
});

it('find a service by its tag', async () => {
  const byTag = aWatch({ quiet, scope: { kind: 'tag', env: 'prod-eu', key: 'team', value: 'web' } });
  const watchOf = await quietWatches({ estate, watches: fakeWatches([byTag]) }, 'C1', NOW);
  expect(watchOf?.(aRef())).toEqual(byTag);
});
