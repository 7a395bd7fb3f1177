import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Clock } from '../clock.ts';
import { parseBody } from './slack/arguments.ts';
import { createNotices, type LocalSlack, type Notice, type Tokens } from './slack/context.ts';
import { type Carrier, createCourier } from './slack/delivery.ts';
import { createFaults, type Faults } from './slack/faults.ts';
import { isLocal, readBody, send, sendJson } from './slack/http.ts';
import { createHttpDelivery } from './slack/http-delivery.ts';
import { createLedger, type StoredMessage } from './slack/ledger.ts';
import { authMethods } from './slack/methods/auth.ts';
import { chatMethods } from './slack/methods/chat.ts';
import { Refusal } from './slack/refusal.ts';
import { createResponseUrls } from './slack/response-urls.ts';
import { createSocketMode, type SocketMode } from './slack/socket-mode.ts';
import { createTriggers } from './slack/triggers.ts';
import { type Said, type } from './slack/typing.ts';
import { createViews } from './slack/views.ts';
import { type Calls, createWebApi, strikeFirst } from './slack/web-api.ts';
import { SEED, type Seed } from './slack/workspace.ts';

/** Who types where; names (`boris`, `ops`) and ids both do. The page's person and #ops unless told. */
export interface Whereabouts {
  readonly user?: string;
  readonly channel?: string;
  readonly threadTs?: string;
}

/** A stand-in for Slack on this machine: Web API, Socket Mode, signed HTTP and a page to look at. */
export interface SlackServer {
  /** Address of the Web API, for `SLACK_API_URL`; known once started. */
  readonly url: string;
  /** Address of the page; known once started. */
  readonly pageUrl: string;
  readonly tokens: Tokens;
  readonly seed: Seed;
  readonly calls: Calls;
  readonly faults: Faults;
  readonly socket: Pick<SocketMode, 'connections' | 'disconnect' | 'drop'>;
  /** Listens on 127.0.0.1, on any free port unless told. */
  start(options?: { readonly port?: number }): Promise<void>;
  stop(): Promise<void>;
  /** Switches from Socket Mode to signed requests to this address, after Slack's challenge. */
  deliverTo(url: string): Promise<void>;
  say(text: string, where?: Whereabouts): Promise<Said>;
  /** Messages a person can see, or all; oldest first. */
  messages(where?: Pick<Whereabouts, 'user' | 'channel'>): readonly StoredMessage[];
  notices(): readonly Notice[];
  /** The first message that satisfies, now or within the time; throws with what is there otherwise. */
  waitFor(predicate: (message: StoredMessage) => boolean, timeoutMs?: number): Promise<StoredMessage>;
}

/** Creates a local Slack; nothing listens until `start`. */
export function createSlackServer(options: {
  readonly clock: Clock;
  readonly seed?: Seed;
  /** Scopes of the bot token; all but `chat:write.public` unless told. */
  readonly scopes?: readonly string[];
}): SlackServer {
  const { clock, seed = SEED, scopes = ALL_SCOPES } = options;
  const ledger = createLedger(seed, clock);
  const faults = createFaults();
  const socket = createSocketMode({ appId: seed.app.id, sleep: clock.sleep });
  let carrier: Carrier = socket;
  let port: number | undefined;
  const origin = () => {
    if (port === undefined) throw new Error('the local Slack is not started');
    return `http://127.0.0.1:${port}`;
  };
  const slack: LocalSlack = {
    clock,
    seed,
    ledger,
    faults,
    courier: createCourier({ clock, faults, carrier: () => carrier }),
    triggers: createTriggers(clock, ledger),
    responseUrls: createResponseUrls(clock, ledger),
    views: createViews(),
    notices: createNotices(),
    uploads: new Map(),
    tokens: newTokens(),
    scopes: () => scopes,
    origin,
  };
  const api = createWebApi(slack, {
    ...authMethods(() => `${origin().replace('http', 'ws')}/link?${socket.ticket()}`),
    ...chatMethods,
  });
  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      send(response, 500, 'text/plain', String(error));
    });
  });
  server.on('upgrade', (request, duplex, head) => {
    if (isLocal(request)) socket.upgrade(request, duplex, head);
    else duplex.destroy();
  });

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isLocal(request)) return send(response, 403, 'text/plain', 'loopback only');
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const method = /^\/api\/([\w.]+)$/.exec(path)?.[1];
    if (method !== undefined) return api.answer(request, response, method);
    if (/^\/(?:commands|actions)\//.test(path)) return respond(request, response, path);
    send(response, 404, 'text/plain', 'not found');
  }

  async function respond(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    const body = (await readBody(request)).toString();
    const fault = faults.take('response_url');
    try {
      if (await strikeFirst(slack, fault, response)) return;
      slack.responseUrls.post(path, parseBody('application/json', body));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const isGone = error.word === 'expired_url' || error.word === 'used_url';
      return sendJson(response, isGone ? 404 : 200, { ok: false, error: error.word, ...error.fields });
    }
    if (fault?.kind === 'drop-after') return void response.destroy();
    if (fault?.kind === 'hang-after') return;
    if (path.startsWith('/commands/')) return send(response, 200, 'text/html', 'ok');
    sendJson(response, 200, { ok: true });
  }

  const userId = (given = seed.me) => seed.users.find((user) => user.name === given)?.id ?? given;
  const channelId = (given = 'ops') =>
    ledger.channels().find((channel) => channel.kind !== 'direct' && channel.name === given.replace(/^#/, ''))
      ?.id ?? given;

  return {
    get url() {
      return `${origin()}/api/`;
    },
    get pageUrl() {
      return `${origin()}/`;
    },
    tokens: slack.tokens,
    seed,
    calls: api.calls,
    faults,
    socket,
    async start({ port: wanted = 0 } = {}) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(wanted, '127.0.0.1', resolve);
      });
      const address = server.address();
      port = typeof address === 'object' ? address?.port : undefined;
    },
    async stop() {
      slack.courier.stop();
      await socket.stop();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
    async deliverTo(url) {
      const http = createHttpDelivery({ url, signingSecret: slack.tokens.signingSecret, clock });
      await http.verify();
      carrier = http;
    },
    say(text, where = {}) {
      return type(slack, {
        text,
        user: userId(where.user),
        channel: channelId(where.channel),
        threadTs: where.threadTs,
      });
    },
    messages({ user, channel } = {}) {
      return ledger.messages().filter((message) => {
        const visible = user === undefined || [undefined, userId(user)].includes(message.ephemeralTo);
        return visible && (channel === undefined || message.channel === channelId(channel));
      });
    },
    notices: () => slack.notices.all(),
    async waitFor(predicate, timeoutMs = 5000) {
      const now = ledger.messages().find(predicate);
      if (now) return now;
      return new Promise((resolve, reject) => {
        const signal = AbortSignal.timeout(timeoutMs);
        const stop = ledger.onChange(({ kind, message }) => {
          if (kind !== 'message' || !predicate(message)) return;
          stop();
          resolve(message);
        });
        signal.addEventListener('abort', () => {
          stop();
          const seen = ledger.messages().map((message) => message.text.slice(0, 200));
          reject(new Error(`no such message within ${timeoutMs} ms; there are: ${JSON.stringify(seen)}`));
        });
      });
    },
  };
}

const ALL_SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'reactions:read',
  'reactions:write',
  'usergroups:read',
  'users:read',
];

function newTokens(): Tokens {
  const secret = () => randomBytes(12).toString('hex');
  return {
    bot: `xoxb-1-2-${secret()}`,
    app: `xapp-1-A0SNAIL01-3-${secret()}`,
    signingSecret: secret() + secret(),
  };
}
