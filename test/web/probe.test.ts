import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSocketServer, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../src/clock.ts';
import type { HttpProbe } from '../../src/verification/probe.ts';
import { createHttpProbe, systemLookup } from '../../src/web/probe.ts';
import type { Lookup } from '../../src/web/probe-place.ts';

const closers: (() => void)[] = [];

afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server on loopback, and the requests that reached it. */
async function serving(answer: RequestListener) {
  const heard: { path: string; host: string | undefined; headers: Record<string, unknown> }[] = [];
  const server = createServer((request, response) => {
    heard.push({ path: request.url ?? '', host: request.headers.host, headers: request.headers });
    answer(request, response);
  });
  return { heard, port: await listening(server) };
}

async function listening(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closers.push(() => {
    server.close();
    if ('closeAllConnections' in server) (server as ReturnType<typeof createServer>).closeAllConnections();
  });
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Every name leads to this machine, and is counted. */
function loopback() {
  const asked: string[] = [];
  const lookup: Lookup = async (host) => {
    asked.push(host);
    return ['127.0.0.1'];
  };
  return { asked, lookup };
}

const PROBE: HttpProbe = { kind: 'http', status: 200, url: '', withinMs: undefined, contains: undefined };

function asking(
  url: string,
  given: Partial<HttpProbe> & Partial<Parameters<typeof createHttpProbe>[0]> = {},
) {
  const {
    allow = ['x.test'],
    lookup = loopback().lookup,
    clock = systemClock,
    limits = {},
    ...probe
  } = given;
  return createHttpProbe({ allow, lookup, clock, limits })({ ...PROBE, ...probe, url });
}

describe('an answer', () => {
  it('is told with status, bytes and the address it came from', async () => {
    const { port, heard } = await serving((_, response) => response.end('all is well'));
    const outcome = await asking(`http://x.test:${port}/health?a=b`, { contains: 'is well' });
    expect(outcome).toMatchObject({
      kind: 'answered',
      status: 200,
      bytes: 11,
      excerpt: 'found',
      redirects: [],
      address: '127.0.0.1',
    });
    expect(heard).toMatchObject([{ path: '/health?a=b', host: `x.test:${port}` }]);
  });

  it('is asked for plainly: no cookies, no credentials, our own name', async () => {
    const { port, heard } = await serving((_, response) => response.end());
    await asking(`http://x.test:${port}/`);
    expect(Object.keys(heard[0]?.headers ?? {}).sort()).toEqual([
      'accept',
      'accept-encoding',
      'connection',
      'host',
      'user-agent',
    ]);
    expect(heard[0]?.headers).toMatchObject({ 'user-agent': 'snail-trail' });
  });

  it.each([
    ['found', 'well', 'all is well', {}],
    ['absent', 'ill', 'all is well', {}],
    ['not-asked', undefined, 'all is well', {}],
    ['found', 'größer', 'ist größer', {}],
    ['encoded', 'well', 'x', { 'content-encoding': 'gzip' }],
  ])('has its text %s: %s in %s', async (excerpt, contains, body, headers) => {
    const { port } = await serving((_, response) => response.writeHead(200, headers).end(body));
    expect(await asking(`http://x.test:${port}/`, { contains })).toMatchObject({ excerpt });
  });

  it('that has no end is read up to the limit', async () => {
    const { port } = await serving((_, response) => {
      const more = () => {
        while (response.write('x'.repeat(10_000)) && !response.destroyed) {}
      };
      response.on('drain', more);
      more();
    });
    const outcome = await asking(`http://x.test:${port}/`, { contains: 'y', limits: { bytes: 50_000 } });
    expect(outcome).toMatchObject({ kind: 'answered', bytes: 50_000, excerpt: 'cut-off' });
  });

  it('just as long as the limit is read whole', async () => {
    const { port } = await serving((_, response) => response.end('x'.repeat(500)));
    const outcome = await asking(`http://x.test:${port}/`, { contains: 'y', limits: { bytes: 500 } });
    expect(outcome).toMatchObject({ bytes: 500, excerpt: 'absent' });
  });

  it('takes as long as the clock says, its body included', async () => {
    const { port } = await serving((_, response) => response.end('x'));
    let ms = 0;
    const now = () => {
      ms += 40;
      return new Date(ms);
    };
    const outcome = await asking(`http://x.test:${port}/`, { clock: { now, sleep: systemClock.sleep } });
    expect(outcome).toMatchObject({ latencyMs: 40, at: new Date(80) });
  });
});

describe('a redirect', () => {
  const to = (location: string, status = 302): RequestListener => {
    return (request, response) =>
      request.url === '/start' ? response.writeHead(status, { location }).end() : response.end('there');
  };

  it.each([301, 302, 303, 307, 308])(
    'of status %i is followed and told without its query',
    async (status) => {
      const { port, heard } = await serving(to('/end?token=abc', status));
      const outcome = await asking(`http://x.test:${port}/start`, { contains: 'there' });
      expect(outcome).toMatchObject({ excerpt: 'found', redirects: [`http://x.test:${port}/end`] });
      expect(heard.map(({ path }) => path)).toEqual(['/start', '/end?token=abc']);
    },
  );

  it('that is asked for is the answer', async () => {
    const { port, heard } = await serving(to('/end', 301));
    const outcome = await asking(`http://x.test:${port}/start`, { status: 301 });
    expect(outcome).toMatchObject({ kind: 'answered', status: 301, redirects: [] });
    expect(heard).toHaveLength(1);
  });

  it.each([
    [
      'http://169.254.169.254/latest/meta-data/',
      'behind a redirect: 169.254.169.254 is a link-local address',
    ],
    ['http://[::1]/', '::1 is an address of this machine'],
    ['http://other.test/', 'other.test points at 127.0.0.1, an address of this machine'],
    ['http://0x7f.1/', '127.0.0.1 is an address of this machine'],
    ['file:///etc/passwd', 'behind a redirect: only `https://` and `http://` are asked'],
    ['http://ops:hunter2@x.test/', 'must not hold a name or password'],
  ])('to %s is not followed', async (location, reason) => {
    const { port, heard } = await serving(to(location));
    const outcome = await asking(`http://x.test:${port}/start`);
    expect(outcome).toMatchObject({ kind: 'not-asked' });
    expect('reason' in outcome && outcome.reason).toContain(reason);
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
    expect(heard).toHaveLength(1);
  });

  it('without a place to go to is the answer', async () => {
    const { port } = await serving((_, response) => response.writeHead(302).end());
    expect(await asking(`http://x.test:${port}/`)).toMatchObject({ kind: 'answered', status: 302 });
  });

  it('in a circle ends after five', async () => {
    const { port, heard } = await serving((_, response) =>
      response.writeHead(302, { location: '/again' }).end(),
    );
    expect(await asking(`http://x.test:${port}/`)).toMatchObject({
      kind: 'failed',
      reason: 'it redirects more than 5 times',
    });
    expect(heard).toHaveLength(6);
  });
});

describe('a name', () => {
  it('that comes to lead elsewhere is connected to where it was judged to lead', async () => {
    const { port } = await serving((_, response) => response.end());
    const wandering = leadsTo('127.0.0.1', '192.0.2.1');
    const outcome = await asking(`http://x.test:${port}/`, wandering);
    expect(outcome).toMatchObject({ kind: 'answered', address: '127.0.0.1' });
    expect(wandering.left).toEqual(['192.0.2.1']);
  });

  it('that led to a public address and now leads inside is judged again', async () => {
    const { port, heard } = await serving((_, response) => response.end('inside'));
    const turned = leadsTo('127.0.0.1');
    expect(await asking(`http://evil.test:${port}/`, turned)).toMatchObject({ kind: 'not-asked' });
    expect(heard).toEqual([]);
  });

  it('is looked up once for each address on the way', async () => {
    const { port } = await serving((request, response) =>
      request.url === '/start' ? response.writeHead(302, { location: '/end' }).end() : response.end('x'),
    );
    const { asked, lookup } = loopback();
    await asking(`http://x.test:${port}/start`, { lookup });
    expect(asked).toEqual(['x.test', 'x.test']);
  });

  it('is what TLS is asked for, at the address that it led to', async () => {
    const names: string[] = [];
    const server = createTlsServer({
      SNICallback: (name, done) => {
        names.push(name);
        done(new Error('no certificate here'));
      },
    });
    server.on('tlsClientError', () => {});
    const port = await listening(server);
    const outcome = await asking(`https://x.test.:${port}/`);
    expect(names).toEqual(['x.test']);
    expect(outcome.kind).toBe('failed');
  });
});

it('of this machine is known to the system', async () => {
  const found = await systemLookup('localhost');
  expect(found.some((address) => ['127.0.0.1', '::1'].includes(address))).toBe(true);
});

describe('what is not public', () => {
  it.each(['http://127.0.0.1', 'http://localhost', 'http://2130706433', 'http://LOCALHOST.'])(
    'is not connected to at %s',
    async (start) => {
      const { port, heard } = await serving((_, response) => response.end());
      expect(await asking(`${start}:${port}/`)).toMatchObject({ kind: 'not-asked' });
      expect(heard).toEqual([]);
    },
  );

  it('is not even looked up where the address holds a password', async () => {
    const { asked, lookup } = loopback();
    const outcome = await asking('http://ops:hunter2@x.test/', { lookup });
    expect(outcome).toMatchObject({ kind: 'not-asked' });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
    expect(asked).toEqual([]);
  });
});

describe('no answer', () => {
  it('is told where nothing listens', async () => {
    const server = createServer();
    const port = await listening(server);
    server.close();
    await once(server, 'close');
    expect(await asking(`http://x.test:${port}/`)).toMatchObject({
      kind: 'failed',
      reason: 'connection refused',
    });
  });

  it('is told where the connection is cut, before or within the body', async () => {
    const cut = await serving((request) => request.socket.destroy());
    const within = await serving((request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => request.socket.destroy());
    });
    for (const { port } of [cut, within])
      expect(await asking(`http://x.test:${port}/`)).toMatchObject({
        kind: 'failed',
        reason: 'the connection was cut',
      });
  });

  it('is told where it is no HTTP, or no TLS', async () => {
    const server = createSocketServer((socket) => {
      socket.on('error', () => {});
      socket.end('220 mail.test ready\r\n');
    });
    const port = await listening(server);
    expect(await asking(`http://x.test:${port}/`)).toMatchObject({ reason: 'what it answers is no HTTP' });
    expect(await asking(`https://x.test:${port}/`)).toMatchObject({
      kind: 'failed',
      reason: 'it does not speak TLS as it should',
    });
  });

  it.each([
    ['says nothing', () => {}],
    ['sends its body for ever', (_: unknown, response: { write(text: string): void }) => response.write('x')],
  ])('is waited for so long and no longer, where a server %s', async (_, answer) => {
    const late = lateClock();
    const { port } = await serving((request, response) => {
      answer(request, response);
      late.strike();
    });
    expect(await asking(`http://x.test:${port}/`, { clock: late.clock })).toMatchObject({
      kind: 'failed',
      reason: 'no whole answer within 10s',
    });
  });

  it('of a resolver is ours', async () => {
    const late = lateClock();
    const hanging: Lookup = () => {
      late.strike();
      return new Promise(() => {});
    };
    expect(await asking('http://x.test/', { clock: late.clock, lookup: hanging })).toMatchObject({
      kind: 'not-asked',
    });
  });
});

/** A name that leads to another address at every look. */
function leadsTo(...left: string[]): { readonly lookup: Lookup; readonly left: readonly string[] } {
  return { lookup: async () => left.splice(0, 1), left };
}

/** A clock whose sleeps end when it is told to strike. */
function lateClock(): { readonly clock: Clock; strike(): void } {
  let strike = () => {};
  const struck = new Promise<void>((resolve) => {
    strike = resolve;
  });
  return { clock: { now: () => new Date(0), sleep: () => struck }, strike: () => strike() };
}
