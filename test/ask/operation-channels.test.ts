import { describe, expect, it } from 'vitest';
import { channelsOf } from '../../src/ask/operation-channels.ts';
import { fakeOperations } from '../fake-store.ts';
import { fakeWatches } from '../fakes.ts';
import { NOW } from '../given.ts';
import { ANNA, aWatch } from '../given-alerts.ts';
import { anOperationRecord } from '../given-operation.ts';

async function channels(used: readonly (readonly [channel: string, operation: string])[]) {
  const operations = fakeOperations([anOperationRecord(), anOperationRecord({ id: 'op-2', name: 'Other' })]);
  for (const [channel, operation] of used) await operations.use(channel, operation, ANNA, NOW);
  const watches = fakeWatches(['C1', 'C2', 'C3'].map((channel) => aWatch({ channel })));
  return channelsOf({ operations, watches }, 'op-1');
}

describe('where people are told of an operation', () => {
  it('are the channels that work at it', async () => {
    expect(
      await channels([
        ['C9', 'op-1'],
        ['C2', 'op-2'],
      ]),
    ).toEqual(['C9']);
  });

  it('of every channel’s are those that watch something and work at no other', async () => {
    expect(
      await channels([
        ['*', 'op-1'],
        ['C2', 'op-2'],
        ['C7', 'op-1'],
      ]),
    ).toEqual(['C1', 'C3', 'C7']);
  });

  it('are never a terminal', async () => {
    expect(await channels([['terminal', 'op-1']])).toEqual([]);
  });
});
