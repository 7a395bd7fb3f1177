import { randomUUID } from 'node:crypto';
import { linesWithheld, type Sharing } from './access/log-access.ts';
import { createAlongside } from './alongside.ts';
import type { ClientConfig } from './aws/clients.ts';
import { createEstate, type Estate } from './aws/estate.ts';
import type { Checkup } from './checkup.ts';
import { type Clock, systemClock } from './clock.ts';
import { COMMANDS } from './commands/index.ts';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { configurationCheckups, databaseCheckups } from './doctor.ts';
import { createEar } from './ear.ts';
import { UserError } from './errors.ts';
import { JOBS } from './jobs/index.ts';
import { createScheduler } from './jobs/scheduler.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { liveness, readiness } from './readiness.ts';
import { createRedactor } from './redaction/redact.ts';
import { createResponder, type Responder } from './respond.ts';
import type { Slack, SlackOptions } from './slack/slack.ts';
import { openStore } from './store/database.ts';
import { createTrackerFile } from './tracker-file.ts';
import { createTrackers } from './trackers.ts';
import { type OpsRoute, opsRoutes } from './web/ops.ts';
import { createOpsServers, publicRoutes } from './web/ops-servers.ts';
import { createHttpProbe, systemLookup } from './web/probe.ts';

/** Long enough for `/readyz` to be looked at and for requests on their way to arrive. */
const GRACE_MS = 2000;
/** How long the database gets to take what is to be written down, even where nothing is left of the time to drain. */
const LAST_WRITES_MS = 1000;

/** What the process gives the app besides its settings; a demo or a test gives more than `main`. */
export interface Surroundings {
  readonly log: Log;
  readonly clock?: Clock;
  /** Where AWS is and who we are there, when the environment's variables are not to decide. */
  readonly aws?: ClientConfig;
  /** Interface to listen on; all of them unless told. */
  readonly host?: string;
  /** How long requests of Slack's are still taken after a stop has begun, in HTTP mode; 2 s unless told. */
  readonly graceMs?: number;
}

/** The whole bot. */
export interface App extends Pick<Responder, 'typed'> {
  /** Resolves when Slack can reach the bot. @throws UpstreamError where it never will, for example for a bad token */
  start(): Promise<void>;
  /**
   * Says on `/readyz` that it stops and, in HTTP mode, takes what is sent here all the same for the grace time.
   * Then takes nothing new, finishes what runs for at most `drainMs`, and closes everything.
   */
  stop(drainMs: number): Promise<void>;
  /** Where `/healthz` and, in HTTP mode, Slack's requests are answered; undefined where nothing listens. */
  port(): number | undefined;
}

/**
 * Makes the bot from its settings. The database is opened at once, Slack only by `start`, AWS by the first question.
 * @throws UpstreamError when the database cannot be opened
 */
export async function createApp(config: Config, surroundings: Surroundings): Promise<App> {
  const { log, clock = systemClock, host, graceMs = GRACE_MS } = surroundings;
  const metrics = createMetrics();
  const store = await openStore(config.databaseUrl, { log, clock });
  const estate = createEstate({
    environments: config.environments,
    logMappings: config.logMappings,
    ...(surroundings.aws ? { clientConfig: surroundings.aws } : {}),
    clock,
    log,
    metrics,
  });
  const trackers = createTrackers({ clock, log });
  let stopping = false;
  const routes = opsRoutes({
    alive: async () => liveness(slack?.health(), clock.now()),
    ready: () => readiness(store, slack, stopping),
    metrics,
    clock,
    log,
  });
  const slack = await slackOf(config, { routes, log, clock, metrics, ...(host ? { host } : {}) });
  const deps: Deps = {
    estate,
    watches: store.watches,
    tails: store.tails,
    threads: store.threads,
    leases: store.leases,
    blackBox: store.blackBox,
    blackBoxMs: config.blackBoxMs,
    operations: store.operations,
    trackers,
    digests: store.digests,
    verifications: store.verifications,
    diagnoses: store.diagnoses,
    httpProbe: createHttpProbe({ allow: config.probeHosts, lookup: systemLookup, clock }),
    ...(config.tracker ? { trackerFile: createTrackerFile(config.tracker.path) } : {}),
    policy: config.alerts,
    outbox: slack?.outbox ?? NO_SLACK,
    directory: slack?.directory ?? NO_DIRECTORY,
    redact: createRedactor(config.redact),
    linesWithheld: async (channel) => linesWithheld(channel, await sharing(channel), config.logGrants),
    clock,
    sleep: clock.sleep,
    worker: randomUUID(),
    commands: COMMANDS,
    doctor: {
      configuration: () => configurationCheckups(config),
      slack: async (channel) => (slack ? slack.checkups(channel) : [NO_TOKENS]),
      database: () => databaseCheckups(store),
    },
  };
  /** An outage of Slack's must not show lines where they may not be. */
  async function sharing(channel: string): Promise<Sharing> {
    return slack ? slack.sharingOf(channel).catch(() => 'unknown') : 'unknown';
  }
  const alongside = createAlongside(clock);
  const responder = createResponder(deps, {
    audit: store.audit,
    alongside,
    grants: config.grants,
    logGrants: config.logGrants,
    sharingOf: slack?.sharingOf ?? noSlack,
    clock,
    log,
    metrics,
  });
  const scheduler = createScheduler(JOBS, { deps, log, metrics, clock });
  const ops = opsServerOf(config, routes, { log, clock, host: host ?? '0.0.0.0' });
  return {
    typed: responder.typed,
    port: () => slack?.port() ?? ops?.port,
    async start() {
      if (!slack) throw new UserError('Slack is not configured.');
      await ops?.start();
      await slack.start(createEar(responder, log));
      scheduler.start();
      void warmUp(estate).catch((err) => log.error({ err }, 'not warmed up'));
    },
    async stop(drainMs) {
      stopping = true;
      // The port may be closed only once whoever sends Slack's requests here could have seen that they should not.
      if (config.slack?.mode.kind === 'http' && slack?.port() !== undefined) await clock.sleep(graceMs);
      const endsAt = clock.now().getTime() + drainMs;
      await scheduler.stop(drainMs);
      await slack?.stop(Math.max(0, endsAt - clock.now().getTime()));
      const left = await alongside.finish(Math.max(LAST_WRITES_MS, endsAt - clock.now().getTime()));
      if (left > 0) log.error({ left }, 'audits given up');
      await ops?.stop();
      estate.stop();
      await trackers.stop();
      await store.close();
    },
  };
}

/** Looks once into every environment: the first question would else wait for credentials, connections and code. */
async function warmUp(estate: Estate): Promise<void> {
  const { refs } = await estate.list({ maxAgeMs: 0 });
  const some = estate.environments.flatMap(({ alias }) => refs.find(({ env }) => env === alias) ?? []);
  await Promise.all(some.map((ref) => estate.look(ref, { maxAgeMs: 60_000 })));
}

/** Bolt is loaded only where Slack is talked to: a terminal answers a second sooner without. */
async function slackOf(
  { slack, grants, logGrants }: Config,
  around: { routes: readonly OpsRoute[]; host?: string } & Pick<SlackOptions, 'log' | 'clock' | 'metrics'>,
): Promise<Slack | undefined> {
  if (!slack) return undefined;
  const { routes, host, log, clock, metrics } = around;
  const mode =
    slack.mode.kind === 'http'
      ? { ...slack.mode, routes: publicRoutes(routes), ...(host ? { host } : {}) }
      : slack.mode;
  const groups = [...grants.viewers, ...grants.operators, ...grants.admins, ...logGrants.readers].filter(
    (id) => id.startsWith('S'),
  );
  const { botToken, apiUrl } = slack;
  const { createSlack } = await import('./slack/slack.ts');
  return createSlack({ botToken, mode, ...(apiUrl ? { apiUrl } : {}), groups, log, clock, metrics });
}

/** In HTTP mode Slack's own port serves the public pages; in Socket Mode they get one where PORT is set. */
function opsServerOf(
  { slack, port, opsPort }: Config,
  routes: readonly OpsRoute[],
  around: { log: Log; clock: Clock; host: string },
) {
  return createOpsServers(
    routes,
    { port: slack?.mode.kind === 'socket' ? port : undefined, opsPort },
    around,
  );
}

const NO_TOKENS: Checkup = { title: 'Slack', outcome: 'skip', detail: 'no SLACK_BOT_TOKEN here' };

/** Stands in for the outbox in a terminal without tokens. */
const NO_SLACK: Deps['outbox'] = {
  post: noSlack,
  reply: noSlack,
  file: noSlack,
  update: noSlack,
  find: noSlack,
  permalink: async () => undefined,
  say: noSlack,
  waitOf: () => 0,
};

/** The same for names, which nobody gives there. */
const NO_DIRECTORY: Deps['directory'] = {
  nameOf: async (id) => id,
  membership: async () => 'unknown',
  membersOf: async () => undefined,
};

async function noSlack(): Promise<never> {
  throw new UserError('There is no Slack to post to: SLACK_BOT_TOKEN is not set.');
}
