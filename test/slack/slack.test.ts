import { createServer } from 'node:http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createSlackServer } from '../../src/demo/slack-server.ts';
import { createMetrics } from '../../src/metrics.ts';
import { aBotFor, anEar, anEarSaying, aSlackServer, bothSides, httpMode, says } from './both-sides.ts';

describe('starting', () => {
  it.each(['socket', 'http'] as const)(
    'refuses a bot token that Slack does not accept (%s)',
    async (kind) => {
      const server = await aSlackServer();
      const mode = kind === 'http' ? { mode: httpMode(server) } : {};
      const { slack } = aBotFor(server, { botToken: 'xoxb-wrong', ...mode });
      await expect(slack.start(anEar())).rejects.toMatchObject({
        name: 'UpstreamError',
        kind: 'credentials',
        message: expect.stringContaining('SLACK_BOT_TOKEN'),
      });
      expect(slack.health().connected).toBe(false);
    },
  );

  it('waits for a Slack that is down and works once it is up', async () => {
    const server = createSlackServer({ clock: systemClock });
    await server.start();
    const port = Number(new URL(server.url).port);
    const { slack, lines } = aBotFor(server);
    await server.stop();
    const again = createSlackServer({ clock: systemClock });
    // The new one must know the old tokens; what the bot meets first is an address where nobody listens.
    const started = slack.start(anEar());
    await vi.waitFor(() => expect(lines.join('')).toContain('trying again'));
    expect(slack.health().connected).toBe(false);
    Object.assign(again.tokens, server.tokens);
    await again.start({ port });
    onTestFinished(() => again.stop());
    await started;
    expect(slack.health().connected).toBe(true);
  });

  it('can be stopped while Slack is down', async () => {
    const server = createSlackServer({ clock: systemClock });
    await server.start();
    const { slack, lines } = aBotFor(server);
    await server.stop();
    const started = slack.start(anEar());
    const outcome = expect(started).rejects.toMatchObject({ name: 'UpstreamError' });
    await vi.waitFor(() => expect(lines.join('')).toContain('trying again'));
    await slack.stop();
    await outcome;
  });

  it('fails with the reason when the port is taken', async () => {
    const server = await aSlackServer();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => new Promise<void>((resolve) => other.close(() => resolve())));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const mode = { ...httpMode(server), kind: 'http', port, signingSecret: 'secret', routes: [] } as const;
    const { slack } = aBotFor(server, { mode });
    await expect(slack.start(anEar())).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('stopping', () => {
  it.each(['socket', 'http'] as const)('lets running work answer first (%s)', async (kind) => {
    const ear = anEar({
      async heard(_, reply) {
        await systemClock.sleep(300);
        await reply.answer(says('last words'));
      },
    });
    const { server, slack } = await bothSides(ear, { kind });
    await server.say('/snail status');
    await slack.stop();
    expect(server.messages().map(({ text }) => text)).toEqual(['last words']);
    expect(slack.health().connected).toBe(false);
  });

  it('sends what waits in the outbox first', async () => {
    const { server, slack } = await bothSides(anEar());
    const posts = Promise.all([
      slack.outbox.post('C0OPS0001', says('1')),
      slack.outbox.post('C0OPS0001', says('2')),
    ]);
    await slack.stop();
    await posts;
    expect(server.messages({ channel: 'ops' }).map(({ text }) => text)).toEqual(['1', '2']);
  });

  it('does not wait for ever for work that hangs', async () => {
    const { server, slack } = await bothSides(anEar({ heard: () => new Promise(() => {}) }));
    await server.say('/snail status');
    const startedAt = Date.now();
    await slack.stop(200);
    expect(Date.now() - startedAt).toBeLessThan(3000);
  });

  it('hears nothing afterwards', async () => {
    const ear = anEar();
    const { server, slack } = await bothSides(ear);
    await slack.stop();
    expect((await server.say('/snail status')).kind).toBe('failed');
    expect(ear.all).toEqual([]);
  });
});

describe('requests over HTTP', () => {
  async function withRoute() {
    const server = await aSlackServer();
    const route = {
      path: '/healthz',
      method: 'GET',
      handler: (_: unknown, response: { end(text: string): void }) => response.end('fine'),
    };
    const mode = { ...httpMode(server), routes: [route] };
    const ear = anEar();
    const bot = aBotFor(server, { mode });
    await bot.slack.start(ear);
    return { ear, ...bot, address: `http://127.0.0.1:${bot.slack.port()}` };
  }

  it('get our own pages on the same port', async () => {
    const { address } = await withRoute();
    expect(await (await fetch(`${address}/healthz`)).text()).toBe('fine');
    expect((await fetch(`${address}/elsewhere`)).status).toBe(404);
  });

  it('are refused without a signature', async () => {
    const { address, ear } = await withRoute();
    const body = new URLSearchParams({ command: '/snail', text: 'status', user_id: 'U0ALICE01' });
    const answer = await fetch(`${address}/slack/events`, { method: 'POST', body });
    expect(answer.status).toBe(401);
    expect(ear.all).toEqual([]);
  });
});

describe('health', () => {
  it('tells since when Slack is connected and when it was heard last', async () => {
    const { server, slack } = await bothSides(anEarSaying('x'), { kind: 'http' });
    expect(slack.health()).toMatchObject({ connected: true, lastHeardAt: undefined });
    await server.say('/snail status');
    const { lastHeardAt, since } = slack.health();
    expect(lastHeardAt?.getTime()).toBeGreaterThanOrEqual(since.getTime());
  });

  it('is counted', async () => {
    const metrics = createMetrics();
    await bothSides(anEar(), { metrics });
    const text = await metrics.text();
    expect(text).toContain('snail_slack_connected 1');
    expect(text).toContain('snail_slack_calls_total{method="auth.test",outcome="ok"} 1');
  });
});

describe('logs', () => {
  it('hold no tokens, response URLs or words of people', async () => {
    const { server, slack, lines } = await bothSides(anEarSaying('secret answer'));
    server.faults.add({ on: 'response_url', effect: { kind: 'error', word: 'invalid_blocks' } });
    await server.say('/snail secret question');
    await server.waitFor(({ text }) => text === 'secret answer');
    await slack.stop();
    const all = lines.join('');
    expect(all).not.toBe('');
    for (const word of [
      server.tokens.bot,
      server.tokens.app,
      '/commands/T',
      'secret answer',
      'secret question',
    ]) {
      expect(all).not.toContain(word);
    }
  });
});
