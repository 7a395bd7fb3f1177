import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, type TestContext, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createAwsServer } from '../../src/demo/aws-server.ts';
import type { FaultRequest } from '../../src/demo/slack/faults.ts';
import { createSlackServer } from '../../src/demo/slack-server.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { createWorld } from '../../src/demo/world.ts';
import { alertWatch, breaks, mends, owes } from '../alert-stage.ts';
import { type Program, run, settingsOf } from '../program.ts';
import { startPostgres } from '../store/postgres-server.ts';

// Each starts processes of its own and waits until one takes over what another had; they wait side by side.
vi.setConfig({ testTimeout: 150_000, maxConcurrency: 10 });

const REGION = 'eu-central-1';
const PATIENCE = { timeout: 60_000, interval: 100 };
const ROOT = / · prod\/web · /;

/** Local Slack and AWS, processes of the bot over one database, and in it an alert that nobody was told of yet. */
async function aHost({ onTestFinished, expect: expectHere }: TestContext, given?: string) {
  const world = createWorld({ clock: systemClock });
  const web = addService(world, { name: 'web' });
  breaks(web);
  const aws = createAwsServer({ worlds: [world], clock: systemClock });
  const slack = createSlackServer({ clock: systemClock });
  await Promise.all([aws.start(), slack.start()]);
  const folder = await mkdtemp(join(tmpdir(), 'snail-alerts-'));
  const databaseUrl = given ?? `file:${join(folder, 'snail.db')}`;
  await owes(databaseUrl, REGION);
  const running: Program[] = [];
  onTestFinished(async () => {
    for (const program of running) program.signal('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
    await Promise.all([aws.stop(), slack.stop()]);
    await rm(folder, { recursive: true, force: true });
  });
  const env = { ...settingsOf({ slack, aws, databaseUrl }), SNAIL_ALERT_LOOKS: '2/2' };
  const bot = async (): Promise<Program> => {
    const program = run('main.ts', [], { cwd: folder, env });
    running.push(program);
    await expectHere.poll(() => program.stdout() + program.stderr(), PATIENCE).toMatch(/"msg":"ready"/);
    return program;
  };
  return { ...alertWatch(slack), slack, web, bot };
}

/** All that the faults spoil are posts. */
const on = 'chat.postMessage';
const isPosted = { kind: 'hang-after' } as const;

describe.concurrent('a bot that is killed', () => {
  it.for<readonly [string, FaultRequest, number]>([
    ['when the root is posted and nobody told it so', { on, effect: isPosted }, 1],
    ['when the first reply is posted and nobody told it so', { on, after: 1, effect: isPosted }, 2],
    ['when the root is on its way', { on, effect: { kind: 'delay', ms: 4000 } }, 1],
  ])('%s: the next one goes on, nothing is lost and nothing doubled', async ([, fault, posts], test) => {
    const { bot, posts: posted, replies, said, slack, stands } = await aHost(test);
    slack.faults.add(fault);
    const first = await bot();
    await test.expect.poll(() => slack.calls.count(on), PATIENCE).toBe(posts);
    // What Slack was asked for it does, or does not, without hurry.
    if (fault.effect.kind === 'hang-after')
      await test.expect.poll(() => posted(/./).length, PATIENCE).toBe(posts);
    first.signal('SIGKILL');
    await first.ended;
    const second = await bot();
    const root = await stands(ROOT);
    await said(root, /What I found/);
    await slack.click('acknowledge-alert', root);
    await said(root, /alice acknowledged it/);
    expect(posted(ROOT).filter(({ threadTs }) => threadTs === undefined)).toHaveLength(1);
    expect(replies(root)).toHaveLength(2);
    expect(second.stderr()).toBe('');
  });

  it('while another works on the same PostgreSQL: the other goes on, to the end', async (test) => {
    const postgres = await startPostgres();
    test.onTestFinished(() => postgres.stop());
    const { bot, posts, replies, said, slack, stands, web } = await aHost(test, postgres.url);
    slack.faults.add({ on, effect: isPosted });
    const [one, other] = await Promise.all([bot(), bot()]);
    const root = await stands(ROOT);
    one.signal('SIGKILL');
    await one.ended;
    mends(web);
    await said(root, /^🟢 Resolved at .*: 2 good looks in a row/, 90_000);
    expect(posts(ROOT).filter(({ threadTs }) => threadTs === undefined)).toHaveLength(1);
    expect(replies(root).filter((text) => text.startsWith('🟢 Resolved'))).toHaveLength(1);
    expect(replies(root).filter((text) => text.includes('What I found')).length).toBeLessThan(2);
    expect(other.stderr()).toBe('');
  });
});
