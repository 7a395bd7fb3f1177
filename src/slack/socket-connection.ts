import { channel } from 'node:diagnostics_channel';
import { type App, SocketModeReceiver } from '@slack/bolt';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { sdkLog } from './sdk-log.ts';
import { clientOptions } from './web-clients.ts';

/** One Socket Mode connection, from Slack's greeting on. */
export interface Connection {
  /** Resolves when Slack wants it replaced (`asked`) or it is gone (`lost`). */
  readonly ended: Promise<'asked' | 'lost'>;
  /** Resolves when it is gone. Until then it can still acknowledge. */
  readonly gone: Promise<void>;
  close(): void;
}

/** What it takes to open one. */
export interface ConnectionOptions {
  readonly appToken: string;
  /** Base of the Web API, for a stand-in; undefined: Slack's own. */
  readonly apiUrl: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  /** Called with every frame Slack sends: deliveries, greetings and pings alike. */
  onFrame(): void;
}

/** Slack greets within a second; a connection without a greeting receives nothing. Milliseconds. */
const HELLO_TIMEOUT_MS = 10_000;

/**
 * Where the SDK's WebSocket tells of pings; it answers them itself and passes them on in no other way. They come
 * from every socket of the process, and all of those lead to Slack.
 * @see https://undici.nodejs.org/#/docs/api/DiagnosticsChannel
 */
const PINGS = channel('undici:websocket:ping');

type Client = SocketModeReceiver['client'];
type FrameListener = (data: unknown, isBinary: boolean) => unknown;

/**
 * Opens a connection that delivers to the app. Rejects with the SDK's error when Slack does not give one, or
 * does not greet in time.
 */
export async function openConnection(app: App, options: ConnectionOptions): Promise<Connection> {
  const { appToken, apiUrl, log } = options;
  const receiver = new SocketModeReceiver({
    appToken,
    autoReconnectEnabled: false,
    installerOptions: { clientOptions: clientOptions(apiUrl) },
    customPropertiesExtractor: ({ envelope_id }: { envelope_id?: string }) => ({ envelopeId: envelope_id }),
    logger: sdkLog(log, 'quiet'),
  });
  receiver.init(app);
  const { client } = receiver;
  const gone = new Promise<void>((resolve) => client.once('disconnected', () => resolve()));
  const asked = new Promise<'asked'>((resolve) => {
    watchFrames(client, options, () => resolve('asked'));
  });
  const close = () => void client.disconnect();
  await greeted(receiver, close, options.clock);
  const onPing = () => options.onFrame();
  PINGS.subscribe(onPing);
  void gone.then(() => PINGS.unsubscribe(onPing));
  return { ended: Promise.race([asked, gone.then(() => 'lost' as const)]), gone, close };
}

async function greeted(receiver: SocketModeReceiver, close: () => void, clock: Clock): Promise<void> {
  const waited = new AbortController();
  const tooLate = clock.sleep(HELLO_TIMEOUT_MS, waited.signal).then(() => 'too late' as const);
  // The SDK rejects with undefined when the socket closes before the greeting.
  const start = receiver.start().catch((error: unknown) => {
    throw error ?? new Error('the socket was closed before Slack greeted');
  });
  try {
    if ((await Promise.race([start, tooLate])) !== 'too late') return;
  } finally {
    waited.abort();
  }
  // Closing it makes the start fail as well; that it failed is said below.
  start.catch(() => {});
  close();
  throw new Error('Slack opened a socket but did not greet');
}

/**
 * Stands between the socket and the SDK's own reader. A frame that asks for a new connection is kept from the
 * SDK, which would close this one at once; a frame the SDK cannot read is logged instead of ending the process.
 */
function watchFrames(client: Client, { log, onFrame }: ConnectionOptions, onAsked: () => void): void {
  const readers: FrameListener[] = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', async (data: unknown, isBinary: boolean) => {
    onFrame();
    try {
      if (asksForNewConnection(data)) return onAsked();
      for (const read of readers) await read(data, isBinary);
    } catch (err) {
      log.error({ err }, 'frame from slack not understood');
    }
  });
}

/** @see https://docs.slack.dev/apis/events-api/using-socket-mode#disconnect */
function asksForNewConnection(data: unknown): boolean {
  if (typeof data !== 'string' || data.length > 2000 || !data.includes('disconnect')) return false;
  const frame: unknown = JSON.parse(data);
  return typeof frame === 'object' && frame !== null && 'type' in frame && frame.type === 'disconnect';
}
