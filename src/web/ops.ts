import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { UpstreamError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';

/** What a check found; `reasons` says in words why it is not `ok`. */
export interface Readiness {
  readonly ok: boolean;
  readonly reasons: readonly string[];
}

/** One address that platforms and Prometheus read. Fits Bolt's `customRoutes`. */
export interface OpsRoute {
  readonly path: string;
  readonly method: string[];
  handler(request: IncomingMessage, response: ServerResponse): void;
}

interface OpsDeps {
  /** Whether requests should be sent here: database and Slack answer, and we are not stopping. */
  ready(): Promise<Readiness>;
  /** Whether the process is of any use; a no makes platforms restart it. */
  alive(): Promise<Readiness>;
  readonly metrics: Pick<Metrics, 'text' | 'contentType'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Load balancers and orchestrators commonly wait 5 s or less. */
const ANSWER_MS = 2000;
const JSON_TYPE = 'application/json; charset=utf-8';

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** `/healthz`, `/readyz` and `/metrics`. Each answers within 2 s, with 503 where its source does not, and never throws. */
export function opsRoutes(deps: OpsDeps): readonly OpsRoute[] {
  const exposition = async (): Promise<Page> => ({
    status: 200,
    type: deps.metrics.contentType,
    body: await deps.metrics.text(),
  });
  return [
    route('/healthz', async () => readinessPage(await deps.alive()), deps),
    route('/readyz', async () => readinessPage(await deps.ready()), deps),
    route('/metrics', exposition, deps),
  ];
}

function route(path: string, page: () => Promise<Page>, deps: OpsDeps): OpsRoute {
  return {
    path,
    method: ['GET', 'HEAD'],
    handler: (request, response) => {
      void pageInTime(path, page, deps).then((made) => send(request, response, made));
    },
  };
}

/** Never rejects: what fails or hangs is a page that says so. */
async function pageInTime(path: string, page: () => Promise<Page>, { clock, log }: OpsDeps): Promise<Page> {
  const done = new AbortController();
  const late = clock
    .sleep(ANSWER_MS, done.signal)
    .then(() => readinessPage({ ok: false, reasons: [`no answer within ${ANSWER_MS / 1000} s`] }));
  try {
    return await Promise.race([page(), late]);
  } catch (err) {
    log.error({ err, path }, 'check failed');
    const reason = err instanceof UpstreamError ? err.message : 'the check failed; the log says why';
    return readinessPage({ ok: false, reasons: [reason] });
  } finally {
    done.abort();
  }
}

function readinessPage({ ok, reasons }: Readiness): Page {
  return { status: ok ? 200 : 503, type: JSON_TYPE, body: `${JSON.stringify({ ok, reasons })}\n` };
}

function send(request: IncomingMessage, response: ServerResponse, { status, type, body }: Page): void {
  if (response.headersSent || response.destroyed) return;
  const headers = {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
  };
  response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
}

interface Address {
  readonly port: number;
  readonly host: string;
  /** The setting that names the port, for the one who has to change it; PORT unless told. */
  readonly setting?: string;
}

/** The server of these addresses where Slack is reached by Socket Mode and nothing else listens. */
export interface OpsServer {
  /** Resolves when it listens; throws UpstreamError where it cannot. */
  start(): Promise<void>;
  /** Lets answers under way end, for at most 2 s; resolves when nothing is open any more. */
  stop(): Promise<void>;
  /** The port it listens on, chosen by the system where 0 was asked for; 0 while it does not listen. */
  readonly port: number;
}

/** `port` 0 lets the system choose. Nothing is open until `start`. */
export function createOpsServer(
  routes: readonly OpsRoute[],
  { clock, log, ...address }: Address & Pick<OpsDeps, 'clock' | 'log'>,
): OpsServer {
  const server = createServer({ requestTimeout: 5000, headersTimeout: 5000, keepAliveTimeout: 5000 });
  server.on('request', (request, response) => answer(routes, request, response));
  return {
    start: async () => {
      await listen(server, address);
      // A connection that could not be accepted must not end the process.
      server.on('error', (err) => log.warn({ err }, 'connection refused'));
    },
    stop: () => close(server, clock),
    get port() {
      const address = server.address();
      return typeof address === 'object' && address ? address.port : 0;
    },
  };
}

function answer(routes: readonly OpsRoute[], request: IncomingMessage, response: ServerResponse): void {
  const path = request.url?.split('?')[0];
  const found = routes.find((candidate) => candidate.path === path);
  if (found?.method.includes(request.method ?? '')) {
    found.handler(request, response);
  } else if (found) {
    response.setHeader('allow', found.method.join(', '));
    send(request, response, problem(405, `only ${found.method.join(' and ')} are answered`));
  } else {
    const known = routes.map((candidate) => candidate.path).join(', ');
    send(request, response, problem(404, `there is nothing here; there are ${known}`));
  }
}

function problem(status: number, error: string): Page {
  return { status, type: JSON_TYPE, body: `${JSON.stringify({ error })}\n` };
}

async function listen(server: Server, { port, host, setting = 'PORT' }: Address): Promise<void> {
  try {
    await once(server.listen(port, host), 'listening');
  } catch (error) {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const reason = inUse ? `the port is in use; set ${setting} to another one` : String(error);
    throw new UpstreamError(`listen on ${host}:${port}: ${reason}`, 'refused', { cause: error });
  }
}

async function close(server: Server, clock: Clock): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  const done = new AbortController();
  server.close();
  server.closeIdleConnections();
  const late = clock.sleep(ANSWER_MS, done.signal);
  await Promise.race([closed, late]);
  done.abort();
  server.closeAllConnections();
  await closed;
}
