import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../../src/clock.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createSocketReceiver } from '../../src/slack/socket.ts';
import { hurriedClock, readableLog } from './both-sides.ts';

const HELLO = JSON.stringify({ type: 'hello', num_connections: 1 });

/** A Slack that says over its sockets just what the test has it say. */
async function aScriptedSlack(onSocket: (socket: WebSocket, count: number) => void): Promise<string> {
  const http = createServer((_, response) => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, url: address('ws') }));
  });
  const sockets = new WebSocketServer({ server: http });
  let count = 0;
  sockets.on('connection', (socket) => {
    count += 1;
    onSocket(socket, count);
  });
  const address = (scheme: string) => `${scheme}://127.0.0.1:${(http.address() as AddressInfo).port}/`;
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets.clients) socket.terminate();
    http.closeAllConnections();
    await new Promise<void>((resolve) => http.close(() => resolve()));
  });
  return address('http');
}

function aReceiver(apiUrl: string, clock: Clock = hurriedClock(50), onFrame = () => {}) {
  const bodies: unknown[] = [];
  const { log, lines } = readableLog();
  const receiver = createSocketReceiver({
    appToken: 'xapp-1',
    apiUrl,
    clock,
    log,
    metrics: createMetrics(),
    onFrame,
    onChange: () => {},
  });
  const app = { processEvent: async ({ body }: { body: unknown }) => void bodies.push(body) };
  receiver.init(app as never);
  onTestFinished(() => receiver.stop());
  return { receiver, bodies, lines };
}

it('lives through frames that make no sense', async () => {
  const url = await aScriptedSlack((socket) => {
    socket.send(HELLO);
    socket.send('no json at all: disconnect');
    socket.send('{"type":"disconnect"');
    socket.send('null');
    socket.send(
      JSON.stringify({ type: 'events_api', envelope_id: '1', payload: { type: 'app_rate_limited' } }),
    );
    socket.send(Buffer.from([1, 2, 3]));
    socket.send(JSON.stringify({ type: 'slash_commands', envelope_id: '2', payload: { command: '/snail' } }));
  });
  const { receiver, bodies } = aReceiver(url);
  await receiver.start();
  await vi.waitFor(() => expect(bodies).toContainEqual({ command: '/snail' }));
  expect(receiver.connected()).toBe(true);
});

it('gives up a socket that does not greet, and takes the next', async () => {
  const url = await aScriptedSlack((socket, count) => {
    if (count > 1) socket.send(HELLO);
  });
  const { receiver, lines } = aReceiver(url);
  await receiver.start();
  expect(receiver.connected()).toBe(true);
  expect(lines.filter((line) => line.includes('socket connection failed'))).toHaveLength(1);
});

it('gives up a socket that is closed before it greets, and takes the next', async () => {
  const url = await aScriptedSlack((socket, count) => (count > 1 ? socket.send(HELLO) : socket.close()));
  const { receiver } = aReceiver(url);
  await receiver.start();
  expect(receiver.connected()).toBe(true);
});

it('does not storm a Slack that ends every connection at once', async () => {
  let opened = 0;
  const url = await aScriptedSlack((socket, count) => {
    opened = count;
    socket.send(HELLO, () => socket.close());
  });
  const clock = hurriedClock(10);
  const { receiver } = aReceiver(url, clock);
  await receiver.start();
  await clock.sleep(10_000);
  expect(opened).toBeGreaterThan(1);
  expect(opened).toBeLessThan(10);
});

it('still takes what comes over the old socket while the next is being opened', async () => {
  const url = await aScriptedSlack((socket, count) => {
    if (count > 1) return;
    socket.send(HELLO);
    socket.send(JSON.stringify({ type: 'disconnect', reason: 'warning' }));
    socket.send(JSON.stringify({ type: 'slash_commands', envelope_id: '1', payload: { command: '/late' } }));
  });
  const { receiver, bodies } = aReceiver(url);
  await receiver.start();
  await vi.waitFor(() => expect(bodies).toEqual([{ command: '/late' }]));
  expect(receiver.connected()).toBe(true);
});

it('counts a ping as heard', async () => {
  const url = await aScriptedSlack((socket) => {
    socket.send(HELLO);
    setTimeout(() => socket.ping('still there?'), 20);
  });
  let heard = 0;
  const { receiver } = aReceiver(url, hurriedClock(50), () => {
    heard += 1;
  });
  await receiver.start();
  await vi.waitFor(() => expect(heard).toBe(2));
});

it('tells when the connection was given up for good', async () => {
  const url = await aScriptedSlack((socket) => socket.send(HELLO, () => socket.close()));
  const clock = hurriedClock(50);
  let isBroken = false;
  const breaking: Clock = {
    now: clock.now,
    sleep: (ms, signal) => (isBroken ? Promise.reject(new Error('a bug')) : clock.sleep(ms, signal)),
  };
  const { receiver, lines } = aReceiver(url, breaking);
  await receiver.start();
  expect(receiver.gaveUp()).toBe(false);
  isBroken = true;
  await vi.waitFor(() => expect(receiver.gaveUp()).toBe(true), 5000);
  expect(lines.join('')).toContain('given up');
  isBroken = false;
});
