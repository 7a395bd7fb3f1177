import { describe, expect, it } from 'vitest';
import { digestFacts, onRounds, whenAsked } from '../../src/ask/digest-facts.ts';
import { fakeOperations, fakeThreads, fakeVerifications } from '../fake-store.ts';
import { clock, fakeEstate, fakeWatches } from '../fakes.ts';
import { aRef, aSighting, aTargetGroup, denied, minutesAgo, NOW } from '../given.ts';
import { ANNA, aThread, aWatch } from '../given-alerts.ts';
import { anOperationRecord } from '../given-operation.ts';
import { trackers } from '../given-trackers.ts';

const CHANNELS = ['C1', 'C2', 'C3'];
const wanted = CHANNELS.map((channel) => ({ channel, fromAt: minutesAgo(60), before: undefined }));

function given() {
  const web = aSighting();
  const api = aSighting({ ref: aRef('api') });
  const { estate, asked } = fakeEstate([web, api]);
  const scope = (name: string) => ({ kind: 'names', env: 'prod-eu', cluster: 'prod', name }) as const;
  const watches = fakeWatches([
    aWatch({ channel: 'C1', scope: scope('web') }),
    aWatch({ channel: 'C2', scope: scope('web') }),
    aWatch({ channel: 'C2', scope: scope('api') }),
    aWatch({ channel: 'C9', scope: scope('other') }),
  ]);
  let reads = 0;
  const counted = {
    ...trackers,
    read: (source: string) => {
      reads += 1;
      return trackers.read(source);
    },
  };
  const operations = fakeOperations([anOperationRecord(), anOperationRecord({ id: 'op-2', name: 'Other' })]);
  const threads = fakeThreads([aThread(), { ...aThread({ id: 'b' }), channel: 'C2' }]);
  return {
    deps: {
      estate,
      watches,
      operations,
      threads,
      clock,
      trackers: counted,
      verifications: fakeVerifications(),
    },
    asked,
    reads: () => reads,
  };
}

describe('facts of many digests', () => {
  it('give each channel its own services and threads, at the cost of one look', async () => {
    const { deps, asked } = given();
    const factsOf = await digestFacts(deps, wanted, onRounds(deps));
    const names = wanted.map((one) => factsOf(one).services.map(({ sighting }) => sighting.ref.name));
    expect(names).toEqual([['web'], ['api', 'web'], []]);
    expect(wanted.map((one) => factsOf(one).watches)).toEqual([true, true, false]);
    expect(wanted.map((one) => factsOf(one).threads.length)).toEqual([1, 1, 0]);
    expect(asked).toMatchObject({ sweeps: 1, overviews: 0, lists: 0 });
  });

  it('read each tracker once, however many channels work at it', async () => {
    const { deps, reads } = given();
    for (const channel of ['C1', 'C2']) await deps.operations.use(channel, 'op-1', ANNA, NOW);
    await deps.operations.use('*', 'op-2', ANNA, NOW);
    const factsOf = await digestFacts(deps, wanted, onRounds(deps));
    expect(wanted.map((one) => factsOf(one).operation?.id)).toEqual(['op-1', 'op-1', 'op-2']);
    expect(reads()).toBe(2);
  });

  it('ask for the targets that nobody has read yet, and for no others', async () => {
    const unread = { kind: 'unknown', why: 'pending', detail: 'still being read' } as const;
    for (const [targets, groups] of [
      [unread, 1],
      [denied('elasticloadbalancing:DescribeTargetHealth'), 0],
    ] as const) {
      const { deps } = given();
      const group = aTargetGroup(targets);
      const { estate, asked } = fakeEstate([aSighting({ targetGroups: [group] })]);
      await digestFacts({ ...deps, estate }, wanted.slice(0, 1), onRounds({ estate }));
      expect(asked).toMatchObject({ sweeps: 1, groups });
    }
  });

  it('ask nobody where nothing is wanted', async () => {
    const { deps, asked } = given();
    await digestFacts(deps, [], onRounds(deps));
    expect(asked).toMatchObject({ sweeps: 0, lists: 0 });
  });

  it('are looked at anew, targets too, for somebody who waits', async () => {
    const { deps, asked } = given();
    const factsOf = await digestFacts(deps, wanted.slice(0, 1), whenAsked(deps));
    expect(factsOf(wanted[0] ?? { channel: '', fromAt: NOW, before: undefined }).services).toHaveLength(1);
    expect(asked).toMatchObject({ sweeps: 0, overviews: 1 });
  });
});
