import { createServer, type IncomingMessage } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import type { Clock } from '../../../src/clock.ts';
import { signatureOf } from '../../../src/demo/slack/http-delivery.ts';
import { clientOf, fastClock, movableClock, startedBolt, startedSlack } from './started.ts';

describe.each(['socket', 'http'] as const)('a Bolt app by %s', (mode) => {
  it('gets a slash command, acknowledges and responds', async () => {
    const slack = await startedSlack();
    const heard: Record<string, unknown>[] = [];
    await startedBolt(slack, mode, (app) => {
      app.command('/snail', async ({ ack, command, respond }) => {
        await ack();
        heard.push({ ...command });
        await respond({ text: `heard ${command.text}`, response_type: 'ephemeral' });
      });
    });
    expect(await slack.say('/snail status @boris @ml-oncall in #ops', { user: 'chiko' })).toEqual({
      kind: 'acked',
    });
    const answer = await slack.waitFor(({ text }) => text.startsWith('heard'));
    expect(answer).toMatchObject({
      text: 'heard status <@U0BORIS01|boris> <!subteam^S0MLCALL1|@ml-oncall> in <#C0OPS0001|ops>',
      ephemeralTo: 'U0CHIKO01',
      channel: 'C0OPS0001',
    });
    expect(heard[0]).toMatchObject({
      command: '/snail',
      user_id: 'U0CHIKO01',
      channel_id: 'C0OPS0001',
      team_id: 'T0SNAIL01',
      api_app_id: 'A0SNAIL01',
    });
  });

  it('can answer inside the acknowledgement', async () => {
    const slack = await startedSlack();
    await startedBolt(slack, mode, (app) => {
      app.command('/snail', ({ ack }) => ack({ text: 'public', response_type: 'in_channel' }));
    });
    await slack.say('/snail help');
    expect(slack.messages().map(({ user, text, ephemeralTo }) => [user, text, ephemeralTo])).toEqual([
      ['U0ALICE01', '/snail help', undefined],
      ['U0SNAILBT', 'public', undefined],
    ]);
  });

  it('hears mentions where it is a member, and direct messages', async () => {
    const slack = await startedSlack();
    const heard: string[] = [];
    await startedBolt(slack, mode, (app) => {
      app.event(
        'app_mention',
        async ({ event }) => void heard.push(`mention ${event.text} ${event.thread_ts ?? ''}`),
      );
      app.event(
        'message',
        async ({ event }) => void heard.push(`direct ${'text' in event ? event.text : ''}`),
      );
    });
    const root = await slack.say('morning, all');
    await slack.say('@Snail Trail status', { threadTs: root.kind === 'message' ? root.message.ts : '' });
    await slack.say('@snail status', { channel: 'random' });
    await slack.say('status web', { channel: 'direct', user: 'boris' });
    expect(heard).toEqual([
      `mention <@U0SNAILBT> status ${root.kind === 'message' ? root.message.ts : ''}`,
      'direct status web',
    ]);
  });

  it('is told as operation_timeout when it does not acknowledge in three seconds', async () => {
    const slack = await startedSlack({ clock: fastClock(20) });
    await startedBolt(slack, mode, (app) => {
      app.command('/snail', async () => {});
    });
    expect(await slack.say('/snail status')).toEqual({ kind: 'failed', error: 'operation_timeout' });
    expect(slack.notices().at(-1)?.text).toBe('/snail failed with the error "operation_timeout"');
  });

  it('gets an event again when the acknowledgement is lost', async () => {
    const slack = await startedSlack();
    const retries: unknown[] = [];
    let twice: () => void = () => {};
    const heardTwice = new Promise<void>((resolve) => {
      twice = resolve;
    });
    await startedBolt(slack, mode, (app) => {
      app.event('app_mention', async ({ body, context }) => {
        retries.push([body.event_id, context.retryNum || 0]);
        if (retries.length === 2) twice();
      });
    });
    slack.faults.add({ on: 'delivery', effect: { kind: 'lost-ack' } });
    const said = await slack.say('@snail hi');
    expect(said).toMatchObject({ receipt: { kind: 'failed' } });
    await heardTwice;
    const [first, second] = retries as [string, number][];
    expect(second).toEqual([first?.[0], 1]);
  });

  it('gets the same delivery twice when asked to', async () => {
    const slack = await startedSlack();
    const triggers: string[] = [];
    await startedBolt(slack, mode, (app) => {
      app.command('/snail', async ({ ack, command }) => {
        await ack();
        triggers.push(command.trigger_id);
      });
    });
    slack.faults.add({ on: 'delivery', effect: { kind: 'duplicate' } });
    await slack.say('/snail status');
    expect(triggers).toHaveLength(2);
    expect(new Set(triggers).size).toBe(1);
  });
});

describe('typing', () => {
  it('is refused for commands in threads and commands nobody has', async () => {
    const slack = await startedSlack();
    const inThread = await slack.say('/snail status', { threadTs: '1.000001' });
    const unknown = await slack.say('/whale status');
    expect(inThread).toEqual({ kind: 'refused', notice: '/snail is not supported in threads. Sorry!' });
    expect(unknown).toMatchObject({ kind: 'refused' });
    expect(slack.notices()).toHaveLength(2);
  });

  it('tells who mentions the bot where it is not how to invite it, and takes the invitation', async () => {
    const slack = await startedSlack();
    const heard: string[] = [];
    await startedBolt(slack, 'socket', (app) => {
      app.event('app_mention', async ({ event }) => void heard.push(event.text));
    });
    await slack.say('@Snail Trail status web', { channel: 'random' });
    const told = slack.notices();
    expect(told).toMatchObject([{ user: 'U0ALICE01', channel: 'C0RANDOM1' }]);
    expect(told[0]?.text).toBe(
      'You mentioned <@U0SNAILBT>, but they’re not in this channel. To add them, type `/invite @Snail Trail`, then ask again.',
    );
    expect(await slack.say('/invite @Snail Trail', { channel: 'random' })).toEqual({
      kind: 'told',
      notice: 'Snail Trail was added to #random by Alice Moreau.',
    });
    await slack.say('@Snail Trail status api', { channel: 'random' });
    expect(heard).toEqual(['<@U0SNAILBT> status api']);
    expect(slack.notices()).toHaveLength(2);
    expect(await slack.say('/invite @snail', { channel: 'random' })).toMatchObject({
      notice: 'Snail Trail is already in this channel.',
    });
    expect(await slack.say('/invite nobody', { channel: 'random' })).toMatchObject({
      notice: 'Nobody was named. Type /invite @someone.',
    });
  });

  it('fails at once when no app is connected', async () => {
    const slack = await startedSlack();
    expect(await slack.say('/snail status')).toEqual({ kind: 'failed', error: 'dispatch_failed' });
  });

  it('is for members', async () => {
    const slack = await startedSlack();
    await expect(slack.say('hi', { user: 'otto' })).rejects.toThrow('U0STRANG1 is not in ops');
  });

  it('turns names and addresses into tokens and everything else into text', async () => {
    const slack = await startedSlack();
    await slack.say(
      '<b> & @Boris Lindqvist @ml-oncall @nobody #random https://a.example/?a=1&b=2 <!channel>',
      {
        channel: 'random',
      },
    );
    expect(slack.messages()[0]?.text).toBe(
      '&lt;b&gt; &amp; <@U0BORIS01> <!subteam^S0MLCALL1> @nobody <#C0RANDOM1|random> <https://a.example/?a=1&amp;b=2> &lt;!channel&gt;',
    );
  });
});

describe('Socket Mode', () => {
  async function connected(clock?: Clock) {
    const slack = await startedSlack(clock ? { clock } : {});
    const socket = async () => {
      const { url = '' } = await clientOf(slack, slack.tokens.app).apps.connections.open();
      const received: { type: string; envelope_id?: string; [key: string]: unknown }[] = [];
      const ws = new WebSocket(url);
      onTestFinished(() => ws.terminate());
      const hello = new Promise<void>((resolve) => {
        ws.on('message', (data) => {
          received.push(JSON.parse(String(data)));
          resolve();
        });
      });
      await hello;
      return { ws, received, url };
    };
    return { slack, socket };
  }

  it('greets with the number of connections', async () => {
    const { socket } = await connected();
    await socket();
    const { received } = await socket();
    expect(received[0]).toMatchObject({
      type: 'hello',
      num_connections: 2,
      connection_info: { app_id: 'A0SNAIL01' },
      debug_info: { approximate_connection_time: 18_060 },
    });
  });

  it('takes every address once', async () => {
    const { socket } = await connected();
    const { url } = await socket();
    const again = new WebSocket(url);
    const error = await new Promise<Error>((resolve) => again.on('error', resolve));
    expect(error.message).toContain('408');
  });

  it('gives each payload to one of the connections, each getting some', async () => {
    const { slack, socket } = await connected();
    const all = [await socket(), await socket()];
    for (const { ws } of all) {
      ws.on('message', (data) => {
        const { envelope_id } = JSON.parse(String(data));
        if (envelope_id) ws.send(JSON.stringify({ envelope_id }));
      });
    }
    for (let turn = 0; turn < 4; turn += 1) await slack.say('/snail status');
    const counts = all.map(({ received }) => received.filter(({ type }) => type === 'slash_commands').length);
    expect(counts).toEqual([2, 2]);
    expect(all[0]?.received.at(-1)).toMatchObject({
      accepts_response_payload: true,
      payload: { command: '/snail' },
    });
  });

  it('announces an end, ends when it renews, and dismisses an eleventh', async () => {
    const { slack, socket } = await connected();
    const { ws, received } = await socket();
    slack.socket.disconnect('warning');
    slack.socket.disconnect('refresh_requested');
    await new Promise((resolve) => ws.on('close', resolve));
    expect(received.map(({ type, reason }) => [type, reason])).toEqual([
      ['hello', undefined],
      ['disconnect', 'warning'],
      ['disconnect', 'refresh_requested'],
    ]);
    for (let count = 0; count < 10; count += 1) await socket();
    const { received: last } = await socket();
    expect(last[0]).toMatchObject({ type: 'disconnect', reason: 'too_many_websockets' });
  });

  it('answers pings', async () => {
    const { socket } = await connected();
    const { ws } = await socket();
    const pong = new Promise((resolve) => ws.on('pong', resolve));
    ws.ping();
    await pong;
  });

  it('pings as long as a connection lasts, and leaves no listeners on it', async () => {
    const warnings: Error[] = [];
    const note = (warning: Error) => void warnings.push(warning);
    process.on('warning', note);
    onTestFinished(() => void process.off('warning', note));
    const { socket } = await connected(fastClock(5000));
    const { ws } = await socket();
    let pings = 0;
    ws.on('ping', () => {
      pings += 1;
    });
    await expect.poll(() => pings).toBeGreaterThan(30);
    expect(warnings).toEqual([]);
  });
});

describe('signed HTTP', () => {
  async function receiver(
    answer: (request: IncomingMessage, body: string) => { status: number; body: string },
  ) {
    const seen: { headers: IncomingMessage['headers']; body: string }[] = [];
    const server = createServer(async (request, response) => {
      let body = '';
      for await (const part of request) body += part;
      seen.push({ headers: request.headers, body });
      const { status, body: text } = answer(request, body);
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(text);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const { port } = server.address() as { port: number };
    return { seen, url: `http://127.0.0.1:${port}/slack/events` };
  }
  const echo = (body: string) => ({ status: 200, body: body.includes('challenge') ? body : '' });

  it('is signed over the time and the body', async () => {
    const slack = await startedSlack();
    const { seen, url } = await receiver((_, body) => echo(body));
    await slack.deliverTo(url);
    await slack.say('/snail status');
    const [challenge, command] = seen;
    expect(challenge?.body).toContain('url_verification');
    expect(command?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const timestamp = String(command?.headers['x-slack-request-timestamp']);
    expect(command?.headers['x-slack-signature']).toBe(
      signatureOf(slack.tokens.signingSecret, timestamp, command?.body ?? ''),
    );
    expect(new URLSearchParams(command?.body).get('command')).toBe('/snail');
  });

  it("signs Slack's own example as Slack does", () => {
    const body =
      'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V' +
      '&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=' +
      '&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN' +
      '&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
    expect(signatureOf('8f742231b10e8888abcd99yyyzzz85a5', '1531420618', body)).toBe(
      'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
    );
  });

  it('is not set up where the challenge is not answered', async () => {
    const slack = await startedSlack();
    const { url } = await receiver(() => ({ status: 200, body: '{}' }));
    await expect(slack.deliverTo(url)).rejects.toThrow('did not answer the challenge');
  });

  it('fails at once for any status but 2xx, and for nobody there', async () => {
    const slack = await startedSlack();
    const { url } = await receiver((_, body) =>
      body.includes('challenge') ? echo(body) : { status: 500, body: '' },
    );
    await slack.deliverTo(url);
    expect(await slack.say('/snail status')).toEqual({ kind: 'failed', error: 'dispatch_failed' });
  });

  it('says on a retry what went wrong before', async () => {
    const slack = await startedSlack();
    let fails = 1;
    const { seen, url } = await receiver((_, body) => {
      if (body.includes('challenge')) return echo(body);
      fails -= 1;
      return { status: fails < 0 ? 200 : 500, body: '' };
    });
    await slack.deliverTo(url);
    await slack.say('@snail hi');
    await expect.poll(() => seen.length).toBe(3);
    expect(seen[2]?.headers).toMatchObject({
      'x-slack-retry-num': '1',
      'x-slack-retry-reason': 'http_error',
    });
  });

  it('carries the time of the clock it was given', async () => {
    const clock = movableClock();
    const slack = await startedSlack({ clock });
    const { seen, url } = await receiver((_, body) => echo(body));
    clock.advance(3_600_000);
    await slack.deliverTo(url);
    expect(Number(seen[0]?.headers['x-slack-request-timestamp']) * 1000).toBeGreaterThan(
      Date.now() + 3_500_000,
    );
  });
});
