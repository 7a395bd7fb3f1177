import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { type AwsServer, createAwsServer } from '../../src/demo/aws-server.ts';
import { createSlackServer, type SlackServer } from '../../src/demo/slack-server.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { createWorld } from '../../src/demo/world.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import { freePort, type Program, run } from '../program.ts';

// Each test starts processes of its own, which takes seconds where the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

let aws: AwsServer;
let slack: SlackServer;
let folder: string;
let running: Program[];

beforeEach(async () => {
  const world = createWorld({ clock: systemClock });
  addService(world, { name: 'web' });
  addService(world, { name: 'api' });
  aws = createAwsServer({ worlds: [world], clock: systemClock });
  slack = createSlackServer({ clock: systemClock });
  await Promise.all([aws.start(), slack.start()]);
  folder = await mkdtemp(join(tmpdir(), 'snail-run-'));
  running = [];
});

afterEach(async () => {
  for (const program of running) program.signal('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  await Promise.all([aws.stop(), slack.stop()]);
  await rm(folder, { recursive: true, force: true });
});

/** Everything the bot needs in either mode but the secret that decides which. */
function settings(): Record<string, string> {
  return {
    SLACK_BOT_TOKEN: slack.tokens.bot,
    SLACK_API_URL: slack.url,
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'test',
  };
}

function start(env: Record<string, string>, ...args: string[]): Program {
  const program = run('main.ts', args, { cwd: folder, env });
  running.push(program);
  return program;
}

/** The bot in one of its modes, ready. */
async function aBot(mode: 'socket' | 'http'): Promise<{ bot: Program; port: number }> {
  const port = await freePort();
  const secret =
    mode === 'socket'
      ? { SLACK_APP_TOKEN: slack.tokens.app }
      : { SLACK_SIGNING_SECRET: slack.tokens.signingSecret };
  const bot = start({ ...settings(), ...secret, PORT: String(port), SNAIL_OPS_PORT: String(port + 1) });
  await bot.said(/"msg":"ready"/);
  if (mode === 'http') await slack.deliverTo(`http://127.0.0.1:${port}/slack/events`);
  return { bot, port };
}

async function ask(text: string): Promise<string> {
  const seen = slack.messages().length;
  await slack.say(text);
  await slack.waitFor((message) => slack.messages().indexOf(message) >= seen, 10_000);
  return slack.messages().at(-1)?.text ?? '';
}

/** Status and text of a page; 0 where nobody listens. */
async function page(port: number, path: string): Promise<{ status: number; text: string }> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}${path}`);
    return { status: response.status, text: await response.text() };
  } catch {
    return { status: 0, text: '' };
  }
}

const statusOf = (port: number, path: string) => async () => (await page(port, path)).status;
const soon = { timeout: 15_000, interval: 50 };

describe.each(['socket', 'http'] as const)('in %s mode', (mode) => {
  it('it serves its three pages, and ends at SIGTERM once a slow command is answered', async () => {
    const { bot, port } = await aBot(mode);
    expect(await page(port, '/healthz')).toEqual({ status: 200, text: '{"ok":true,"reasons":[]}\n' });
    expect(await page(port, '/readyz')).toEqual({ status: 200, text: '{"ok":true,"reasons":[]}\n' });
    expect(await ask('/snail status web')).toContain('HEALTHY web');
    expect((await page(port, '/metrics')).status).toBe(404);
    const metrics = await page(port + 1, '/metrics');
    expect(metrics.status).toBe(200);
    expect(metrics.text).toMatch(/^snail_\w*\{.*status.*\} 1$/m);

    aws.faults.add({ operation: 'DescribeServices', kind: 'delay', ms: 1000 });
    aws.resetCalls();
    await slack.say('/snail status api');
    await expect.poll(() => aws.calls['ecs:DescribeServices'], soon).toBeGreaterThan(0);
    bot.signal('SIGTERM');
    await slack.waitFor(({ text }) => text.includes('HEALTHY api'), 10_000);
    expect(await bot.ended).toBe(0);
    expect(await page(port, '/healthz')).toMatchObject({ status: 0 });
    const wrote = bot.stdout() + bot.stderr();
    for (const secret of [...Object.values(slack.tokens), 'AKIATEST']) expect(wrote).not.toContain(secret);
    expect(bot.stderr()).toBe('');
    for (const line of bot.stdout().trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow();
  });

  it('it is alive but not ready while Slack is down, and ready once it is back', async () => {
    slack.faults.add({ on: '*', times: 100_000, effect: { kind: 'status', status: 503 } });
    const port = await freePort();
    const secret =
      mode === 'socket'
        ? { SLACK_APP_TOKEN: slack.tokens.app }
        : { SLACK_SIGNING_SECRET: slack.tokens.signingSecret };
    const bot = start({ ...settings(), ...secret, PORT: String(port) }, mode);
    await expect.poll(statusOf(port, '/readyz'), soon).toBe(503);
    expect((await page(port, '/readyz')).text).toMatch(/Slack cannot reach us since 20/);
    expect((await page(port, '/healthz')).status).toBe(200);
    slack.faults.clear();
    await expect.poll(statusOf(port, '/readyz'), soon).toBe(200);
    bot.signal('SIGTERM');
    expect(await bot.ended).toBe(0);
  });

  // Others may take the port between its being found free and the bot's taking it.
  it('it can be stopped while Slack is down', { retry: 1 }, async () => {
    slack.faults.add({ on: '*', times: 100_000, effect: { kind: 'status', status: 503 } });
    const port = await freePort();
    const secret =
      mode === 'socket'
        ? { SLACK_APP_TOKEN: slack.tokens.app }
        : { SLACK_SIGNING_SECRET: slack.tokens.signingSecret };
    const bot = start({ ...settings(), ...secret, PORT: String(port) });
    await expect.poll(statusOf(port, '/readyz'), soon).toBe(503);
    bot.signal('SIGTERM');
    expect(await bot.ended).toBe(0);
    expect(bot.stderr()).toBe('');
  });
});

it('in HTTP mode it says that it stops, and takes what is sent all the same until that can be known', async () => {
  const { bot, port } = await aBot('http');
  bot.signal('SIGTERM');
  await expect.poll(statusOf(port, '/readyz'), { timeout: 1500, interval: 20 }).toBe(503);
  expect((await page(port, '/readyz')).text).toBe('{"ok":false,"reasons":["stopping"]}\n');
  expect((await page(port, '/healthz')).status).toBe(200);
  expect(await slack.say('/snail status web')).toEqual({ kind: 'acked' });
  await slack.waitFor(({ text }) => text.includes('HEALTHY web'), 10_000);
  expect(await bot.ended).toBe(0);
  const databaseUrl = `file:${join(folder, '.data', 'snail.db')}`;
  const store = await openStore(databaseUrl, { log: createLog('silent'), clock: systemClock });
  expect(await store.audit.list(10)).toMatchObject([
    { verb: 'status', detail: 'status web', outcome: 'done' },
  ]);
  await store.close();
});

describe('what cannot start ends with 1 and says why', () => {
  it('nothing set: every problem at once, and the demo', async () => {
    const bot = start({});
    expect(await bot.ended).toBe(1);
    expect(bot.stdout()).toBe('');
    expect(bot.stderr()).toMatch(/^Snail Trail cannot start: 3 settings are wrong\./);
    for (const word of ['AWS_REGION', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'npm run demo']) {
      expect(bot.stderr()).toContain(word);
    }
  });

  it.each([
    ['auth.test', 'SLACK_BOT_TOKEN'],
    ['apps.connections.open', 'SLACK_APP_TOKEN'],
  ])('a token refused by %s: which one, and not the token itself', async (on, variable) => {
    slack.faults.add({ on, times: 99, effect: { kind: 'error', word: 'invalid_auth' } });
    const bot = start({ ...settings(), SLACK_APP_TOKEN: slack.tokens.app });
    expect(await bot.ended).toBe(1);
    expect(bot.stderr()).toMatch(/^Snail Trail cannot start: could not .*check SLACK_/);
    expect(bot.stderr()).toContain(variable);
    expect(bot.stderr()).not.toMatch(/\n {4}at /);
    const wrote = bot.stdout() + bot.stderr();
    for (const secret of Object.values(slack.tokens)) expect(wrote).not.toContain(secret);
  });

  it.each(['socket', 'http'])('a port that is in use, in %s mode', async (mode) => {
    const bot = start(
      {
        ...settings(),
        SLACK_APP_TOKEN: slack.tokens.app,
        SLACK_SIGNING_SECRET: slack.tokens.signingSecret,
        PORT: new URL(slack.url).port,
      },
      mode,
    );
    expect(await bot.ended).toBe(1);
    expect(bot.stderr()).toMatch(/^Snail Trail cannot start: .* in use/);
  });

  it('a word it does not know', async () => {
    const bot = start({ ...settings(), SLACK_APP_TOKEN: slack.tokens.app }, 'sokcet');
    expect(await bot.ended).toBe(1);
    expect(bot.stderr()).toMatch(/^Snail Trail cannot start: .*"sokcet".*http, socket, migrate/);
  });
});

describe('what lasts', () => {
  it('migrate makes the tables, without Slack, as often as it is called', async () => {
    const databaseUrl = `file:${join(folder, 'kept', 'snail.db')}`;
    const env = { AWS_REGION: 'eu-central-1', DATABASE_URL: databaseUrl };
    const first = start(env, 'migrate');
    expect(await first.ended).toBe(0);
    expect(first.stdout()).toContain('database migrated');
    expect(existsSync(join(folder, 'kept', 'snail.db'))).toBe(true);
    const second = start(env, 'migrate');
    expect(await second.ended).toBe(0);
    expect(second.stdout() + second.stderr()).toBe('');
  });

  it('watches are there after two ends that nobody announced', async () => {
    for (const [words, said] of [
      ['/snail watch web', 'now watches'],
      ['/snail watch api', 'now watches'],
      ['/snail watch', 'prod/web'],
    ] as const) {
      const { bot } = await aBot('socket');
      expect(await ask(words)).toContain(said);
      bot.signal('SIGKILL');
      expect(await bot.ended).toBe(null);
    }
    expect(slack.messages().at(-1)?.text).toContain('prod/api');
  });
});
