import { describe, expect, it } from 'vitest';
import { roleFor } from '../../src/commands/command.ts';
import { digest } from '../../src/commands/digest.ts';
import { dispatch } from '../../src/commands/dispatch.ts';
import type { DigestSchedule } from '../../src/digest/schedule.ts';
import { fakeDigests } from '../fake-digests.ts';
import { fakeOperations, fakeThreads, fakeVerifications } from '../fake-store.ts';
import { aCall, clock, fakeEstate, fakeWatches, SOME_DIRECTORY } from '../fakes.ts';
import { aSighting, NOW } from '../given.ts';
import { ANNA, aThread, aWatch } from '../given-alerts.ts';
import { aSchedule, DAY_MS } from '../given-digest.ts';
import { trackers } from '../given-trackers.ts';

function aChannel(
  schedules: readonly DigestSchedule[] = [],
  given: { outside?: boolean; zone?: string } = {},
) {
  const digests = fakeDigests(schedules);
  const deps = {
    ...{ digests, clock, trackers },
    estate: fakeEstate([aSighting()]).estate,
    watches: fakeWatches([aWatch()]),
    threads: fakeThreads([aThread()]),
    operations: fakeOperations(),
    verifications: fakeVerifications(),
    directory: {
      ...SOME_DIRECTORY,
      membership: async () => (given.outside ? 'outside' : 'member') as 'member',
    },
  };
  const say = async (text: string, place = aCall().place) => {
    const { typed } = dispatch(text, [digest]);
    const person = { ...aCall().person, id: ANNA.id, name: ANNA.name, zone: given.zone };
    return (await digest.run(deps, aCall({ ...typed, person, place }))).message.text;
  };
  return { say, digests };
}

const all = ({ digests }: ReturnType<typeof aChannel>) => digests.list('C1');
const TWO = [aSchedule(), aSchedule({ id: 'digest-2', words: 'monday 8:30', createdAt: NOW })];

describe('digest', () => {
  it('tells one person how it goes, and keeps nothing of it', async () => {
    const channel = aChannel();
    const text = await channel.say('digest');
    expect(text).toMatch(
      /^🟠 At risk · 1 alert firing: web\n1 service: 1 healthy · 1 incident, 1 min in trouble\n/,
    );
    expect(text).toMatch(
      /\nOnly you see this: how it goes now, with the last 24 hours of the services; no digest/,
    );
    expect(await channel.digests.snapshotAt('C1', NOW)).toBeUndefined();
  });

  it('is three lines where that is wanted', async () => {
    expect((await aChannel().say('digest --short')).split('\n')).toHaveLength(4);
  });

  it.each([
    [
      'digest every weekday 9:00 --tz Europe/Berlin',
      'weekday 9:00',
      'Europe/Berlin',
      '2026-03-04T08:00Z',
      'usual',
    ],
    [
      'digest every “0 9 * * 1-5” —tz Europe/Berlin',
      '0 9 * * 1-5',
      'Europe/Berlin',
      '2026-03-04T08:00Z',
      'usual',
    ],
    [
      'digest every 0 9 * * 1-5 --tz=Europe/Berlin --full',
      '0 9 * * 1-5',
      'Europe/Berlin',
      '2026-03-04T08:00Z',
      'full',
    ],
    ['digest every monday 8:30 --short', 'monday 8:30', 'UTC', '2026-03-09T08:30Z', 'short'],
  ])('%s adds one', async (typed, words, zone, next, depth) => {
    const channel = aChannel();
    const text = await channel.say(typed);
    const [schedule] = await all(channel);
    expect(schedule).toMatchObject({
      words,
      depth,
      times: { zone },
      nextAt: new Date(next),
      createdBy: ANNA,
    });
    expect(text).toContain(`🗓️ Added · ${words} ${zone} · next `);
    expect(text).toMatch(/\nThen: \d/);
  });

  it('is meant in the zone of the one before, and says so where none was typed', async () => {
    const channel = aChannel([aSchedule({ times: { cron: '0 9 * * *', zone: 'Asia/Tokyo' } })]);
    expect(await channel.say('digest every day 18:00')).toContain('The time is meant in Asia/Tokyo.');
    expect((await all(channel))[1]?.times.zone).toBe('Asia/Tokyo');
  });

  it('is meant in the zone of whoever adds the first, where Slack says it', async () => {
    const channel = aChannel([], { zone: 'Europe/Berlin' });
    expect(await channel.say('digest every day 18:00')).toContain('The time is meant in Europe/Berlin.');
    expect((await all(channel))[0]?.times.zone).toBe('Europe/Berlin');
    expect(await aChannel([], { zone: 'Mars/Olympus' }).say('digest every day 18:00')).toContain(
      'meant in UTC.',
    );
  });

  it('says what may not be expected', async () => {
    expect(await aChannel().say('digest every 0 9 29 2 * --tz UTC')).toContain('every four years');
    expect(await aChannel([], { outside: true }).say('digest every day 9:00 --tz UTC')).toContain(
      'I am not in this channel yet: type /invite @Snail Trail.',
    );
  });

  it('lists them with their numbers', async () => {
    const paused = { at: NOW, by: undefined, why: 'could not post: the channel is archived' };
    const text = await aChannel([TWO[0] ?? aSchedule(), { ...aSchedule(), ...TWO[1], paused }]).say(
      'digest list',
    );
    expect(text).toMatchInlineSnapshot(`
      "This channel gets 2 digests
      1 day 3:00 UTC · next 4 Mar 03:00 UTC · by Anna
      2 monday 8:30 UTC · ⏸️ paused 4 Mar 03:00 UTC: could not post: the channel is archived · by Anna
      /snail digest pause 1, resume 1, remove 1; /snail digest preview shows what it would say now"
    `);
    expect(await aChannel().say('digest list')).toMatch(
      /^This channel gets no digest\. Begin one: \/snail digest every/,
    );
  });

  it('is paused, resumed from its next time on, and removed', async () => {
    const channel = aChannel([aSchedule({ nextAt: new Date(NOW.getTime() - 3 * DAY_MS) })]);
    expect(await channel.say('digest pause')).toMatch(
      /^⏸️ Paused · day 3:00 UTC · ⏸️ paused 4 Mar 03:00 UTC by Anna/,
    );
    expect(await channel.say('digest pause 1')).toMatch(/^As it was · /);
    expect(await channel.say('digest resume')).toMatch(/^▶️ Resumed · day 3:00 UTC · next 5 Mar 03:00 UTC/);
    expect((await all(channel))[0]).toMatchObject({
      paused: undefined,
      nextAt: new Date(NOW.getTime() + DAY_MS),
    });
    expect(await channel.say('digest remove 1')).toMatch(/^🗑️ Removed · day 3:00/);
    expect(await all(channel)).toEqual([]);
  });

  it('is previewed', async () => {
    const text = await aChannel(TWO).say('digest preview 2');
    expect(text).toMatch(/^🟠 At risk/);
    expect(text).toContain('what the digest monday 8:30 would say now. It comes next: 4 Mar 03:00 UTC.');
  });

  it.each([
    ['digest evry day 9:00', /`digest evry` is nothing I know\. Did you mean `\/snail digest every`\?/],
    ['digest constructor', /is nothing I know/],
    ['digest list 3 4', /I do not understand `3 4` behind `list`/],
    ['digest pause', /Which of the 2\?/],
    ['digest pause 3', /`3` is no digest here\. There are 1 to 2/],
    ['digest pause 0', /`0` is no digest here/],
    ['digest remove monday', /`monday` is no digest here/],
    ['digest --short --full', /not both/],
    ['digest list --tz UTC', /`--tz` goes with/],
    ['digest every', /How often\?/],
    ['digest every day 3:00 --tz UTC', /That digest is there already, as number 1/],
    ['digest every day 9:00 --tz Europe/Atlantis', /I do not know the time zone `Europe\/Atlantis`/],
    ['digest every * * * * * * --tz UTC', /six fields/],
    ['digest every * * * * * --tz UTC', /every minute/],
  ])('%s is refused in words', async (typed, complaint) => {
    await expect(aChannel(TWO).say(typed)).rejects.toThrow(complaint);
  });

  it('of a channel without one has nothing to pause', async () => {
    await expect(aChannel().say('digest pause')).rejects.toThrow(/^This channel gets no digest\./);
  });

  it('is nothing for a terminal', async () => {
    const place = { ...aCall().place, kind: 'terminal' } as const;
    await expect(aChannel().say('digest', place)).rejects.toThrow(/a terminal is none/);
  });

  it.each([
    [[], 'viewer'],
    [['list'], 'viewer'],
    [['PREVIEW'], 'viewer'],
    [['every', 'day'], 'operator'],
    [['Pause', '1'], 'operator'],
    [['remove'], 'operator'],
  ] as const)('%j is for a %s', (words, role) => {
    expect(roleFor(digest, words)).toBe(role);
  });
});
