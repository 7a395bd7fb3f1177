import { describe, expect, it } from 'vitest';
import { unwatch } from '../../src/commands/unwatch.ts';
import { aCall, fakeEstate, fakeWatches } from '../fakes.ts';
import { aRef, NOW } from '../given.ts';

const watchOf = (name: string) => ({
  channel: 'C1',
  ref: aRef(name),
  onCall: undefined,
  createdBy: 'U1',
  createdAt: NOW,
});
const { estate } = fakeEstate([]);

describe('unwatch', () => {
  it('lets go of a service, even of one that is not there any more', async () => {
    const watches = fakeWatches([watchOf('deleted')]);
    const { message } = await unwatch.run({ estate, watches }, aCall({ words: ['deleted'] }));
    expect(message.text).toBe('This channel no longer watches prod/deleted · prod-eu.');
    expect(await watches.list('C1')).toEqual([]);
  });

  it.each([
    [[], 'Which one?'],
    [['api'], 'does not watch "api". It watches prod/web-a, prod/web-b.'],
    [['web'], 'Several fit'],
  ])('refuses %j and changes nothing', async (words, said) => {
    const watches = fakeWatches([watchOf('web-a'), watchOf('web-b')]);
    await expect(unwatch.run({ estate, watches }, aCall({ words }))).rejects.toThrow(said);
    expect(await watches.list('C1')).toHaveLength(2);
  });
});
