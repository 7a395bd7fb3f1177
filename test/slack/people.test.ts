import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createCalls } from '../../src/slack/calls.ts';
import { createPeople } from '../../src/slack/people.ts';
import { createWebClient } from '../../src/slack/web-clients.ts';
import { anEarSaying, aSlackServer, bothSides, hurriedClock, readableLog } from './both-sides.ts';

const OWN = {
  team: 'T0SNAIL01',
  teamName: 'Snail Works',
  enterprise: undefined,
  user: 'U0SNAILBT',
  userName: 'snail',
  bot: undefined,
  scopes: undefined,
};

async function somePeople(
  given: {
    readonly scopes?: readonly string[];
    readonly groups?: readonly string[];
    readonly hurry?: number;
  } = {},
) {
  const clock = given.hurry ? hurriedClock(given.hurry) : systemClock;
  const server = await aSlackServer(undefined, given.scopes);
  const { log, lines } = readableLog();
  const client = createWebClient(server.tokens.bot, server.url, log);
  const signal = new AbortController().signal;
  const calls = createCalls(client, { clock, log, metrics: createMetrics(), signal });
  const people = createPeople({ calls, identity: async () => OWN, groups: given.groups ?? [], clock, log });
  return { server, people, lines, clock };
}

describe('who somebody is', () => {
  it.each([
    ['U0ALICE01', 'member'],
    ['U0GUEST01', 'guest'],
    ['U0SINGLE1', 'guest'],
    ['U0ROBOT01', 'bot'],
    ['USLACKBOT', 'bot'],
    ['U0STRANG1', 'stranger'],
    ['U0GONE001', 'stranger'],
    ['U0NOBODY1', 'stranger'],
  ])('%s is a %s', async (id, kind) => {
    const { people } = await somePeople();
    expect(await people.find(id, OWN.team)).toMatchObject({ id, kind, groups: [] });
  });

  it('is unverified where the scope is missing, whatever the payload says', async () => {
    const { server, people, lines } = await somePeople();
    const effect = { kind: 'error', word: 'missing_scope', needed: 'users:read' } as const;
    server.faults.add({ on: 'users.info', effect });
    expect(await people.find('U0ALICE01', OWN.team)).toMatchObject({ kind: 'unverified' });
    expect(lines.join('')).toContain('members cannot be told from guests');
  });

  it.each([
    ['unknown_method', { kind: 'error', word: 'unknown_method' }],
    ['404', { kind: 'status', status: 404 }],
  ] as const)('is presumed by the team of the payload where the method answers %s', async (_, effect) => {
    const { server, people } = await somePeople();
    server.faults.add({ on: 'users.info', effect });
    expect(await people.find('U0ALICE01', OWN.team)).toMatchObject({ kind: 'presumed', team: OWN.team });
    expect(await people.find('U0ALICE01', 'T0OTHER01')).toMatchObject({ kind: 'stranger' });
    expect(await people.find('U0ALICE01', undefined)).toMatchObject({ kind: 'stranger' });
  });

  it('comes with the zone that their Slack is set to', async () => {
    const { people } = await somePeople();
    expect(await people.find('U0ALICE01', OWN.team)).toMatchObject({ zone: 'Europe/Berlin' });
  });

  it('is asked once for many, and remembered for ten minutes', async () => {
    const { server, people, clock } = await somePeople({ hurry: 10_000 });
    await Promise.all([
      people.find('U0ALICE01', OWN.team),
      people.find('U0ALICE01', OWN.team),
      people.find('U0ALICE01', OWN.team),
    ]);
    await people.find('U0ALICE01', OWN.team);
    expect(server.calls.count('users.info')).toBe(1);
    await clock.sleep(11 * 60_000);
    await people.find('U0ALICE01', OWN.team);
    expect(server.calls.count('users.info')).toBe(2);
  });

  it('is tried again after a fault that passes', async () => {
    const { server, people } = await somePeople({ hurry: 10 });
    server.faults.add({ on: 'users.info', effect: { kind: 'drop-before' } });
    expect(await people.find('U0ALICE01', OWN.team)).toMatchObject({ kind: 'member' });
  });

  it('stays open while Slack does not say, and that is not remembered', async () => {
    const { server, people } = await somePeople();
    server.faults.add({ on: 'users.info', effect: { kind: 'rate-limited', retryAfterSeconds: 60 } });
    await expect(people.find('U0ALICE01', OWN.team)).rejects.toMatchObject({ kind: 'throttled' });
    await expect(people.find('U0BORIS01', OWN.team)).rejects.toMatchObject({ kind: 'throttled' });
    expect(server.calls.count('users.info')).toBe(1);
  });
});

describe('user groups', () => {
  it('are told of a person, of those that matter', async () => {
    const { people } = await somePeople({ groups: ['S0ONCALL1', 'S0PLATFRM'] });
    expect((await people.find('U0ALICE01', OWN.team)).groups).toEqual(['S0ONCALL1']);
    expect((await people.find('U0CHIKO01', OWN.team)).groups).toEqual(['S0PLATFRM']);
    expect((await people.find('U0GUEST01', OWN.team)).groups).toEqual([]);
  });

  it('are read once in five minutes', async () => {
    const { server, people } = await somePeople({ groups: ['S0ONCALL1'] });
    for (const id of ['U0ALICE01', 'U0BORIS01', 'U0CHIKO01']) await people.find(id, OWN.team);
    expect(server.calls.count('usergroups.users.list')).toBe(1);
  });

  it('that cannot be read have no members, with a warning', async () => {
    const { server, people, lines } = await somePeople({
      groups: ['S0ONCALL1', 'S0UNKNOWN'],
      scopes: ['users:read'],
    });
    expect(await people.find('U0ALICE01', OWN.team)).toMatchObject({ kind: 'member', groups: [] });
    await people.find('U0BORIS01', OWN.team);
    expect(lines.filter((line) => line.includes('"level":40'))).toHaveLength(2);
    expect(server.calls.count('usergroups.users.list')).toBe(2);
  });
});

it('asks the person to try again when Slack does not say who they are', async () => {
  const ear = anEarSaying('never');
  const { server } = await bothSides(ear);
  server.faults.add({ on: 'users.info', effect: { kind: 'rate-limited', retryAfterSeconds: 60 } });
  await server.say('/snail status');
  const answer = await server.waitFor(({ text }) => text.includes('try again'));
  expect(answer.ephemeralTo).toBe(server.seed.me);
  expect(ear.all).toEqual([]);
});
