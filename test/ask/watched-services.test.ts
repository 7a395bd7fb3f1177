import { describe, expect, it } from 'vitest';
import { scopeOf } from '../../src/alerting/scope.ts';
import { coveredServices, watchedOrAll, watchedServices } from '../../src/ask/watched-services.ts';
import { aCall, brokenWatches, fakeEstate, fakeWatches } from '../fakes.ts';
import { aRef, aSighting, denied, NOW } from '../given.ts';
import { aWatch } from '../given-alerts.ts';

const { place } = aCall();
const web = aWatch();
const wide = aWatch({ scope: { kind: 'names', env: 'prod-eu', cluster: '*', name: 'a*' } });
const none = aWatch({ scope: { kind: 'names', env: 'prod-eu', cluster: 'staging', name: '*' } });
const { estate } = fakeEstate([aSighting(), aSighting({ of: { ref: aRef('api') } })]);

describe('what a channel watches', () => {
  it('is its own alone', async () => {
    const watches = fakeWatches([web, aWatch({ channel: 'C2', scope: scopeOf(aRef('api')) })]);
    expect(await watchedServices({ watches, estate }, place)).toEqual({
      refs: [aRef()],
      gaps: [],
      any: true,
    });
  });

  it('is found without a list where every service is named, since a list costs calls', async () => {
    const { estate: asking, asked } = fakeEstate([]);
    const { refs } = await watchedServices({ watches: fakeWatches([web]), estate: asking }, place);
    expect([refs, asked.lists, asked.tagged]).toEqual([[aRef()], 0, 0]);
  });

  it('is what fits a pattern as well', async () => {
    const { refs } = await watchedServices({ watches: fakeWatches([web, wide]), estate }, place);
    expect(refs).toEqual([aRef(), aRef('api')]);
  });

  it('is nothing in a terminal, without a question to the database', async () => {
    const terminal = { ...place, kind: 'terminal' } as const;
    const found = await watchedServices({ watches: brokenWatches, estate }, terminal);
    expect(found).toEqual({ refs: [], gaps: [], any: false });
  });

  it('is a gap where the database does not say, outside of every environment', async () => {
    const { refs, gaps } = await watchedServices({ watches: brokenWatches, estate }, place);
    expect(refs).toEqual([]);
    expect(gaps).toMatchObject([{ env: undefined, unknown: { why: 'unreachable' } }]);
  });
});

describe('what a channel watches, or else every service', () => {
  it('stays with the watched where there are some, and is every service where there are none', async () => {
    expect(await watchedOrAll({ estate, watches: fakeWatches([web]) }, place)).toMatchObject({
      scope: 'watched',
      refs: [aRef()],
    });
    const { scope, refs, gaps } = await watchedOrAll({ estate, watches: fakeWatches() }, place);
    expect({ scope, refs: refs.length, gaps }).toEqual({ scope: 'unwatched', refs: 2, gaps: [] });
  });

  it('says once what keeps services from being listed, though both were asked for', async () => {
    const gap = { env: 'prod-eu', subject: 'clusters', unknown: denied('ecs:ListClusters') };
    const { estate: blind } = fakeEstate([], { list: async () => ({ refs: [], gaps: [gap], readAt: NOW }) });
    const { gaps } = await watchedOrAll({ estate: blind, watches: fakeWatches([wide]) }, place);
    expect(gaps).toEqual([gap]);
  });

  it('is every service, and the gap, where they are not', async () => {
    const { scope, refs, gaps } = await watchedOrAll({ estate, watches: brokenWatches }, place);
    expect({ scope, refs: refs.length, gaps: gaps.length }).toEqual({ scope: 'all', refs: 2, gaps: 1 });
  });

  it('is every service where what is watched covers none; the channel is not told that it watches nothing', async () => {
    const { scope, refs } = await watchedOrAll({ estate, watches: fakeWatches([none]) }, place);
    expect({ scope, refs: refs.length }).toEqual({ scope: 'all', refs: 2 });
  });
});

describe('what several watches cover', () => {
  it('is every service once, and whose it is: by a tag too', async () => {
    const tagged = async () => ({ refs: [aRef('pay')], gaps: [], readAt: NOW });
    const { estate: tagging } = fakeEstate([aSighting()], { tagged });
    const byTag = aWatch({
      channel: 'C2',
      scope: { kind: 'tag', env: 'prod-eu', key: 'team', value: 'pay' },
    });
    const { refs, watchersOf } = await coveredServices({ estate: tagging }, [web, byTag]);
    expect(refs).toEqual([aRef(), aRef('pay')]);
    expect(watchersOf(aRef('pay'))).toEqual([byTag]);
    expect(watchersOf(aRef())).toEqual([web]);
    expect(watchersOf(aRef('other'))).toEqual([]);
  });

  it('has no watch for a service that is gone, although a pattern would fit its name', async () => {
    const { watchersOf } = await coveredServices({ estate }, [wide]);
    expect(watchersOf(aRef('api'))).toEqual([wide]);
    expect(watchersOf(aRef('a-deleted-one'))).toEqual([]);
  });

  it('has one watch of each channel, that of the service before a pattern', async () => {
    const all = { ...wide, scope: { ...wide.scope, name: '*' } } as typeof wide;
    const other = aWatch({ channel: 'C2' });
    const { watchersOf } = await coveredServices({ estate }, [all, web, other]);
    expect(watchersOf(aRef())).toEqual(expect.arrayContaining([web, other]));
    expect(watchersOf(aRef())).toHaveLength(2);
  });

  it('tells what could not be listed', async () => {
    const gap = { env: 'prod-eu', subject: 'clusters', unknown: denied('ecs:ListClusters') };
    const { estate: blind } = fakeEstate([], { gaps: [gap] });
    expect((await coveredServices({ estate: blind }, [wide])).gaps).toEqual([gap]);
  });
});
