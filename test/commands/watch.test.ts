import { describe, expect, it } from 'vitest';
import { roleFor } from '../../src/commands/command.ts';
import { watch } from '../../src/commands/watch.ts';
import { aCall, clock, fakeEstate, fakeWatches } from '../fakes.ts';
import { aRef, aSighting } from '../given.ts';

const { estate } = fakeEstate([aSighting(), aSighting({ of: { ref: aRef('web-admin') } })]);

describe('watch', () => {
  it('makes the channel follow a service, once', async () => {
    const watches = fakeWatches();
    const say = () => watch.run({ estate, watches, clock }, aCall({ words: ['web'] }));
    expect((await say()).message.text).toBe('This channel now watches prod/web · prod-eu.');
    expect((await say()).message.text).toBe('This channel already watches prod/web · prod-eu.');
    expect(await watches.list('C1')).toHaveLength(1);
  });

  it.each([
    ['<!subteam^S0123|@team-web>', 'S0123'],
    ['<@U0456>', 'U0456'],
    ['U0456789', 'U0456789'],
  ])('takes %s for on call, and never mentions them', async (typed, id) => {
    const watches = fakeWatches();
    const { message } = await watch.run(
      { estate, watches, clock },
      aCall({ words: ['web'], options: { 'on-call': typed } }),
    );
    expect(await watches.list('C1')).toMatchObject([{ onCall: id, createdBy: 'U1' }]);
    expect(JSON.stringify(message)).not.toContain('<');
  });

  it('keeps who is on call when typed again without, changes it when told, and lets go of it by `none`', async () => {
    const watches = fakeWatches();
    const say = async (onCall?: string) => {
      const options = onCall === undefined ? {} : { 'on-call': onCall };
      const { message } = await watch.run({ estate, watches, clock }, aCall({ words: ['web'], options }));
      return message.text;
    };
    expect(await say('<@U0456>')).toBe('This channel now watches prod/web · prod-eu. On call: U0456.');
    expect(await say()).toBe('This channel already watches prod/web · prod-eu. On call: U0456.');
    expect(await say('<!subteam^S0123>')).toBe(
      'This channel already watches prod/web · prod-eu. On call is now S0123.',
    );
    expect(await say('NONE')).toBe(
      'This channel already watches prod/web · prod-eu. Nobody is on call any more.',
    );
    expect(await say('none')).toBe('This channel already watches prod/web · prod-eu.');
    expect(await watches.list('C1')).toMatchObject([{ onCall: undefined }]);
  });

  it('asks for no more than looking to list, and for an operator to save', () => {
    expect(roleFor(watch, [])).toBe('viewer');
    expect(roleFor(watch, ['web'])).toBe('operator');
  });

  it('lists what the channel follows when nothing is named', async () => {
    const watches = fakeWatches();
    expect((await watch.run({ estate, watches, clock }, aCall())).message.text).toContain(
      'watches no service yet',
    );
    await watch.run({ estate, watches, clock }, aCall({ words: ['web'] }));
    expect((await watch.run({ estate, watches, clock }, aCall())).message.text).toBe(
      'This channel watches 1 service\nprod/web',
    );
  });

  it.each([
    [{ words: ['web', 'api'] }, 'Name one service'],
    [{ words: ['nope'] }, 'No service is called "nope"'],
    [{ words: ['we'] }, 'Several services fit "we"'],
    [{ words: [], options: { 'on-call': 'U0456789' } }, 'On call for which service?'],
    [{ words: ['web'], options: { 'on-call': '@team' } }, 'pick one from the list'],
    [{ words: ['web'], place: { ...aCall().place, kind: 'terminal' as const } }, 'Type this in Slack'],
  ])('refuses %j', async (given, said) => {
    const watches = fakeWatches();
    await expect(watch.run({ estate, watches, clock }, aCall(given))).rejects.toThrow(said);
    expect(await watches.list('C1')).toEqual([]);
  });
});
