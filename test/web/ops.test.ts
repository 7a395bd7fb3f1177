import { get, request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import { UpstreamError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createOpsServer, type OpsServer, opsRoutes, type Readiness } from '../../src/web/ops.ts';

const log = createLog('silent');
const fine = async (): Promise<Readiness> => ({ ok: true, reasons: [] });
/** Every wait is over at once. */
const hasty: Clock = { now: () => new Date(0), sleep: async () => {} };

interface Given {
  readonly ready?: () => Promise<Readiness>;
  readonly alive?: () => Promise<Readiness>;
  readonly metrics?: { contentType: string; text(): Promise<string> };
  readonly clock?: Clock;
}

describe('the ops addresses', () => {
  const servers: OpsServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });

  async function started(given: Given = {}): Promise<OpsServer> {
    const deps = { ready: fine, alive: fine, metrics: createMetrics(), clock: systemClock, log, ...given };
    const place = { port: 0, host: '127.0.0.1', clock: systemClock, log };
    const server = createOpsServer(opsRoutes(deps), place);
    await server.start();
    servers.push(server);
    return server;
  }

  async function ask(server: OpsServer, path: string, method = 'GET') {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const options = { port: server.port, host: '127.0.0.1', path, method };
      httpRequest(options, resolve).on('error', reject).end();
    });
    return { status: answer.statusCode, headers: answer.headers, body: await text(answer) };
  }

  it('say 200 as long as all is well', async () => {
    const server = await started();
    for (const path of ['/healthz', '/readyz', '/readyz?verbose=1']) {
      const { status, headers, body } = await ask(server, path);
      expect(status).toBe(200);
      expect(headers['content-type']).toBe('application/json; charset=utf-8');
      expect(headers['cache-control']).toBe('no-store');
      expect(JSON.parse(body)).toEqual({ ok: true, reasons: [] });
    }
  });

  it('say 503 with the reasons, each for itself', async () => {
    const server = await started({ ready: async () => ({ ok: false, reasons: ['Slack is not connected'] }) });
    const { status, body } = await ask(server, '/readyz');
    expect(status).toBe(503);
    expect(JSON.parse(body)).toEqual({ ok: false, reasons: ['Slack is not connected'] });
    expect((await ask(server, '/healthz')).status).toBe(200);
  });

  it('expose the metrics in the form Prometheus reads', async () => {
    const metrics = createMetrics();
    metrics.slackConnected(true);
    const { status, headers, body } = await ask(await started({ metrics }), '/metrics');
    expect(status).toBe(200);
    expect(headers['content-type']).toBe(metrics.contentType);
    expect(body).toMatch(/^snail_slack_connected 1$/m);
  });

  it('answer HEAD without a body', async () => {
    const server = await started({ ready: async () => ({ ok: false, reasons: ['stopping'] }) });
    expect(await ask(server, '/healthz', 'HEAD')).toMatchObject({ status: 200, body: '' });
    expect(await ask(server, '/readyz', 'HEAD')).toMatchObject({ status: 503, body: '' });
    expect(await ask(server, '/metrics', 'HEAD')).toMatchObject({ status: 200, body: '' });
  });

  it('say 503 when a check fails, naming only what is meant for people', async () => {
    const upstream = async () => {
      throw new UpstreamError('reach the database: nothing answers there', 'unreachable');
    };
    const bug = (): Promise<Readiness> => {
      throw new TypeError('secret detail');
    };
    const server = await started({ ready: upstream, alive: bug });
    const ready = await ask(server, '/readyz');
    expect(ready.status).toBe(503);
    expect(ready.body).toContain('could not reach the database: nothing answers there');
    const alive = await ask(server, '/healthz');
    expect(alive.status).toBe(503);
    expect(alive.body).not.toContain('secret detail');
  });

  it('say 503 when the metrics cannot be read', async () => {
    const metrics = { contentType: 'text/plain', text: () => Promise.reject(new Error('no')) };
    expect((await ask(await started({ metrics }), '/metrics')).status).toBe(503);
  });

  it('give up a check that hangs, after two seconds of the clock', async () => {
    const waits: number[] = [];
    const clock: Clock = { ...hasty, sleep: async (ms) => void waits.push(ms) };
    const server = await started({ ready: () => new Promise(() => {}), clock });
    const { status, body } = await ask(server, '/readyz');
    expect(status).toBe(503);
    expect(JSON.parse(body).reasons).toEqual(['no answer within 2 s']);
    expect(waits).toEqual([2000]);
  });

  it('survive a check that fails after it was given up', async () => {
    let fail = () => {};
    const ready = () =>
      new Promise<Readiness>((_, reject) => {
        fail = () => reject(new Error('late'));
      });
    const server = await started({ ready, clock: hasty });
    expect((await ask(server, '/readyz')).status).toBe(503);
    fail();
    expect((await ask(server, '/healthz')).status).not.toBe(undefined);
  });

  it('say what there is to everything else', async () => {
    const server = await started();
    const unknown = await ask(server, '/');
    expect(unknown.status).toBe(404);
    expect(unknown.body).toContain('/healthz, /readyz, /metrics');
    const posted = await ask(server, '/healthz', 'POST');
    expect(posted.status).toBe(405);
    expect(posted.headers.allow).toBe('GET, HEAD');
  });

  it('survive nonsense and callers who hang up', async () => {
    const server = await started();
    const nonsense = connect(server.port, '127.0.0.1').on('error', () => {});
    nonsense.write('\0\0\0 not http\r\n\r\n');
    expect(await text(nonsense)).toContain('400 Bad Request');
    const rude = get({ port: server.port, host: '127.0.0.1', path: '/metrics' }).on('error', () => {});
    rude.destroy();
    expect((await ask(server, '/healthz')).status).toBe(200);
  });

  it('stop while somebody keeps a connection open', async () => {
    const server = await started();
    const idle = connect(server.port, '127.0.0.1');
    const gone = new Promise((resolve) => idle.on('close', resolve).on('error', () => {}));
    await new Promise((resolve) => idle.on('connect', resolve));
    await server.stop();
    await gone;
    await server.stop();
    expect(server.port).toBe(0);
  });

  it('say which port is taken', async () => {
    const first = await started();
    const place = { port: first.port, host: '127.0.0.1', clock: systemClock, log };
    const starting = createOpsServer([], place).start();
    await expect(starting).rejects.toThrow(
      `could not listen on 127.0.0.1:${first.port}: the port is in use; set PORT to another one`,
    );
  });
});
