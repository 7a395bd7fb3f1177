import { describe, expect, it } from 'vitest';
import { createMetrics } from '../../src/metrics.ts';
import { createCalls } from '../../src/slack/calls.ts';
import { createSharing } from '../../src/slack/sharing.ts';
import { createWebClient } from '../../src/slack/web-clients.ts';
import { aDeadAddress, aSlackServer, hurriedClock, readableLog } from './both-sides.ts';

const OPS = 'C0OPS0001';

async function someChannels(
  given: { readonly scopes?: readonly string[]; readonly url?: string; readonly hurry?: number } = {},
) {
  const clock = hurriedClock(given.hurry ?? 50);
  const server = await aSlackServer(undefined, given.scopes);
  const { log } = readableLog();
  const client = createWebClient(server.tokens.bot, given.url ?? server.url, log);
  const signal = new AbortController().signal;
  const calls = createCalls(client, { clock, log, metrics: createMetrics(), signal });
  return { server, clock, sharingOf: createSharing({ calls, clock }) };
}

describe('whether a channel is shared with other organisations', () => {
  it('is what Slack says', async () => {
    const { server, sharingOf } = await someChannels();
    const open = server.seed.channels.filter(({ kind }) => kind === 'public');
    const said = await Promise.all(open.map(({ id }) => sharingOf(id)));
    expect(said).toEqual(open.map(({ isExtShared }) => (isExtShared ? 'external' : 'internal')));
    expect(new Set(said).size).toBe(2);
  });

  it('is not asked of direct messages', async () => {
    const { server, sharingOf } = await someChannels();
    expect(await sharingOf('D0ALICE01')).toBe('internal');
    expect(server.calls.count('conversations.info')).toBe(0);
  });

  it('is asked once for many, and again after a minute', async () => {
    const { server, sharingOf, clock } = await someChannels({ hurry: 1000 });
    await Promise.all([sharingOf(OPS), sharingOf(OPS)]);
    expect(server.calls.count('conversations.info')).toBe(1);
    await clock.sleep(61_000);
    await sharingOf(OPS);
    expect(server.calls.count('conversations.info')).toBe(2);
  });

  it.each(['missing_scope', 'channel_not_found'])('is unknown where Slack says %s', async (word) => {
    const { server, sharingOf } = await someChannels();
    server.faults.add({ on: 'conversations.info', effect: { kind: 'error', word } });
    expect(await sharingOf(OPS)).toBe('unknown');
  });

  it('is unknown without the scopes', async () => {
    const { sharingOf } = await someChannels({ scopes: ['chat:write'] });
    expect(await sharingOf(OPS)).toBe('unknown');
  });

  it.each([
    ['unknown_method', { kind: 'error', word: 'unknown_method' }],
    ['404', { kind: 'status', status: 404 }],
  ] as const)('is no where the stand-in for Slack answers %s', async (_, effect) => {
    const { server, sharingOf } = await someChannels();
    server.faults.add({ on: 'conversations.info', effect });
    expect(await sharingOf(OPS)).toBe('internal');
  });

  it('is never guessed when Slack does not answer, and asked again', async () => {
    const { server, sharingOf } = await someChannels({ hurry: 500 });
    server.faults.add({ on: 'conversations.info', times: 50, effect: { kind: 'status', status: 503 } });
    await expect(sharingOf(OPS)).rejects.toThrow(/^could not ask Slack about the channel/);
    server.faults.clear();
    expect(await sharingOf(OPS)).toBe('internal');
    const away = await someChannels({ url: await aDeadAddress(), hurry: 500 });
    await expect(away.sharingOf(OPS)).rejects.toMatchObject({ kind: 'unreachable' });
  });
});
