import { afterEach, describe, expect, it } from 'vitest';
import type { StoredMessage } from '../../src/demo/slack/ledger.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { appendLines } from '../../src/demo/world/append-lines.ts';
import type { SimulatedLogStream } from '../../src/demo/world/log-shapes.ts';
import type { World } from '../../src/demo/world.ts';
import { type Stage, type StageGiven, start } from '../harness.ts';

let stage: Stage | undefined;

afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

/** A service `web` with two tasks, whose streams are the first two. */
async function aStage(given: StageGiven = {}) {
  stage = await start({ build: (world) => void addService(world, { name: 'web' }), ...given });
  const { slack, world } = stage;
  const bot = slack.seed.app.botUser;
  /** What the bot said in the thread of the first log thread, in order. */
  const head = () => slack.waitFor(({ user, text }) => user === bot && text.startsWith('Logs of web'));
  const inThread = (root: StoredMessage) =>
    slack.messages().filter(({ threadTs, user }) => threadTs === root.ts && user === bot);
  const said = (root: StoredMessage, pattern: RegExp, ms = 8000) =>
    slack.waitFor(({ threadTs, text }) => threadTs === root.ts && pattern.test(text), ms);
  return { ...stage, head, inThread, said, streams: streamsOf(world) };
}

function streamsOf(world: World): readonly SimulatedLogStream[] {
  return [...world.logGroups.values()].flatMap(({ streams }) => [...streams.values()]);
}

function write(stream: SimulatedLogStream | undefined, ...messages: readonly string[]): void {
  if (!stream) throw new Error('no such stream');
  for (const message of messages) appendLines(stream, { count: 1, fromAt: new Date(), say: () => message });
}

describe('/snail logs', () => {
  it('opens a thread, shows what there is, follows, and says who stopped it', async () => {
    const { ask, slack, streams, head, said, inThread } = await aStage();
    write(streams[0], 'listening on port 5000', 'GET /health 200');
    const answer = await ask('/snail logs web');
    expect(answer.text).toBeTruthy();
    const root = await head();
    expect(root.text).toMatch(/^Logs of web · prod-eu · since .* · following until .* UTC/);
    await said(root, /All 2 lines/);
    await said(root, /listening on port 5000[\s\S]*GET \/health 200/);
    write(streams[1], 'ERROR upstream timed out');
    await said(root, /ERROR.*upstream timed out/);
    await slack.click('stop-tail', root);
    const end = await said(root, /^Stopped by/);
    expect(end.text).toContain('3 lines');
    const after = await slack.waitFor(({ ts, text }) => ts === root.ts && text.includes('Stopped by'));
    expect(JSON.stringify(after.blocks)).not.toContain('stop-tail');
    console.log(
      inThread(root)
        .map(({ text }) => text)
        .join('\n---\n'),
    );
  });
});
