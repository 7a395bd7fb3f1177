import { describe, expect, it } from 'vitest';
import { scopeFrom } from '../../src/alerting/scope.ts';
import type { Watch } from '../../src/alerting/watch.ts';
import { unwatch } from '../../src/commands/unwatch.ts';
import { fakeThreads } from '../fake-store.ts';
import { aCall, clock, fakeEstate, fakeWatches } from '../fakes.ts';
import { aRef } from '../given.ts';
import { aThread, aWatch } from '../given-alerts.ts';

const { estate } = fakeEstate([]);
const watchOf = (text: string): Watch => {
  const scope = scopeFrom(text);
  if (!scope) throw new Error(`no scope: ${text}`);
  return aWatch({ scope });
};

function channel(...texts: readonly string[]) {
  const watches = fakeWatches(texts.map(watchOf));
  const threads = fakeThreads([
    aThread({ id: 'web', key: 'web' }),
    aThread({ id: 'api', key: 'api', about: { ref: aRef('api') } }),
    aThread({ id: 'counting', key: 'counting', about: { state: 'counting' } }),
    aThread({ id: 'elsewhere', channel: 'C2' }),
  ]);
  const say = async (...words: readonly string[]) =>
    (await unwatch.run({ estate, watches, threads, clock }, aCall({ words }))).message.text;
  const open = () => threads.kept().flatMap(({ id, open }) => (open ? [id] : []));
  return { watches, threads, say, open };
}

describe('unwatch', () => {
  it('lets go of a service, even of one that is not there any more', async () => {
    const { watches, say } = channel('prod-eu:prod/deleted');
    expect(await say('deleted')).toBe('This channel no longer watches prod/deleted · prod-eu.');
    expect(await watches.list('C1')).toEqual([]);
  });

  it('ends its open alerts in this channel, says so, and forgets what nobody was told of', async () => {
    const { threads, say, open } = channel('prod-eu:prod/web');
    expect(await say('web')).toBe(
      'This channel no longer watches prod/web · prod-eu. 1 open alert of it ended.',
    );
    expect(open()).toEqual(['api', 'elsewhere']);
    const ended = threads.kept().find(({ id }) => id === 'web');
    expect(ended?.about).toMatchObject({
      state: 'resolved',
      resolved: { by: undefined, how: 'this channel no longer watches it' },
    });
    expect(threads.kept().some(({ id }) => id === 'counting')).toBe(false);
  });

  it('keeps those of services that another watch of the channel covers', async () => {
    const { say, open } = channel('prod-eu:prod/*', 'prod-eu:prod/web');
    expect(await say('prod/*')).toContain('1 open alert of it ended');
    expect(open()).toEqual(expect.arrayContaining(['web', 'counting', 'elsewhere']));
    expect(open()).not.toContain('api');
  });

  it.each([
    [[], 'Which one?'],
    [['a', 'b'], 'Which one?'],
    [['api'], 'does not watch "api". It watches `prod/web-a`, `prod/web-b`.'],
    [['web'], 'Several fit'],
  ])('refuses %j and changes nothing', async (words, said) => {
    const { watches, say, open } = channel('prod-eu:prod/web-a', 'prod-eu:prod/web-b');
    await expect(say(...words)).rejects.toThrow(said);
    expect(await watches.list('C1')).toHaveLength(2);
    expect(open()).toHaveLength(4);
  });
});
