import { describe, expect, it } from 'vitest';
import { roleFor } from '../../src/commands/command.ts';
import { watch } from '../../src/commands/watch.ts';
import type { Deps } from '../../src/deps.ts';
import { aCall, clock, fakeEstate, fakeWatches, SOME_DIRECTORY } from '../fakes.ts';
import { aRef, aSighting, denied, minutesAgo } from '../given.ts';

const { estate } = fakeEstate([aSighting(), aSighting({ of: { ref: aRef('web-admin') } })]);

function channel(given: Partial<Pick<Deps, 'estate' | 'directory'>> = {}) {
  const watches = fakeWatches();
  const deps = {
    estate,
    clock,
    directory: { ...SOME_DIRECTORY, membersOf: async () => 3 },
    watches,
    ...given,
  };
  const say = async (call: Parameters<typeof aCall>[0] = {}) =>
    (await watch.run(deps, aCall(call))).message.text;
  return { watches, deps, say };
}

describe('watch', () => {
  it('makes the channel follow a service, once', async () => {
    const { watches, say } = channel();
    expect(await say({ words: ['web'] })).toContain('This channel now watches prod/web · prod-eu.\n');
    expect(await say({ words: ['web'] })).toContain('This channel already watches prod/web · prod-eu.\n');
    expect(await watches.list('C1')).toMatchObject([
      { scope: { kind: 'names', env: 'prod-eu', cluster: 'prod', name: 'web' }, createdBy: 'U1' },
    ]);
  });

  it.each([
    ['prod/*', 'prod/* · prod-eu. It covers 2 services now; those that come later join by themselves.'],
    ['*:*/web-*', '*:*/web-* · *. It covers 1 service now'],
    ['tag:team=pay', 'tag:team=pay · prod-eu. It covers 2 services now'],
    ['staging/*', 'staging/* · prod-eu. No service fits it now'],
  ])('%s says how many services it covers, and is kept even for none', async (word, said) => {
    const { watches, say } = channel();
    expect(await say({ words: [word] })).toContain(`This channel now watches ${said}`);
    expect(await watches.list('C1')).toHaveLength(1);
  });

  it('keeps a pattern although AWS does not say what it covers', async () => {
    const gap = { env: 'prod-eu', subject: 'clusters', unknown: denied('ecs:ListClusters') };
    const { watches, say } = channel({ estate: fakeEstate([], { gaps: [gap] }).estate });
    expect(await say({ words: ['web*'] })).toMatch(/could not be read\.[\s\S]*needs ecs:ListClusters/);
    expect(await watches.list('C1')).toHaveLength(1);
  });

  it('notes who is called first and then, and mentions neither of them', async () => {
    const { watches, deps } = channel();
    const options = { 'on-call': '<@U0456>', escalate: '<!subteam^S0123|@leads>' };
    const { message } = await watch.run(deps, aCall({ words: ['web'], options }));
    expect(await watches.list('C1')).toMatchObject([{ onCall: 'U0456', escalateTo: 'S0123' }]);
    expect(message.text).toContain('On call: Alice Moreau; unacknowledged alerts go to S0123.');
    expect(JSON.stringify(message)).not.toContain('<');
  });

  it('says who is on call by a pattern of the channel, where the service itself says nobody', async () => {
    const { say } = channel();
    await say({ words: ['prod/*'], options: { 'on-call': '<@U0456>' } });
    expect(await say({ words: ['web'], options: { quiet: '2h' } })).toContain('On call: Alice Moreau');
  });

  it('keeps what is not typed again, changes what is, and lets go of it by `none`', async () => {
    const { watches, say } = channel();
    const set = async (options: Record<string, string>) => {
      await say({ words: ['web'], options });
      const [{ onCall, escalateTo, quiet } = { onCall: 'gone' }] = await watches.list('C1');
      return { onCall, escalateTo, quiet };
    };
    const all = { onCall: 'U0456', escalateTo: 'S0123', quiet: { kind: 'until', untilAt: minutesAgo(-120) } };
    expect(await set({ 'on-call': '<@U0456>', escalate: '<!subteam^S0123>', quiet: '2h' })).toEqual(all);
    expect(await set({})).toEqual(all);
    expect(await set({ 'on-call': 'NONE' })).toEqual({ ...all, onCall: undefined });
    expect(await set({ escalate: 'none', quiet: 'none' })).toEqual({
      onCall: undefined,
      escalateTo: undefined,
      quiet: undefined,
    });
  });

  it('warns of a user group that nobody is in: a call to it would reach no one', async () => {
    const directory = { ...SOME_DIRECTORY, membersOf: async (id: string) => (id === 'S0' ? 0 : undefined) };
    const { say } = channel({ directory });
    const options = { 'on-call': '<!subteam^S0>', escalate: '<!subteam^S1>' };
    const text = await say({ words: ['web'], options });
    expect(text).toContain('Nobody is in S0');
    expect(text).not.toContain('Nobody is in S1');
  });

  it('asks for no more than looking to list, and for an operator to save', () => {
    expect(roleFor(watch, [])).toBe('viewer');
    expect(roleFor(watch, ['web'])).toBe('operator');
  });

  it('lists what the channel follows when nothing is named', async () => {
    const { say } = channel();
    expect(await say()).toContain('watches no service yet');
    await say({ words: ['web'], options: { 'on-call': '<@U0456>', quiet: '2h' } });
    expect(await say()).toContain(
      'This channel watches 1 service\n• prod/web · on call: Alice Moreau · quiet until 4 Mar 05:00 UTC\n',
    );
  });

  it.each([
    ['outside', 'channel', true],
    ['member', 'channel', false],
    ['unknown', 'channel', false],
    ['outside', 'direct', false],
  ] as const)('as %s of a %s says how to be let in: %s', async (membership, kind, told) => {
    const { watches, say } = channel({
      directory: { ...SOME_DIRECTORY, membersOf: async () => 3, membership: async () => membership },
    });
    const place = { ...aCall().place, kind };
    expect((await say({ words: ['web'], place })).includes('/invite @Snail Trail')).toBe(told);
    expect(await watches.list('C1')).toHaveLength(1);
  });

  it.each([
    [{ words: ['web', 'api'] }, 'Name one service'],
    [{ words: ['nope'] }, 'No service is called "nope"'],
    [{ words: ['wep'] }, 'Nearest: prod/web'],
    [{ words: ['we'] }, 'Several services fit "we"'],
    [{ words: [], options: { 'on-call': 'U0456789' } }, '`--on-call` of which service?'],
    [{ words: [], options: { quiet: '2h' } }, '`--quiet` of which service?'],
    [{ words: ['web'], options: { 'on-call': '@team' } }, 'pick one from the list'],
    [{ words: ['web'], options: { escalate: '<@U0456>' } }, 'goes to a user group'],
    [{ words: ['web'], options: { quiet: 'a while' } }, '--quiet'],
    [{ words: ['web'], place: { ...aCall().place, kind: 'terminal' as const } }, 'Type this in Slack'],
  ])('refuses %j', async (given, said) => {
    const { watches, say } = channel();
    await expect(say(given)).rejects.toThrow(said);
    expect(await watches.list('C1')).toEqual([]);
  });
});
