import { describe, expect, it } from 'vitest';
import { roleFor } from '../../src/commands/command.ts';
import { watch } from '../../src/commands/watch.ts';
import { aCall, clock, fakeEstate, fakeWatches, SOME_DIRECTORY } from '../fakes.ts';
import { aRef, aSighting } from '../given.ts';

const { estate } = fakeEstate([aSighting(), aSighting({ of: { ref: aRef('web-admin') } })]);
const around = { estate, clock, directory: SOME_DIRECTORY };

describe('watch', () => {
  it('makes the channel follow a service, once', async () => {
    const watches = fakeWatches();
    const say = () => watch.run({ ...around, watches }, aCall({ words: ['web'] }));
    expect((await say()).message.text).toContain('This channel now watches prod/web · prod-eu.\n');
    expect((await say()).message.text).toContain('This channel already watches prod/web · prod-eu.\n');
    expect(await watches.list('C1')).toHaveLength(1);
  });

  it.each([
    ['<!subteam^S0123|@team-web>', 'S0123'],
    ['<@U0456>', 'U0456'],
    ['U0456789', 'U0456789'],
  ])('takes %s for on call, and never mentions them', async (typed, id) => {
    const watches = fakeWatches();
    const { message } = await watch.run(
      { ...around, watches },
      aCall({ words: ['web'], options: { 'on-call': typed } }),
    );
    expect(await watches.list('C1')).toMatchObject([{ onCall: id, createdBy: 'U1' }]);
    expect(JSON.stringify(message)).not.toContain('<');
  });

  it('keeps who is on call when typed again without, changes it when told, and lets go of it by `none`', async () => {
    const watches = fakeWatches();
    const say = async (onCall?: string) => {
      const options = onCall === undefined ? {} : { 'on-call': onCall };
      const { message } = await watch.run({ ...around, watches }, aCall({ words: ['web'], options }));
      return message.text.split('\n')[0];
    };
    expect(await say('<@U0456>')).toBe(
      'This channel now watches prod/web · prod-eu. On call: Alice Moreau (noted only).',
    );
    expect(await say()).toBe(
      'This channel already watches prod/web · prod-eu. On call: Alice Moreau (noted only).',
    );
    expect(await say('<!subteam^S0123>')).toBe(
      'This channel already watches prod/web · prod-eu. On call is now S0123 (noted only).',
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
    expect((await watch.run({ ...around, watches }, aCall())).message.text).toContain(
      'watches no service yet',
    );
    await watch.run({ ...around, watches }, aCall({ words: ['web'] }));
    expect((await watch.run({ ...around, watches }, aCall())).message.text).toContain(
      'This channel watches 1 service\nprod/web\n',
    );
  });

  it.each([
    ['outside', 'channel', true],
    ['member', 'channel', false],
    ['unknown', 'channel', false],
    ['outside', 'direct', false],
  ] as const)('as %s of a %s says how to be let in: %s', async (membership, kind, told) => {
    const watches = fakeWatches();
    const directory = { ...SOME_DIRECTORY, membership: async () => membership };
    const place = { ...aCall().place, kind };
    const { message } = await watch.run({ ...around, watches, directory }, aCall({ words: ['web'], place }));
    expect(message.text.includes('/invite @Snail Trail')).toBe(told);
    expect(await watches.list('C1')).toHaveLength(1);
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
    await expect(watch.run({ ...around, watches }, aCall(given))).rejects.toThrow(said);
    expect(await watches.list('C1')).toEqual([]);
  });
});
