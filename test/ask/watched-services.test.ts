import { describe, expect, it } from 'vitest';
import { watchedOrAll, watchedServices } from '../../src/ask/watched-services.ts';
import { aCall, brokenWatches, fakeEstate, fakeWatches } from '../fakes.ts';
import { aRef, aSighting, NOW } from '../given.ts';

const { place } = aCall();
const web = { channel: 'C1', ref: aRef(), onCall: undefined, createdBy: 'U1', createdAt: NOW };
const { estate } = fakeEstate([aSighting(), aSighting({ of: { ref: aRef('api') } })]);

describe('what a channel watches', () => {
  it('is its own alone', async () => {
    const watches = fakeWatches([web, { ...web, channel: 'C2', ref: aRef('api') }]);
    expect(await watchedServices({ watches }, place)).toEqual({ refs: [aRef()], gaps: [] });
  });

  it('is nothing in a terminal, without a question to the database', async () => {
    const terminal = { ...place, kind: 'terminal' } as const;
    expect(await watchedServices({ watches: brokenWatches }, terminal)).toEqual({ refs: [], gaps: [] });
  });

  it('is a gap where the database does not say, outside of every environment', async () => {
    const { refs, gaps } = await watchedServices({ watches: brokenWatches }, place);
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

  it('is every service, and the gap, where they are not', async () => {
    const { scope, refs, gaps } = await watchedOrAll({ estate, watches: brokenWatches }, place);
    expect({ scope, refs: refs.length, gaps: gaps.length }).toEqual({ scope: 'all', refs: 2, gaps: 1 });
  });
});
