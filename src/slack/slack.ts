import type { Checkup } from '../checkup.ts';
import type { Clock } from '../clock.ts';
import { UpstreamError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { createBolt } from './bolt.ts';
import { type Calls, createCalls } from './calls.ts';
import { slackCheckups } from './checkups.ts';
import { createDeliveries } from './deliveries.ts';
import { createDirectory, type Directory } from './directory.ts';
import { createFiles } from './files.ts';
import type { Ear } from './heard.ts';
import { createHttpReceiver, type HttpReceiver, type Route } from './http.ts';
import { type Identity, identify } from './identity.ts';
import { createIntake } from './intake.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createPeople, type People } from './people.ts';
import { createSharing, type SharingOf } from './sharing.ts';
import { createSocketReceiver, type SocketReceiver } from './socket.ts';
import { createWebClient } from './web-clients.ts';

/** How Slack reaches the bot: over a socket the bot opens, or by requests to a port. */
export type SlackMode =
  | { readonly kind: 'socket'; readonly appToken: string }
  | {
      readonly kind: 'http';
      readonly signingSecret: string;
      /** 0 takes any free port. */
      readonly port: number;
      /** Undefined: all interfaces. */
      readonly host?: string;
      /** Pages of our own on the same port. */
      readonly routes: readonly Route[];
    };

/** What it takes to talk with one workspace. */
export interface SlackOptions {
  readonly botToken: string;
  readonly mode: SlackMode;
  /** Base of the Web API, for a stand-in, for example `http://127.0.0.1:4000/api/`. */
  readonly apiUrl?: string;
  /** Ids (`S…`) of the user groups whose membership is told of a person. */
  readonly groups: readonly string[];
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Whether Slack can reach the bot. */
export interface SlackHealth {
  readonly connected: boolean;
  /** Since when it has been so. */
  readonly since: Date;
  /** Of a delivery; in Socket Mode of any frame, pings included, which Slack sends every few seconds. */
  readonly lastHeardAt: Date | undefined;
  readonly mode: SlackMode['kind'];
  /** Whether nobody tries to connect any more, although nobody stopped it. */
  readonly gaveUp: boolean;
}

/** The bot's side of Slack. */
export interface Slack {
  /**
   * Resolves when Slack can reach the bot and has accepted its token; through an outage of Slack it keeps
   * trying. Rejects with UpstreamError of kind `credentials` for a token that Slack does not accept, and
   * with Node's error when the port cannot be had.
   */
  start(ear: Ear): Promise<void>;
  /**
   * Takes nothing new, lets what is running finish and the outbox empty itself, for at most `timeoutMs`
   * (10 s), and closes.
   */
  stop(timeoutMs?: number): Promise<void>;
  readonly outbox: Outbox;
  readonly people: People;
  readonly sharingOf: SharingOf;
  readonly directory: Directory;
  health(): SlackHealth;
  /** The port listened on; undefined in Socket Mode and before the start. */
  port(): number | undefined;
  /** What `doctor` says about Slack. Works without a start as well. */
  checkups(channel?: string): Promise<readonly Checkup[]>;
}

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;

/** Makes the bot's side of Slack. Nothing is opened and nobody is called before `start` or the first message. */
export function createSlack(options: SlackOptions): Slack {
  const { mode, groups, clock, log, metrics } = options;
  const stopping = new AbortController();
  const closed = new AbortController();
  const interactive = createCaller(options, closed.signal);
  const intake = createIntake({ clock, log });
  const outbox = createOutbox({
    calls: createCaller(options, closed.signal),
    clock,
    log,
    metrics,
    signal: closed.signal,
  });
  const people = createPeople({ calls: interactive, identity, groups, clock, log });
  const receiver = createReceiver(options, { onFrame: heard, onChange: review });

  let known: Promise<Identity> | undefined;
  let lastHeardAt: Date | undefined;
  let signedIn = false;
  let connected = false;
  let since = clock.now();

  function heard(): void {
    lastHeardAt = clock.now();
  }

  /** A connection is of no use before the token was accepted. */
  function review(): void {
    const now = signedIn && receiver.connected();
    if (connected === now) return;
    connected = now;
    since = clock.now();
    metrics.slackConnected(now);
  }

  function identity(): Promise<Identity> {
    known ??= signIn(interactive, options, stopping.signal);
    return known;
  }

  return {
    outbox,
    people,
    sharingOf: createSharing({ calls: interactive, clock }),
    directory: createDirectory({ calls: interactive, clock, log }),
    async start(ear) {
      const wiring = {
        ear,
        people,
        deliveries: createDeliveries(clock),
        intake,
        calls: interactive,
        files: createFiles({ calls: interactive, botToken: options.botToken, apiUrl: options.apiUrl }),
        identity,
        clock,
        log,
      };
      const app = createBolt(receiver, wiring, heard);
      try {
        const [own] = await Promise.all([identity(), app.start()]);
        signedIn = true;
        review();
        log.info({ team: own.team, bot: own.user, mode: mode.kind }, 'slack connected');
      } catch (error) {
        stopping.abort();
        await receiver.stop();
        throw error;
      }
    },
    async stop(timeoutMs = STOP_TIMEOUT_MS) {
      const endsAt = clock.now().getTime() + timeoutMs;
      stopping.abort();
      await receiver.stop();
      review();
      const running = await intake.finish(timeoutMs);
      const unsent = await outbox.drain(Math.max(0, endsAt - clock.now().getTime()));
      closed.abort();
      log.info({ running, unsent }, 'slack disconnected');
    },
    health: () => ({ connected, since, lastHeardAt, mode: mode.kind, gaveUp: receiver.gaveUp() }),
    port: () => receiver.port(),
    checkups: (channel) =>
      slackCheckups(interactive, { mode: mode.kind, connected, lastHeardAt, now: clock.now() }, channel),
  };
}

function createCaller({ botToken, apiUrl, clock, log, metrics }: SlackOptions, signal: AbortSignal): Calls {
  return createCalls(createWebClient(botToken, apiUrl, log), { clock, log, metrics, signal });
}

function createReceiver(
  { mode, apiUrl, clock, log, metrics }: SlackOptions,
  on: { onFrame(): void; onChange(connected: boolean): void },
): SocketReceiver | HttpReceiver {
  if (mode.kind === 'socket') {
    return createSocketReceiver({ appToken: mode.appToken, apiUrl, clock, log, metrics, ...on });
  }
  const { signingSecret, port, host, routes } = mode;
  return createHttpReceiver({ signingSecret, port, host, routes, clock, log });
}

/** Keeps asking through an outage; only a token that Slack does not accept ends it, or the stop. */
async function signIn(
  calls: Calls,
  { clock, log }: Pick<SlackOptions, 'clock' | 'log'>,
  signal: AbortSignal,
): Promise<Identity> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    try {
      return await identify(calls, 0);
    } catch (err) {
      if (!(err instanceof UpstreamError) || err.kind === 'credentials' || signal.aborted) throw err;
      log.warn({ err }, 'slack does not answer, trying again');
      await clock.sleep(Math.max(waitMs, calls.waitOf('auth.test')), signal);
    }
  }
}
