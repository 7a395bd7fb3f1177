import type { App, Receiver } from '@slack/bolt';
import { UpstreamError } from '../errors.ts';
import type { Metrics } from '../metrics.ts';
import { failureOf, upstreamOf } from './failures.ts';
import { type Connection, type ConnectionOptions, openConnection } from './socket-connection.ts';

/** A Bolt receiver that keeps one Socket Mode connection to Slack open, whatever happens to it. */
export interface SocketReceiver extends Receiver {
  /** Resolves with the first connection; throws UpstreamError for a token that Slack does not accept. */
  start(): Promise<void>;
  stop(): Promise<void>;
  connected(): boolean;
  /** Whether a bug has ended the keeping; then nothing but a new start helps. */
  gaveUp(): boolean;
  /** It listens on none. */
  port(): undefined;
}

interface SocketOptions extends ConnectionOptions {
  readonly metrics: Metrics;
  /** Called when the connection comes or goes. */
  onChange(connected: boolean): void;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;
/** A connection that ends sooner counts as a failure: reconnecting at once would be a storm. */
const SHORT_LIFE_MS = 1000;
/** Slack closes a connection some ten seconds after the warning. */
const LINGER_MS = 20_000;
/** No answer at `stop` should hold up the process longer than this. */
const CLOSE_TIMEOUT_MS = 1000;

/**
 * Reconnects at once and backs off only on failure. Slack announces the end of a connection some seconds
 * ahead: the next one is opened first and the old one left to Slack, so nothing is missed in between. The
 * SDK's own way waits five seconds without a connection, and ends the process when Slack refuses a new one.
 * @see https://docs.slack.dev/apis/events-api/using-socket-mode
 */
export function createSocketReceiver(options: SocketOptions): SocketReceiver {
  const { clock, log, metrics } = options;
  const stopping = new AbortController();
  let app: App | undefined;
  let current: Connection | undefined;
  let isConnected = false;
  let hasGivenUp = false;

  function setConnected(connected: boolean): void {
    if (isConnected === connected) return;
    isConnected = connected;
    options.onChange(connected);
  }

  /** @throws UpstreamError of kind `credentials` at the first start only; later the token may be mended meanwhile */
  async function connectPersistently(to: App, isFirst: boolean): Promise<Connection | undefined> {
    for (
      let waitMs = FIRST_WAIT_MS;
      !stopping.signal.aborted;
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)
    ) {
      try {
        const connection = await openConnection(to, options);
        metrics.slackCall('apps.connections.open', 'ok');
        return connection;
      } catch (cause) {
        const failure = failureOf(cause);
        metrics.slackCall('apps.connections.open', failure.word);
        const err = upstreamOf('open a Socket Mode connection', failure, cause);
        if (isFirst && err.kind === 'credentials') throw appTokenError(failure.word, cause);
        log.warn({ err }, 'socket connection failed, trying again');
        await clock.sleep(failure.kind === 'throttled' ? failure.retryAfterMs : waitMs, stopping.signal);
      }
    }
    return undefined;
  }

  function adopt(connection: Connection): void {
    if (stopping.signal.aborted) {
      connection.close();
      return;
    }
    current = connection;
    setConnected(true);
    void connection.gone.then(() => {
      if (current === connection) setConnected(false);
    });
  }

  async function keepConnected(to: App, first: Connection): Promise<void> {
    let old = first;
    let pauseMs = FIRST_WAIT_MS;
    while (!stopping.signal.aborted) {
      const openedAt = clock.now().getTime();
      const reason = await old.ended;
      if (stopping.signal.aborted) break;
      const livedMs = clock.now().getTime() - openedAt;
      pauseMs = livedMs < SHORT_LIFE_MS ? Math.min(pauseMs * 2, LONGEST_WAIT_MS) : FIRST_WAIT_MS;
      if (livedMs < SHORT_LIFE_MS) await clock.sleep(pauseMs, stopping.signal);
      log.info({ reason }, 'socket connection ended, opening the next');
      const next = await connectPersistently(to, false);
      void retire(old);
      if (!next) return;
      adopt(next);
      old = next;
    }
    old.close();
  }

  /** Slack may still send on it and closes it when it has done; closing first could lose what is on its way. */
  async function retire(connection: Connection): Promise<void> {
    const gone = new AbortController();
    const signal = AbortSignal.any([gone.signal, stopping.signal]);
    await Promise.race([connection.gone, clock.sleep(LINGER_MS, signal)]);
    gone.abort();
    connection.close();
  }

  return {
    init: (boltApp: App) => {
      app = boltApp;
    },
    async start() {
      if (!app) throw new Error('the receiver was started before Bolt initialised it');
      const first = await connectPersistently(app, true);
      if (!first) throw new UpstreamError('open a Socket Mode connection: stopped before', 'unreachable');
      adopt(first);
      void keepConnected(app, first).catch((err) => {
        hasGivenUp = true;
        log.error({ err }, 'socket connection given up');
      });
    },
    async stop() {
      stopping.abort();
      current?.close();
      const waited = new AbortController();
      if (current) await Promise.race([current.gone, clock.sleep(CLOSE_TIMEOUT_MS, waited.signal)]);
      waited.abort();
      setConnected(false);
    },
    connected: () => isConnected,
    gaveUp: () => hasGivenUp,
    port: () => undefined,
  };
}

function appTokenError(word: string, cause: unknown): UpstreamError {
  const attempt = `open a Socket Mode connection: Slack says ${word}; check SLACK_APP_TOKEN`;
  return new UpstreamError(attempt, 'credentials', { cause });
}
