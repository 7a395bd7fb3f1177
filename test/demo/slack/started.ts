import { once } from 'node:events';
import { App, HTTPReceiver, LogLevel, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { WebClient, LogLevel as WebLogLevel } from '@slack/web-api';
import { onTestFinished } from 'vitest';
import { type Clock, systemClock } from '../../../src/clock.ts';
import { createSlackServer, type SlackServer } from '../../../src/demo/slack-server.ts';

/** A clock that can be moved ahead; sleeping is as long as ever. */
export function movableClock() {
  let aheadMs = 0;
  return {
    now: () => new Date(Date.now() + aheadMs),
    sleep: systemClock.sleep,
    advance(ms: number) {
      aheadMs += ms;
    },
  };
}

/** A clock on which every wait is so many times shorter. */
export function fastClock(times: number): Clock {
  return {
    now: systemClock.now,
    sleep: (ms, signal) => systemClock.sleep(ms / times, signal),
  };
}

/** Every scope the local Slack's methods ask for, but `chat:write.public`, so that the bot needs to be invited. */
const ALL_SCOPES: readonly string[] = [
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
  'mpim:history',
  'im:read',
  'im:write',
  'reactions:read',
  'reactions:write',
  'usergroups:read',
  'users:read',
];

export async function startedSlack(
  options: Partial<Parameters<typeof createSlackServer>[0]> = {},
): Promise<SlackServer> {
  const slack = createSlackServer({ clock: systemClock, scopes: ALL_SCOPES, ...options });
  await slack.start();
  onTestFinished(() => slack.stop());
  return slack;
}

export function clientOf(slack: SlackServer, token = slack.tokens.bot): WebClient {
  return new WebClient(token, {
    slackApiUrl: slack.url,
    logLevel: WebLogLevel.ERROR,
    logger: silent,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 5000,
  });
}

/** The error word, detailed messages included, with which Slack refuses a call. */
export async function refusalOf(call: Promise<unknown>): Promise<{ error: string; messages: string[] }> {
  const failure = await call.then(
    () => undefined,
    (error: unknown) => error as { data: { error: string; response_metadata?: { messages?: string[] } } },
  );
  return {
    error: failure?.data.error ?? 'nothing was refused',
    messages: failure?.data.response_metadata?.messages ?? [],
  };
}

/** A bare Bolt app on the local Slack. */
export async function startedBolt(
  slack: SlackServer,
  mode: 'socket' | 'http',
  listen: (app: App) => void,
): Promise<App> {
  const receiver: Receiver =
    mode === 'socket'
      ? new SocketModeReceiver({
          appToken: slack.tokens.app,
          autoReconnectEnabled: false,
          logger: silent,
          installerOptions: { clientOptions: { slackApiUrl: slack.url } },
        } as never)
      : new HTTPReceiver({ signingSecret: slack.tokens.signingSecret, logger: silent });
  const app = new App({
    token: slack.tokens.bot,
    receiver,
    logger: silent,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: slack.url },
  });
  listen(app);
  if (mode === 'http') {
    const server = (await app.start({ port: 0, host: '127.0.0.1' })) as import('node:http').Server;
    if (!server.listening) await once(server, 'listening');
    const { port } = server.address() as { port: number };
    await slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  } else {
    await app.start();
  }
  onTestFinished(async () => {
    await app.stop();
  });
  return app;
}

const silent = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  setLevel() {},
  getLevel: () => LogLevel.ERROR,
  setName() {},
};
