import { expect, it } from 'vitest';
import { homeAnswer } from '../../src/ask/home-answer.ts';
import { fakeThreads } from '../fake-store.ts';
import { clock, fakeEstate } from '../fakes.ts';
import { aRef, aSighting, denied } from '../given.ts';

const threads = fakeThreads();

it('shows every service of every environment, and says what could not be listed', async () => {
  const gaps = [{ env: 'prod-us', subject: 'clusters', unknown: denied('ecs:ListClusters') }];
  const { estate } = fakeEstate([aSighting(), aSighting({ of: { ref: aRef('web', 'prod', 'prod-us') } })], {
    gaps,
  });
  const { message } = await homeAnswer({ estate, clock, threads });
  expect(message.text).toMatch(/2 services: 2 healthy; prod-us: clusters not known/);
});

it('brings the fuller form when it is there', async () => {
  const { estate } = fakeEstate([], {
    overview: async () => ({
      first: { sightings: [], gaps: [] },
      complete: Promise.resolve({ sightings: [aSighting()], gaps: [] }),
    }),
  });
  expect((await (await homeAnswer({ estate, clock, threads })).later)?.message.text).toContain('1 healthy');
});
