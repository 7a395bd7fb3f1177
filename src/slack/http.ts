import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { HTTPReceiver, type Receiver } from '@slack/bolt';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { sdkLog } from './sdk-log.ts';

/** A page of our own on the port that Slack delivers to: `/healthz` and the like. */
export interface Route {
  readonly path: string;
  readonly method: string | string[];
  handler(request: IncomingMessage, response: ServerResponse): void;
}

/** Where Slack's requests come in, signed with the app's secret. */
export interface HttpOptions {
  readonly signingSecret: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Undefined: all interfaces. */
  readonly host: string | undefined;
  readonly routes: readonly Route[];
  readonly clock: Clock;
  readonly log: Log;
}

/** A Bolt receiver that listens on a port. */
export interface HttpReceiver extends Receiver {
  /** Resolves when it listens; rejects with Node's error (`EADDRINUSE`, `EACCES`) when it cannot. */
  start(): Promise<void>;
  /** Takes no new connections and gives the open ones a second to finish. */
  stop(): Promise<void>;
  /** Whether it listens. */
  connected(): boolean;
  /** Never: there is nothing to keep up. */
  gaveUp(): false;
  port(): number | undefined;
}

const CLOSE_TIMEOUT_MS = 1000;

/** Slack's requests come to `/slack/events`, whatever their kind. Anything unsigned or older than five minutes is refused. */
export function createHttpReceiver(options: HttpOptions): HttpReceiver {
  const { signingSecret, routes, port, host, clock, log } = options;
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: ['/slack/events'],
    customRoutes: routes.map((route) => ({ ...route, handler: route.handler.bind(route) })),
    processBeforeResponse: false,
    unhandledRequestHandler: ({ response }) => {
      log.error('request from slack was not acknowledged within 3 s');
      if (response.headersSent) return;
      response.writeHead(404);
      response.end();
    },
    logger: sdkLog(log, 'plain'),
  });
  let server: Server | undefined;

  return {
    init: (app) => receiver.init(app),
    async start() {
      server = await receiver.start({ port, ...(host === undefined ? {} : { host }) });
    },
    async stop() {
      if (!server) return;
      const closing = server;
      const waited = new AbortController();
      await Promise.race([receiver.stop(), clock.sleep(CLOSE_TIMEOUT_MS, waited.signal)]);
      waited.abort();
      closing.closeAllConnections();
      server = undefined;
    },
    connected: () => server !== undefined,
    gaveUp: () => false,
    port() {
      const address = server?.address();
      return typeof address === 'object' && address !== null ? address.port : undefined;
    },
  };
}
