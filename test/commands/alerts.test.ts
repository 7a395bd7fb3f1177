import { describe, expect, it } from 'vitest';
import { alerts } from '../../src/commands/alerts.ts';
import { fakeThreads } from '../fake-store.ts';
import { aCall, clock, fakeEstate, fakeWatches, SOME_DIRECTORY } from '../fakes.ts';
import { aRef, minutesAgo, NOW } from '../given.ts';
import { ANNA, aBlindnessThread, aDelivery, aThread, aWatch, BEN } from '../given-alerts.ts';

const { estate } = fakeEstate([]);
const of = (name: string, given: Parameters<typeof aThread>[0] = {}) =>
  aThread({ id: name, key: name, ...given, about: { ref: aRef(name), ...given.about } });
const acknowledged = { by: ANNA, at: NOW, reminders: 0 };
const snoozed = { by: BEN, at: NOW, untilAt: undefined };

const ALL = [
  of('snoozed', { about: { state: 'snoozed', snoozed } }),
  of('acked', { about: { state: 'acknowledged', acknowledged } }),
  of('young', { about: { beganAt: minutesAgo(2), onCall: 'SGROUP' } }),
  of('old', { about: { beganAt: minutesAgo(30) } }),
  of('counting', { about: { state: 'counting' } }),
  of('over', { open: false, about: { state: 'resolved' } }),
  of('elsewhere', { channel: 'C2' }),
];

function asked(threads = fakeThreads(ALL)) {
  const links: string[] = [];
  const permalink = async ({ channel, ts }: { channel: string; ts: string }) => {
    links.push(ts);
    return `https://slack.example/${channel}/${ts}`;
  };
  const deps = {
    ...{ estate, clock, threads, directory: SOME_DIRECTORY },
    watches: fakeWatches([aWatch()]),
    outbox: { permalink },
  };
  const say = async (options: Record<string, true> = {}, given: Parameters<typeof aCall>[0] = {}) =>
    (await alerts.run(deps, aCall({ options, ...given }))).message;
  const named = async (...call: Parameters<typeof say>) =>
    (await say(...call)).text.match(/prod\/\w+/g)?.map((label) => label.replace('prod/', '')) ?? [];
  return { say, named, links, threads };
}

describe('alerts', () => {
  it('lists what is open in this channel, what nobody has first, the oldest first', async () => {
    const { say, named } = asked();
    expect(await named()).toEqual(['old', 'young', 'acked', 'snoozed']);
    expect((await say()).text.split('\n')[0]).toBe(
      '4 alerts are open in this channel: 2 firing, 1 acknowledged, 1 snoozed',
    );
  });

  it('links to each thread that is posted', async () => {
    const { say, links, threads } = asked();
    await threads.saveDelivery('old', aDelivery({ root: '5.5' }));
    const { text, blocks } = await say();
    expect(links).toEqual(['5.5']);
    expect(text).toMatch(/prod\/old.*https:\/\/slack\.example\/C1\/5\.5/);
    expect(JSON.stringify(blocks)).toContain('<https://slack.example/C1/5.5|thread>');
  });

  it('asks Slack for no more addresses than it shows', async () => {
    const many = Array.from({ length: 40 }, (_, at) => of(`s${at}`));
    const { say, links, threads } = asked(fakeThreads(many));
    for (const { id } of many) await threads.saveDelivery(id, aDelivery({ root: id }));
    expect((await say()).text).toContain('and 10 more');
    expect(links).toHaveLength(30);
  });

  it('--unacked leaves those that nobody has', async () => {
    expect(await asked().named({ unacked: true })).toEqual(['old', 'young']);
  });

  it('--all is of every channel', async () => {
    const { named, say } = asked();
    expect(await named({ all: true })).toContain('elsewhere');
    expect((await say({ all: true })).text).toMatch(/^5 alerts are open in all channels/);
  });

  it.each([
    [{ id: ANNA.id, groups: [] }, ['acked']],
    [{ id: BEN.id, groups: [] }, ['snoozed']],
    [{ id: 'UX', groups: ['SGROUP'] }, ['young']],
    [{ id: 'UX', groups: [] }, []],
  ])('--mine for %j leaves %j', async (who, names) => {
    const person = { ...aCall().person, ...who };
    expect(await asked().named({ mine: true }, { person })).toEqual(names);
  });

  it('says what was asked for when there is none', async () => {
    expect((await asked(fakeThreads()).say()).text).toBe('No alert is open in this channel');
    expect((await asked(fakeThreads()).say({ mine: true, all: true })).text).toBe(
      'No alert of yours is open in any channel',
    );
  });

  it('says what cannot be read here: no alert comes from there', async () => {
    const { say } = asked(fakeThreads([aBlindnessThread()]));
    expect((await say()).text).toContain('cannot be read since');
  });

  it('is of every channel in a terminal, which is none', async () => {
    const place = { ...aCall().place, kind: 'terminal' as const };
    expect(await asked().named({}, { place })).toContain('elsewhere');
  });

  it('takes no name, since it would be thought to be heeded', async () => {
    await expect(asked().say({}, { words: ['web'] })).rejects.toThrow('lists alerts of all services');
  });
});
