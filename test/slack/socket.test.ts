import { describe, expect, it, vi } from 'vitest';
import { aBotFor, anEar, anEarSaying, aSlackServer, bothSides, hurriedClock, says } from './both-sides.ts';

/** The local Slack offers a socket that is open; the bot knows of it a moment later. */
async function answers(both: Awaited<ReturnType<typeof bothSides>>, text: string): Promise<void> {
  const { server } = both;
  expect(await server.say('/snail status')).toEqual({ kind: 'acked' });
  await server.waitFor((message) => message.text === text);
}

describe('a socket that Slack renews', () => {
  it('is replaced before it is closed when Slack gives warning', async () => {
    const both = await bothSides(anEarSaying('here'), { clock: hurriedClock(20) });
    const { server, slack } = both;
    const health = slack.health();
    server.socket.disconnect('warning');
    await vi.waitFor(() => expect(server.calls.count('apps.connections.open')).toBe(2), 5000);
    await vi.waitFor(() => expect(server.socket.connections()).toBe(1), 5000);
    expect(slack.health()).toMatchObject({ connected: true, since: health.since });
    await answers(both, 'here');
  });

  it('takes commands all the while', async () => {
    const ear = anEar();
    const both = await bothSides(ear);
    const { server } = both;
    server.socket.disconnect('warning');
    const outcomes = new Set<string>();
    while (server.calls.count('apps.connections.open') < 2) outcomes.add((await server.say('/snail')).kind);
    for (let i = 0; i < 20; i += 1) outcomes.add((await server.say('/snail')).kind);
    expect([...outcomes]).toEqual(['acked']);
  });

  it.each(['refresh_requested', 'drop'] as const)('is opened anew after %s', async (how) => {
    const both = await bothSides(anEarSaying('back'));
    const { server, slack } = both;
    if (how === 'drop') server.socket.drop();
    else server.socket.disconnect(how);
    await vi.waitFor(() => expect(server.calls.count('apps.connections.open')).toBe(2), 5000);
    await vi.waitFor(() => expect(slack.health().connected).toBe(true), 5000);
    await vi.waitFor(() => expect(server.socket.connections()).toBe(1), 5000);
    await answers(both, 'back');
  });

  it('in the middle of a command does not keep the answer from its reader', async () => {
    let finish = () => {};
    const work = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const ear = anEar({
      async heard(_, reply) {
        await work;
        await reply.answer(says('survived'));
      },
    });
    const { server } = await bothSides(ear);
    await server.say('/snail status');
    server.socket.drop();
    await vi.waitFor(() => expect(server.calls.count('apps.connections.open')).toBe(2), 5000);
    finish();
    expect((await server.waitFor(({ text }) => text === 'survived')).ephemeralTo).toBe(server.seed.me);
  });

  it.each([
    ['an invalid token', { kind: 'error', word: 'invalid_auth' }],
    ['a 429', { kind: 'rate-limited', retryAfterSeconds: 1 }],
    ['a 503', { kind: 'status', status: 503 }],
    ['a lost connection', { kind: 'drop-before' }],
  ] as const)('comes back after %s on the way', async (_, effect) => {
    const both = await bothSides(anEarSaying('back'));
    const { server, slack } = both;
    server.faults.add({ on: 'apps.connections.open', effect });
    server.socket.drop();
    await vi.waitFor(() => expect(server.calls.count('apps.connections.open')).toBe(3), 8000);
    await vi.waitFor(() => expect(slack.health().connected).toBe(true), 5000);
    await answers(both, 'back');
  });

  it('says so while there is none', async () => {
    const { server, slack } = await bothSides(anEar());
    server.faults.add({ on: 'apps.connections.open', times: 50, effect: { kind: 'status', status: 503 } });
    server.socket.drop();
    await vi.waitFor(() => expect(slack.health().connected).toBe(false));
  });
});

describe('the first start', () => {
  it('fails with a message for an app token that Slack does not accept', async () => {
    const server = await aSlackServer();
    const { slack } = aBotFor(server, { mode: { kind: 'socket', appToken: 'xapp-1-wrong' } });
    await expect(slack.start(anEar())).rejects.toMatchObject({
      name: 'UpstreamError',
      kind: 'credentials',
      message: expect.stringContaining('SLACK_APP_TOKEN'),
    });
  });

  it('keeps trying while Slack does not give a connection', async () => {
    const server = await aSlackServer();
    server.faults.add({ on: 'apps.connections.open', times: 2, effect: { kind: 'status', status: 503 } });
    const { slack } = aBotFor(server);
    await slack.start(anEar());
    expect(slack.health().connected).toBe(true);
    expect(server.calls.count('apps.connections.open')).toBe(3);
  });
});
