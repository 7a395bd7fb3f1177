import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { describe, expect, it, type TestContext, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createAwsServer } from '../../src/demo/aws-server.ts';
import { createSlackServer } from '../../src/demo/slack-server.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { createWorld } from '../../src/demo/world.ts';
import { gapsIn, logWatch, notOnce, numbered, numbersIn, streamsOf, write } from '../log-stage.ts';
import { type Program, run, settingsOf } from '../program.ts';
import { startPostgres } from '../store/postgres-server.ts';

// Each starts processes of its own and waits until one takes over what another had; they wait side by side.
vi.setConfig({ testTimeout: 150_000, maxConcurrency: 10 });

const patience = { timeout: 60_000, interval: 100 };

/** Local Slack and AWS, and processes of the bot over one database. */
async function aHost({ onTestFinished, expect: expectHere }: TestContext, databaseUrl?: string) {
  const world = createWorld({ clock: systemClock });
  addService(world, { name: 'web' });
  const aws = createAwsServer({ worlds: [world], clock: systemClock });
  const slack = createSlackServer({ clock: systemClock, enforceRates: true });
  await Promise.all([aws.start(), slack.start()]);
  const folder = await mkdtemp(join(tmpdir(), 'snail-logs-'));
  const file = join(folder, 'snail.db');
  const running: Program[] = [];
  onTestFinished(async () => {
    for (const program of running) program.signal('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
    await Promise.all([aws.stop(), slack.stop()]);
    await rm(folder, { recursive: true, force: true });
  });
  const env = settingsOf({ slack, aws, databaseUrl: databaseUrl ?? `file:${file}` });
  const said = (program: Program, words: RegExp) =>
    expectHere.poll(() => program.stdout() + program.stderr(), patience).toMatch(words);
  const bot = async (): Promise<Program> => {
    const program = run('main.ts', [], { cwd: folder, env });
    running.push(program);
    await said(program, /"msg":"ready"/);
    return program;
  };
  let count = 0;
  const streams = streamsOf(world);
  /** Twenty numbered lines a second, from two tasks in turn. */
  const flow = () => {
    const timer = setInterval(() => write(streams[count % 2], numbered(count++)), 50);
    onTestFinished(() => clearInterval(timer));
    return { count: () => count, stop: () => clearInterval(timer) };
  };
  return { ...logWatch(slack), slack, file, bot, flow, logged: said };
}

describe.concurrent('a bot that is ended in the middle of a tail and started again', () => {
  it.for(['SIGKILL', 'SIGTERM'] as const)(
    'by %s: every line once, in order, and the tail ends with its reason',
    async (signal, test) => {
      const { bot, flow, open, said, shown, slack, headNow } = await aHost(test);
      const first = await bot();
      const head = await open('/snail logs web');
      const lines = flow();
      await test.expect.poll(() => numbersIn(shown(head)).length, patience).toBeGreaterThan(40);
      first.signal(signal);
      expect(await first.ended).toBe(signal === 'SIGKILL' ? null : 0);
      const seen = numbersIn(shown(head)).length;
      // Another process takes over at once what was let go, and after twenty seconds what was not.
      const second = await bot();
      await test.expect.poll(() => numbersIn(shown(head)).length, patience).toBeGreaterThan(seen + 40);
      lines.stop();
      await test.expect.poll(() => notOnce(shown(head), lines.count()), patience).toEqual([]);
      const numbers = numbersIn(shown(head));
      expect(numbers).toEqual([...numbers].sort((one, other) => one - other));
      await slack.click('stop-tail', headNow(head));
      await said(head, /Stopped by alice/, 60_000);
      expect(shown(head)).not.toMatch(/\(late\)|I was restarted/);
      expect(notOnce(shown(head), lines.count())).toEqual([]);
      for (const gap of gapsIn(slack, head.channel))
        expect(gap).toBeGreaterThan(signal === 'SIGKILL' ? 900 : 0);
      expect(second.stderr()).toBe('');
    },
  );

  it('with two processes on one PostgreSQL: the other goes on, and no line is there twice', async (test) => {
    const postgres = await startPostgres();
    test.onTestFinished(() => postgres.stop());
    const { bot, flow, open, said, shown, slack, headNow } = await aHost(test, postgres.url);
    const [one, other] = await Promise.all([bot(), bot()]);
    const heads = [await open('/snail logs web'), await open('/snail logs web', { channel: 'war-room' })];
    const lines = flow();
    const least = () => Math.min(...heads.map((head) => numbersIn(shown(head)).length));
    await test.expect.poll(least, patience).toBeGreaterThan(60);
    one.signal('SIGKILL');
    await one.ended;
    const seen = least();
    await test.expect.poll(least, patience).toBeGreaterThan(seen + 60);
    const third = await bot();
    other.signal('SIGTERM');
    expect(await other.ended).toBe(0);
    const then = least();
    await test.expect.poll(least, patience).toBeGreaterThan(then + 60);
    lines.stop();
    for (const head of heads) {
      await test.expect.poll(() => notOnce(shown(head), lines.count()), patience).toEqual([]);
      await slack.click('stop-tail', headNow(head));
      await said(head, /Stopped by alice/);
      expect(notOnce(shown(head), lines.count())).toEqual([]);
    }
    expect(third.stderr()).toBe('');
  });
});

describe.concurrent('a database that cannot be written for a moment', () => {
  it('holds lines back, none is lost or doubled, and no tail stays behind', async (test) => {
    const { bot, flow, open, shown, file, logged } = await aHost(test);
    const program = await bot();
    const heads = [
      await open('/snail logs web'),
      await open('/snail logs web'),
      await open('/snail logs web', { channel: 'war-room' }),
    ];
    const lines = flow();
    const least = () => Math.min(...heads.map((head) => numbersIn(shown(head)).length));
    await test.expect.poll(least, patience).toBeGreaterThan(20);
    const database = new Database(file);
    database.exec('begin immediate');
    // Several writes in a row find it locked, each for two seconds.
    await logged(program, /(could not [^"]* the log thread[\s\S]*){3}/);
    database.exec('rollback');
    database.close();
    const seen = least();
    await test.expect.poll(least, patience).toBeGreaterThan(seen + 100);
    lines.stop();
    for (const head of heads)
      await test.expect.poll(() => notOnce(shown(head), lines.count()), patience).toEqual([]);
  });
});
