import { describe, expect, it } from 'vitest';
import { ASK_AGAIN, cardOf, judgeAll, overviewOf } from '../../src/ask/judged-answer.ts';
import { fakeBlackBox } from '../fake-store.ts';
import { clock, fakeEstate } from '../fakes.ts';
import { aRef, aSighting, denied, IN_CHANNEL, NOW } from '../given.ts';

const web = aSighting();
const down = aSighting({ of: { ref: aRef('api'), runningCount: 0 } });
const ask = {
  freshness: ASK_AGAIN,
  title: 'the services',
  value: '',
  place: IN_CHANNEL,
  gaps: [],
  alerts: [],
};

describe('a card', () => {
  it('comes with what was judged, as data', async () => {
    const { estate } = fakeEstate([web]);
    const { message, data, nothingRead } = await cardOf(
      { estate, clock, blackBox: fakeBlackBox() },
      web.ref,
      ask,
    );
    expect(message.text).toMatch(/^🟢 HEALTHY web/);
    expect(data).toMatchObject({ verdict: 'healthy', asOf: NOW });
    expect(nothingRead).toBe(false);
  });

  it('of a service that cannot be read says so to programs as well', async () => {
    const { estate } = fakeEstate([aSighting({ service: denied('ecs:DescribeServices') })]);
    expect(await cardOf({ estate, clock, blackBox: fakeBlackBox() }, web.ref, ask)).toMatchObject({
      nothingRead: true,
      data: { verdict: 'unknown' },
    });
  });
});

describe('an overview', () => {
  it('has the worst first, in words and in data', async () => {
    const { estate } = fakeEstate([web, down]);
    const { message, data } = await overviewOf({ estate, clock }, [web.ref, down.ref], ask);
    expect(message.text.split('\n')[1]).toContain('unhealthy: prod/api');
    expect(data).toMatchObject({
      services: [{ service: 'prod-eu:prod/api' }, { service: 'prod-eu:prod/web' }],
    });
  });

  it('names the environments that were looked into, else those that are shown', async () => {
    const { estate } = fakeEstate([web]);
    const shown = await overviewOf({ estate, clock }, [web.ref], ask);
    expect(shown.message.text).toMatch(/^Status · 1 service: 1 healthy · prod-eu\n/);
    const environments = ['prod-eu', 'prod-us'];
    const looked = await overviewOf({ estate, clock }, [web.ref], { ...ask, environments });
    expect(looked.message.text).toMatch(/^Status · 1 service: 1 healthy · prod-eu, prod-us\n/);
  });

  it('brings the fuller form where there is one', async () => {
    const { estate } = fakeEstate([web]);
    const overview = { sightings: [web], gaps: [] };
    const slow = {
      ...estate,
      overview: async () => ({ first: overview, complete: Promise.resolve(overview) }),
    };
    expect(await (await overviewOf({ estate: slow, clock }, [web.ref], ask)).later).toMatchObject({
      nothingRead: false,
    });
    expect((await overviewOf({ estate, clock }, [web.ref], ask)).later).toBeUndefined();
  });
});

it('judges all, worst first', async () => {
  const judged = await judgeAll({ sightings: [web, down], gaps: [] }, NOW);
  expect(judged.map(({ verdict }) => verdict.word)).toEqual(['unhealthy', 'healthy']);
});
