import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createCalls } from '../../src/slack/calls.ts';
import { createDirectory } from '../../src/slack/directory.ts';
import { createWebClient } from '../../src/slack/web-clients.ts';
import { aSlackServer, readableLog } from './both-sides.ts';

async function aDirectory() {
  const server = await aSlackServer();
  const { log } = readableLog();
  const signal = new AbortController().signal;
  const around = { clock: systemClock, log, metrics: createMetrics(), signal };
  const calls = createCalls(createWebClient(server.tokens.bot, server.url, log), around);
  return { server, directory: createDirectory({ calls, clock: systemClock, log }) };
}

describe('the directory', () => {
  it.each([
    ['U0ALICE01', 'alice'],
    ['S0ONCALL1', '@on-call'],
    ['U0NOBODY1', 'U0NOBODY1'],
    ['S0NOBODY1', 'S0NOBODY1'],
  ])('calls %s %s', async (id, name) => {
    const { directory } = await aDirectory();
    expect(await directory.nameOf(id)).toBe(name);
  });

  it.each([
    ['S0ONCALL1', 2],
    ['S0PLATFRM', 1],
    ['S0NOBODY1', undefined],
  ])('counts the members of %s: %s', async (group, members) => {
    const { directory } = await aDirectory();
    expect(await directory.membersOf(group)).toBe(members);
  });

  it('asks once for the names and sizes of all groups', async () => {
    const { server, directory } = await aDirectory();
    await Promise.all([directory.membersOf('S0ONCALL1'), directory.nameOf('S0PLATFRM')]);
    await directory.membersOf('S0PLATFRM');
    expect(server.calls.count('usergroups.list')).toBe(1);
  });

  it.each([
    ['C0OPS0001', 'member'],
    ['C0RANDOM1', 'outside'],
    ['C0LEADS01', 'outside'],
  ])('says of the bot in %s: %s', async (channel, membership) => {
    const { directory } = await aDirectory();
    expect(await directory.membership(channel)).toBe(membership);
  });

  it('keeps nobody from an answer where Slack does not say', async () => {
    const { server, directory } = await aDirectory();
    const effect = { kind: 'error', word: 'missing_scope', needed: 'channels:read' } as const;
    for (const on of ['users.info', 'usergroups.list', 'conversations.info'])
      server.faults.add({ on, effect });
    expect(await directory.nameOf('U0ALICE01')).toBe('U0ALICE01');
    expect(await directory.nameOf('S0ONCALL1')).toBe('S0ONCALL1');
    server.faults.add({ on: 'usergroups.list', effect });
    expect(await directory.membersOf('S0ONCALL1')).toBeUndefined();
    expect(await directory.membership('C0OPS0001')).toBe('unknown');
  });
});
