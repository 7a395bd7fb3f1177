import { expect, it } from 'vitest';
import { homeAnswer } from '../../src/ask/home-answer.ts';
import { fakeThreads } from '../fake-store.ts';
import { clock, fakeEstate } from '../fakes.ts';
import { aRef, aSighting, denied } from '../given.ts';
import { aThread } from '../given-alerts.ts';

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

it('says which alerts are open, of whatever channel: the tab belongs to none', async () => {
  const open = fakeThreads([aThread({ channel: 'C7' })]);
  const { estate } = fakeEstate([aSighting()]);
  const { message } = await homeAnswer({ estate, clock, threads: open });
  expect(message.text.split('\n').slice(1, 3)).toEqual([
    '1 open alert (/snail alerts):',
    expect.stringMatching(/^🔴 Firing: prod\/web/),
  ]);
});
