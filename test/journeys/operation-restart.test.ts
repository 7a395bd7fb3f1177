import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createAwsServer } from '../../src/demo/aws-server.ts';
import { createSlackServer } from '../../src/demo/slack-server.ts';
import { createWorld } from '../../src/demo/world.ts';
import { REFERENCE } from '../operation-desk.ts';
import { type Program, run, settingsOf } from '../program.ts';

// Two processes of the bot, one after the other.
vi.setConfig({ testTimeout: 150_000 });

const patience = { timeout: 60_000, interval: 100 };

/** Local Slack and AWS, and a bot over one database that can be killed and started again. */
async function aHost() {
  const aws = createAwsServer({ worlds: [createWorld({ clock: systemClock })], clock: systemClock });
  const slack = createSlackServer({ clock: systemClock });
  await Promise.all([aws.start(), slack.start()]);
  const folder = await mkdtemp(join(tmpdir(), 'snail-operation-'));
  const running: Program[] = [];
  onTestFinished(async () => {
    for (const program of running) program.signal('SIGKILL');
    await Promise.all(running.map(({ ended }) => ended));
    await Promise.all([aws.stop(), slack.stop()]);
    await rm(folder, { recursive: true, force: true });
  });
  const env = settingsOf({ slack, aws, databaseUrl: `file:${join(folder, 'snail.db')}` });
  return {
    slack,
    /** Resolves with what kills it. */
    async bot() {
      const program = run('main.ts', [], { cwd: folder, env });
      running.push(program);
      await expect.poll(() => program.stdout() + program.stderr(), patience).toMatch(/"msg":"ready"/);
      return async () => {
        program.signal('SIGKILL');
        await program.ended;
        await expect.poll(() => slack.socket.connections(), patience).toBe(0);
      };
    },
    async ask(text: string, channel = 'ops') {
      const seen = new Set(slack.messages().map(({ ts }) => ts));
      await slack.say(text, { channel });
      const isNew = ({ ts, user }: { ts: string; user: string }) =>
        !seen.has(ts) && user === slack.seed.app.botUser;
      return slack.waitFor(isNew, 30_000);
    },
  };
}

it('a bot that is killed knows the operation, its edits, owners, history and channel when it is back', async () => {
  const { slack, bot, ask } = await aHost();
  const kill = await bot();
  await slack.sendFile({ channel: 'direct', name: 'operation-tracker.md', content: REFERENCE });
  await slack.waitFor(({ text }) => text.startsWith('📥'), 30_000);
  await ask('/snail op use snail');
  await ask('/snail criterion done 5');
  await ask('/snail task assign 8 @boris');
  const before = await ask('/snail contradictions');
  await ask('/snail contradictions dismiss 1 two services share the name');
  const tick = await ask('/snail task done 10');
  expect(tick.text).toMatch(/^Ticked task 10/);
  await kill();

  await bot();
  expect((await ask('/snail status')).text).toMatch(/^Operation Snail Trail · claimed 99 % · criteria 5\/10/);
  expect((await ask('/snail task')).text).toMatch(
    /\n8 ⬜ open · Container Health Investigation.* · boris · /,
  );
  expect((await ask('/snail op history')).text).toMatch(/ticked task 10 .* by alice/);
  const [, first = ''] = before.text.split('\n');
  expect((await ask('/snail contradictions')).text).not.toContain(first);
  // The button of a message from before works on.
  await slack.click('undo-change', tick);
  await slack.waitFor(({ text }) => text.startsWith('Undid: ticked task 10'), 30_000);
  await ask('/snail op export');
  const { files } = await slack.waitFor(
    (message) => message.files.some(({ user }) => user === slack.seed.app.botUser),
    30_000,
  );
  expect(files[0]?.content).toBe(
    REFERENCE.replace('- [ ] Container health check failures', '- [x] Container health check failures'),
  );
});
