import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALERT_POLICY } from '../src/alerting/policy.ts';
import { type App, createApp } from '../src/app.ts';
import { type Clock, systemClock } from '../src/clock.ts';
import type { Config } from '../src/config.ts';
import { type AwsServer, createAwsServer } from '../src/demo/aws-server.ts';
import type { StoredMessage } from '../src/demo/slack/ledger.ts';
import { createSlackServer, type SlackServer } from '../src/demo/slack-server.ts';
import { createWorld, type World } from '../src/demo/world.ts';
import { createLog } from '../src/log.ts';

/** The whole bot between the two local servers. */
export interface Stage {
  readonly app: App;
  readonly slack: SlackServer;
  readonly aws: AwsServer;
  readonly world: World;
  readonly config: Config;
  /** What the bot logged, one JSON object per line. */
  readonly logged: readonly string[];
  /** Types words and resolves with the first new message of the bot that the person can see. */
  ask(text: string, where?: { user?: string; channel?: string; threadTs?: string }): Promise<StoredMessage>;
  /** The next message of the bot after `seen`, now or soon. */
  next(seen: readonly StoredMessage[]): Promise<StoredMessage>;
  stop(): Promise<void>;
}

export interface StageGiven {
  readonly worlds?: readonly [World, ...World[]];
  /** Called before the bot starts. */
  readonly build?: (world: World) => void;
  readonly config?: Partial<Config>;
  readonly mode?: 'socket' | 'http';
  readonly scopes?: readonly string[];
  /** Brings the world up to the present before AWS answers. */
  readonly beforeAnswer?: (now: Date) => void;
  /** The time of all three; the machine's unless told. */
  readonly clock?: Clock;
}

const CREDENTIALS = { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'test' };

/** Starts everything on loopback; `stop` leaves nothing behind. */
export async function start(given: StageGiven = {}): Promise<Stage> {
  const { clock = systemClock } = given;
  const worlds = given.worlds ?? [createWorld({ clock })];
  const [world] = worlds;
  given.build?.(world);
  const aws = createAwsServer({
    ...{ worlds, clock },
    ...(given.beforeAnswer ? { beforeAnswer: given.beforeAnswer } : {}),
  });
  const slack = createSlackServer({ clock, ...(given.scopes ? { scopes: given.scopes } : {}) });
  const [endpoint] = await Promise.all([aws.start(), slack.start()]);
  const folder = await mkdtemp(join(tmpdir(), 'snail-'));
  const mode =
    given.mode === 'http'
      ? ({ kind: 'http', signingSecret: slack.tokens.signingSecret, port: 0 } as const)
      : ({ kind: 'socket', appToken: slack.tokens.app } as const);
  const config: Config = {
    slack: { botToken: slack.tokens.bot, mode, apiUrl: slack.url },
    environments: [{ alias: 'prod-eu', region: world.region }],
    databaseUrl: `file:${join(folder, 'snail.db')}`,
    logMappings: [],
    logGrants: { channels: [], readers: [] },
    grants: { viewers: [], operators: [], admins: [] },
    redact: [],
    alerts: ALERT_POLICY,
    blackBoxMs: 30 * 86_400_000,
    tracker: undefined,
    probeHosts: [],
    logLevel: 'debug',
    port: undefined,
    ...given.config,
  };
  const logged: string[] = [];
  const log = createLog('debug', { write: (line: string) => void logged.push(line) });
  const app = await createApp(config, {
    log,
    clock,
    host: '127.0.0.1',
    graceMs: 0,
    aws: { endpoint, credentials: CREDENTIALS },
  });
  await app.start();
  if (given.mode === 'http') await slack.deliverTo(`http://127.0.0.1:${app.port()}/slack/events`);
  const bot = slack.seed.app.botUser;
  const next = (seen: readonly StoredMessage[]) =>
    slack.waitFor(
      (message) =>
        message.user === bot &&
        !seen.some(({ channel, ts }) => channel === message.channel && ts === message.ts),
      15_000,
    );
  return {
    app,
    slack,
    aws,
    world,
    config,
    logged,
    next,
    async ask(text, where = {}) {
      const seen = slack.messages();
      await slack.say(text, where);
      return next(seen);
    },
    async stop() {
      await app.stop(1000);
      await Promise.all([slack.stop(), aws.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
