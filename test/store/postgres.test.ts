import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import { query } from './databases.ts';
import { type PostgresServer, startPostgres } from './postgres-server.ts';

const log = createLog('silent');

/** What opening says, as an error and as a log line about it. */
async function refusalOf(url: string): Promise<{ error: UpstreamError; logged: string }> {
  const error = await openStore(url, { log }).then(
    () => expect.unreachable('it opened'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UpstreamError)) throw error;
  const lines = new PassThrough();
  createLog('error', lines).error({ err: error }, 'start failed');
  lines.end();
  return { error, logged: await text(lines) };
}

// Needs passwords, roles and connections of its own, which a server that somebody lends us may not give.
describe.skipIf(process.env.TEST_DATABASE_URL)('PostgreSQL', () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it('says that the password is wrong, and does not say the password', async () => {
    const { error, logged } = await refusalOf(server.url.replace(/:[^:@/]+@/, ':hunter22@'));
    expect(error.kind).toBe('credentials');
    expect(error.message).toMatch(
      /^could not open the PostgreSQL database: .*user and password; check DATABASE_URL/,
    );
    expect(`${error.message}${logged}`).not.toContain('hunter22');
  });

  it('says that the database is missing', async () => {
    const { error } = await refusalOf(server.url.replace('/postgres?', '/snails?'));
    expect(error.kind).toBe('not-found');
    expect(error.message).toMatch(/no database of that name; create it/);
  });

  it('says that the schema of the search path is missing', async () => {
    const options = encodeURIComponent('-c search_path=nowhere');
    const { error } = await refusalOf(`${server.url}&options=${options}`);
    expect(error.message).toMatch(/names no schema that exists; create it/);
  });

  it('says what to grant to a user who may not create tables', async () => {
    await query(server.url, "create role reader login password 'r3ad'");
    const { error } = await refusalOf(server.url.replace(/snail:[^@]+@/, 'reader:r3ad@'));
    expect(error.kind).toBe('denied');
    expect(error.message).toMatch(/grant it CREATE and USAGE/);
  });

  it('connects anew after the server has thrown us out, also while idle', async () => {
    const store = await openStore(server.url, { log });
    await store.ping();
    const ours = "application_name = 'snail-trail'";
    await query(server.url, `select pg_terminate_backend(pid) from pg_stat_activity where ${ours}`);
    await expect.poll(() => store.ping().then(() => 'answers', String), { timeout: 5000 }).toBe('answers');
    await store.close();
  });

  it('keeps to its few connections however much is asked at once', async () => {
    const store = await openStore(server.url, { log });
    await Promise.all(Array.from({ length: 100 }, () => store.ping()));
    const ours = "select count(*)::int as n from pg_stat_activity where application_name = 'snail-trail'";
    const [row] = await query(server.url, ours);
    expect(row?.n).toBeLessThanOrEqual(5);
    await store.close();
  });
});

describe('a PostgreSQL server that', () => {
  it('is not there is called unreachable, by host and name', async () => {
    const port = await closedPort();
    const { error, logged } = await refusalOf(`postgres://snail:hunter22@127.0.0.1:${port}/trail`);
    expect(error.kind).toBe('unreachable');
    expect(error.message).toContain(`the PostgreSQL database 127.0.0.1:${port}/trail: nothing answers there`);
    expect(`${error.message}${logged}`).not.toContain('hunter22');
  });

  it('takes the connection and says nothing is given up after some seconds', async () => {
    const silent = await listening(() => {});
    const { error } = await refusalOf(`postgres://snail:pw@127.0.0.1:${silent.port}/trail`);
    expect(error.kind).toBe('timeout');
    silent.stop();
  });

  it('hangs up is called unreachable', async () => {
    const rude = await listening((socket) => socket.destroy());
    const { error } = await refusalOf(`postgres://snail:pw@127.0.0.1:${rude.port}/trail`);
    expect(error.kind).toBe('unreachable');
    rude.stop();
  });

  it('speaks something else is refused', async () => {
    const web = await listening((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const { error } = await refusalOf(`postgres://snail:pw@127.0.0.1:${web.port}/trail`);
    expect(error.message).toMatch(/^could not open the PostgreSQL database 127.0.0.1/);
    web.stop();
  });
});

async function listening(onSocket: (socket: Socket) => void): Promise<{ port: number; stop(): void }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}));
    onSocket(socket);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const stop = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: (server.address() as AddressInfo).port, stop };
}

async function closedPort(): Promise<number> {
  const { port, stop } = await listening(() => {});
  stop();
  return port;
}
