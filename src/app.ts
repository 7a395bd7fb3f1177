import type { Answer } from './ask/answer.ts';
import type { ClientConfig } from './aws/clients.ts';
import { createEstate, type Estate } from './aws/estate.ts';
import type { Checkup } from './checkup.ts';
import { type Clock, systemClock } from './clock.ts';
import { COMMANDS } from './commands/index.ts';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { UserError } from './errors.ts';
import type { Log } from './log.ts';
import { createMetrics } from './metrics.ts';
import { createResponder, type Responder } from './respond.ts';
import type { Ear, Reply } from './slack/heard.ts';
import type { Slack, SlackOptions } from './slack/slack.ts';
import { openStore } from './store/database.ts';
import type { Store } from './store/store.ts';
import { type OpsRoute, opsRoutes, type Readiness } from './web/ops.ts';
import { createOpsServers, publicRoutes } from './web/ops-servers.ts';

/** What the process gives the app besides its settings; a demo or a test gives more than `main`. */
export interface Surroundings {
  readonly log: Log;
  readonly clock?: Clock;
  /** Where AWS is and who we are there, when the environment's variables are not to decide. */
  readonly aws?: ClientConfig;
  /** Interface to listen on; all of them unless told. */
  readonly host?: string;
}

/** The whole bot. */
export interface App extends Pick<Responder, 'typed'> {
  /** Resolves when Slack can reach the bot. @throws UpstreamError where it never will, for example for a bad token */
  start(): Promise<void>;
  /** Takes nothing new, finishes what runs for at most `drainMs`, and closes everything. */
  stop(drainMs: number): Promise<void>;
  /** Where `/healthz` and, in HTTP mode, Slack's requests are answered; undefined where nothing listens. */
  port(): number | undefined;
}

/**
 * Makes the bot from its settings. The database is opened at once, Slack only by `start`, AWS by the first question.
 * @throws UpstreamError when the database cannot be opened
 */
export async function createApp(config: Config, surroundings: Surroundings): Promise<App> {
  const { log, clock = systemClock, host } = surroundings;
  const metrics = createMetrics();
  const store = await openStore(config.databaseUrl, { log, clock });
  const estate = createEstate({
    environments: config.environments,
    ...(surroundings.aws ? { clientConfig: surroundings.aws } : {}),
    clock,
    log,
    metrics,
  });
  let stopping = false;
  const routes = opsRoutes({
    alive: async () => ({ ok: true, reasons: [] }),
    ready: () => readiness(store, slack, stopping),
    metrics,
    clock,
    log,
  });
  const slack = await slackOf(config, { routes, log, clock, metrics, ...(host ? { host } : {}) });
  const deps: Deps = {
    estate,
    watches: store.watches,
    outbox: slack?.outbox ?? NO_SLACK,
    clock,
    commands: COMMANDS,
    doctor: {
      configuration: () => configurationCheckups(config),
      slack: async (channel) => (slack ? slack.checkups(channel) : [NO_TOKENS]),
      database: () => databaseCheckups(store),
    },
  };
  const responder = createResponder(deps, { audit: store.audit, grants: config.grants, clock, log, metrics });
  const ops = opsServerOf(config, routes, { log, clock, host: host ?? '0.0.0.0' });
  return {
    typed: responder.typed,
    port: () => slack?.port() ?? ops?.port,
    async start() {
      if (!slack) throw new UserError('Slack is not configured.');
      await ops?.start();
      await slack.start(earOf(responder, log));
      void orLogged(log, 'not warmed up', () => warmUp(estate));
    },
    async stop(drainMs) {
      stopping = true;
      await slack?.stop(drainMs);
      await ops?.stop();
      estate.stop();
      await store.close();
    },
  };
}

/** Joins what Slack hears to the responder, and its outcomes to Slack's ways of answering. */
function earOf(responder: Responder, log: Log): Ear {
  return {
    heard: ({ text, ...source }, reply) =>
      orLogged(log, 'answer not delivered', async () => {
        const { answer } = await responder.typed(text, source);
        await reply.answer(answer.message);
        await amendLater(answer, reply);
      }),
    clicked: ({ actionId, value, ...source }, reply) =>
      orLogged(log, 'answer not delivered', async () => {
        const { answer, outcome, show } = await responder.clicked(actionId, value, {
          ...source,
          via: 'click',
        });
        if (outcome === 'done' && show === 'instead') await reply.amend(answer.message);
        else await reply.answer(answer.message);
        await amendLater(answer, reply);
      }),
    home: async (person) => {
      const place = { channel: person.id, thread: undefined, kind: 'direct', team: person.team } as const;
      const { answer } = await responder.typed('status --all', { person, place, via: 'click' });
      const { message } = (await answer.later) ?? answer;
      // The Home tab has no channel to answer in, so nothing there can be pressed.
      return { ...message, blocks: message.blocks.filter(({ type }) => type !== 'actions') };
    },
  };
}

async function amendLater({ later }: Answer, reply: Reply): Promise<void> {
  if (later) await reply.amend((await later).message);
}

/** For work that nobody waits for: the log is the only place left to say that it failed. */
async function orLogged(log: Log, failed: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (err) {
    log.error({ err }, failed);
  }
}

/** Looks once into every environment: the first question would else wait for credentials, connections and code. */
async function warmUp(estate: Estate): Promise<void> {
  const { refs } = await estate.list({ maxAgeMs: 0 });
  const some = estate.environments.flatMap(({ alias }) => refs.find(({ env }) => env === alias) ?? []);
  await Promise.all(some.map((ref) => estate.look(ref, { maxAgeMs: 60_000 })));
}

/** Bolt is loaded only where Slack is talked to: a terminal answers a second sooner without. */
async function slackOf(
  { slack, grants }: Config,
  around: { routes: readonly OpsRoute[]; host?: string } & Pick<SlackOptions, 'log' | 'clock' | 'metrics'>,
): Promise<Slack | undefined> {
  if (!slack) return undefined;
  const { routes, host, log, clock, metrics } = around;
  const mode =
    slack.mode.kind === 'http'
      ? { ...slack.mode, routes: publicRoutes(routes), ...(host ? { host } : {}) }
      : slack.mode;
  const groups = [...grants.viewers, ...grants.operators, ...grants.admins].filter((id) =>
    id.startsWith('S'),
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

async function readiness(store: Store, slack: Slack | undefined, stopping: boolean): Promise<Readiness> {
  if (stopping) return { ok: false, reasons: ['stopping'] };
  await store.ping();
  const health = slack?.health();
  if (health?.connected) return { ok: true, reasons: [] };
  return {
    ok: false,
    reasons: [`Slack cannot reach us${health ? ` since ${health.since.toISOString()}` : ''}`],
  };
}

function configurationCheckups({ slack, environments, databaseUrl, grants }: Config): readonly Checkup[] {
  const names = environments.map(
    ({ alias, region, role }) => `${alias} in ${region}${role ? ` as ${role}` : ''}`,
  );
  const roles = [
    `${grants.admins.length || 'no'} admins`,
    `operators: ${grants.operators.length || 'everybody'}`,
  ];
  return [
    {
      title: 'Slack',
      outcome: slack ? 'ok' : 'skip',
      detail: slack ? `${slack.mode.kind} mode` : 'no tokens set',
    },
    { title: 'environments', outcome: 'ok', detail: names.join(', ') },
    {
      title: 'database',
      outcome: 'ok',
      detail: databaseUrl.startsWith('file:') ? databaseUrl : 'PostgreSQL',
    },
    { title: 'roles', outcome: 'ok', detail: roles.join(', ') },
  ];
}

async function databaseCheckups(store: Store): Promise<readonly Checkup[]> {
  try {
    await store.ping();
    return [{ title: 'database', outcome: 'ok', detail: 'answers, tables up to date' }];
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [
      { title: 'database', outcome: 'fail', detail, fix: 'check DATABASE_URL and that the database runs' },
    ];
  }
}

const NO_TOKENS: Checkup = { title: 'Slack', outcome: 'skip', detail: 'no SLACK_BOT_TOKEN here' };

/** Stands in for the outbox in a terminal without tokens. */
const NO_SLACK: Deps['outbox'] = { post: noSlack, reply: noSlack, file: noSlack };

async function noSlack(): Promise<never> {
  throw new UserError('There is no Slack to post to: SLACK_BOT_TOKEN is not set.');
}
