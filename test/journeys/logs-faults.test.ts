import { describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { Fault } from '../../src/demo/aws/faults.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import { logStage, notOnce, numbered, numbersIn, readable, write } from '../log-stage.ts';

// They wait for a post a second, so they wait side by side.
vi.setConfig({ testTimeout: 60_000, maxConcurrency: 10 });

const patience = { timeout: 40_000, interval: 100 };
const FILTER = 'FilterLogEvents';

describe.concurrent('at the start', () => {
  it('a group that is missing, and a permission: says so and ends, with the way to go on', async (test) => {
    const { aws, open, said, shown, headNow, slack, world } = await logStage(test);
    world.logGroups.clear();
    const missing = await open('/snail logs web --no-follow');
    await said(missing, /Ended: could not read log group \/ecs\/web.*Does web still log there\?/);
    await slack.waitFor(({ ts, text }) => ts === missing.ts && text.includes('Ended'));
    expect(JSON.stringify(headNow(missing).blocks)).not.toContain('stop-tail');
    expect(shown(missing)).not.toContain('No line');
    aws.faults.add({ operation: FILTER, kind: 'denied' });
    const denied = await open('/snail logs web');
    await said(
      denied,
      /Ended: could not read log group.*logs:FilterLogEvents.*Whoever runs the bot has to allow that/,
    );
  });

  it.for([
    ['throttled', 4],
    ['error', 4],
    ['expired', 2],
  ] as const)(
    '%s: waits until the lines can be read, and does not say that there are none',
    async ([kind, times], test) => {
      const stop = () => Promise.resolve();
      try {
        const stage = await logStage(test);
        const { aws, open, said, shown, streams } = stage;
        write(streams[0], numbered(1));
        aws.faults.add({ operation: FILTER, kind, times });
        const head = await open('/snail logs web --no-follow');
        await said(head, /Ended: that was all until/);
        expect(numbersIn(shown(head))).toEqual([1]);
        expect(shown(head)).toContain('One line');
        expect(shown(head)).not.toContain('No line');
      } finally {
        await stop();
      }
    },
  );
});

describe.concurrent('while it follows', () => {
  it('a group that is gone and made again: says both, and nothing is missing', async (test) => {
    const { open, said, shown, streams, world } = await logStage(test);
    write(streams[0], numbered(0));
    const head = await open('/snail logs web');
    await said(head, /n00000/);
    const [group] = [...world.logGroups.values()];
    if (!group) throw new Error('no group');
    world.logGroups.delete(group.name);
    await said(head, /I could not read log group \/ecs\/web.*I keep trying until/);
    write(streams[0], numbered(1));
    world.logGroups.set(group.name, group);
    await said(head, /can be read again/);
    await said(head, /n00001/);
    expect(notOnce(shown(head), 2)).toEqual([]);
  });

  it('a permission that is taken away ends it, saying which', async (test) => {
    const { aws, open, said, streams, ask } = await logStage(test);
    write(streams[0], numbered(0));
    const head = await open('/snail logs web');
    await said(head, /n00000/);
    aws.faults.add({ operation: FILTER, kind: 'denied' });
    await said(head, /Ended: could not read log group.*it needs logs:FilterLogEvents/);
    expect((await ask('/snail status web')).text).toContain('HEALTHY');
  });

  it.for<readonly [string, readonly Fault[]]>([
    ['throttling', [{ operation: FILTER, kind: 'throttled', times: 4 }]],
    [
      'a stale token',
      [
        { operation: FILTER, kind: 'empty-page', times: 1 },
        { operation: FILTER, kind: 'stale-token', times: 1 },
      ],
    ],
    ['failures of AWS', [{ operation: FILTER, kind: 'error', times: 5 }]],
    ['lost connections', [{ operation: FILTER, kind: 'dropped', times: 5 }]],
    ['an answer that does not come', [{ operation: FILTER, kind: 'delay', ms: 20_000, times: 1 }]],
  ])('%s: in a moment it goes on, nobody is told, nothing is lost', async ([, faults], test) => {
    const stage = await logStage(test);
    const { aws, open, said, shown, streams } = stage;
    write(streams[0], numbered(0));
    const head = await open('/snail logs web');
    await said(head, /n00000/);
    for (const fault of faults) aws.faults.add(fault);
    write(streams[1], numbered(1));
    await said(head, /n00001/, 40_000);
    write(streams[0], numbered(2));
    await said(head, /n00002/);
    expect(notOnce(shown(head), 3)).toEqual([]);
    expect(shown(head)).not.toContain('could not');
  });

  it('credentials that expire: says so, and goes on when they are renewed', async (test) => {
    const { aws, open, said, shown, streams } = await logStage(test);
    write(streams[0], numbered(0));
    const head = await open('/snail logs web');
    await said(head, /n00000/);
    aws.faults.add({ operation: '*', kind: 'expired' });
    await said(head, /I could not read log group.*I keep trying until/);
    write(streams[0], numbered(1));
    aws.faults.clear();
    await said(head, /n00001/);
    expect(notOnce(shown(head), 2)).toEqual([]);
  });
});

// Each has a bot of its own, and all of them run at once.
describe.concurrent('when Slack', { timeout: 60_000 }, () => {
  it('asks for a pause it gets it, and nothing is lost or doubled', async (test) => {
    const { open, said, shown, slack, streams } = await logStage(test);
    const head = await open('/snail logs web');
    await said(head, /No line yet/);
    slack.faults.add({ on: 'chat.postMessage', effect: { kind: 'rate-limited', retryAfterSeconds: 4 } });
    let count = 0;
    const flow = setInterval(() => write(streams[0], numbered(count++)), 50);
    test.onTestFinished(() => clearInterval(flow));
    await test.expect.poll(() => numbersIn(shown(head)).length, patience).toBeGreaterThan(60);
    clearInterval(flow);
    await test.expect.poll(() => notOnce(shown(head), count), patience).toEqual([]);
    const posts = slack.calls.of('chat.postMessage').map(({ at }) => at.getTime());
    const pauses = posts.slice(1).map((ms, nth) => ms - (posts[nth] ?? 0));
    expect(Math.max(...pauses)).toBeGreaterThanOrEqual(3900);
    expect(pauses.filter((ms) => ms > 3500)).toHaveLength(1);
  });

  it('takes a post and its answer is lost, or fails, the lines are there once', async (test) => {
    const { open, said, shown, slack, streams } = await logStage(test);
    const head = await open('/snail logs web');
    await said(head, /No line yet/);
    const faults = [
      { kind: 'drop-after' },
      { kind: 'drop-before' },
      { kind: 'status', status: 503 },
    ] as const;
    for (const [nth, effect] of faults.entries()) {
      slack.faults.add({ on: 'chat.postMessage', effect });
      write(streams[0], numbered(nth));
      await said(head, new RegExp(`n0000${nth}`), 40_000);
    }
    write(streams[0], numbered(faults.length));
    await said(head, new RegExp(`n0000${faults.length}`), 40_000);
    expect(notOnce(shown(head), faults.length + 1)).toEqual([]);
  });

  it.for<readonly [string, string]>([
    ['the thread is deleted', 'thread_not_found'],
    ['the channel is', 'channel_not_found'],
    ['the bot is removed', 'not_in_channel'],
    ['the channel is archived', 'is_archived'],
  ])('%s, that tail ends and the others go on', async ([, word], test) => {
    const { open, said, slack, streams } = await logStage(test);
    const head = await open('/snail logs web');
    await said(head, /No line yet/);
    if (word === 'not_in_channel') slack.ledger.leave(head.channel, slack.seed.app.botUser);
    else slack.faults.add({ on: 'chat.postMessage', effect: { kind: 'error', word } });
    slack.calls.clear();
    write(streams[0], 'too late');
    await test.expect.poll(() => slack.calls.count('chat.postMessage'), patience).toBe(1);
    const other = await open('/snail logs web', { channel: 'war-room' });
    await said(other, /too late/);
    const first = slack.messages().find(({ channel, ts }) => channel === head.channel && ts === head.ts);
    if (first) {
      await slack.click('stop-tail', first);
      await slack.waitFor(({ text }) => text.startsWith('That log thread has ended already.'), 20_000);
    }
    write(streams[1], 'and on');
    await said(other, /and on/);
    const posts = slack.calls.of('chat.postMessage').filter(({ args }) => args.channel === head.channel);
    expect(posts).toHaveLength(1);
  });

  it('fails to take a file, it is tried again, and there once', async (test) => {
    const { open, said, shown, slack, streams } = await logStage(test);
    const head = await open('/snail logs web');
    await said(head, /No line yet/);
    slack.faults.add({ on: 'upload', effect: { kind: 'status', status: 503 } });
    slack.faults.add({ on: 'files.completeUploadExternal', effect: { kind: 'drop-after' } });
    for (let nth = 0; nth < 3000; nth += 1) write(streams[0], numbered(nth));
    await test.expect.poll(() => notOnce(shown(head), 3000).length, patience).toBe(0);
    write(streams[0], numbered(3000));
    await said(head, /n03000/, 40_000);
    expect(notOnce(shown(head), 3001)).toEqual([]);
  });

  it('takes no files at all, the thread says how many lines were left out, and goes on', async (test) => {
    const { open, said, slack, streams } = await logStage(test);
    for (let nth = 0; nth < 500; nth += 1) write(streams[0], numbered(nth));
    const refuse = { kind: 'error', word: 'missing_scope', needed: 'files:write' } as const;
    slack.faults.add({ on: 'files.getUploadURLExternal', times: 99, effect: refuse });
    const head = await open('/snail logs web');
    await said(head, /The last 200 of 500 lines/);
    await said(head, /n00499/);
    for (let nth = 500; nth < 3500; nth += 1) write(streams[1], numbered(nth));
    expect(readable(await said(head, /in this stretch/))).toMatch(
      /3,000 lines in this stretch, 0 shown inline, 3,000 left out/,
    );
    write(streams[0], `${numbered(3500)} ${'x'.repeat(4000)}`);
    await said(head, /n03500 .*x… \(/);
    await slack.click('stop-tail', head);
    expect(readable(await said(head, /Stopped by/))).toMatch(/3,501 lines.*left out/);
  });
});

describe.concurrent('where log lines may not be shown', () => {
  it('they are not, for what is typed and for old buttons, and every refusal is written down', async (test) => {
    const readers = ['U0BORIS01'];
    const { ask, open, said, slack, streams, config } = await logStage(test, {
      build: (world) => void addService(world, { name: 'web' }),
      config: { logGrants: { channels: ['C0OPS0001', 'C0PARTNER'], readers } },
    });
    write(streams[0], 'a line');
    const shared = await ask('/snail logs web', { channel: 'partners', user: 'alice' });
    expect(shared.text).toMatch(/not shown in channels that are shared with other organisations/);
    const card = await ask('/snail status web', { channel: 'partners' });
    const before = slack.messages();
    await slack.click('show-logs', card);
    const unshown = await slack.waitFor(
      (message) => !before.includes(message) && message.user === slack.seed.app.botUser,
      20_000,
    );
    expect(unshown.text).toMatch(/shared with other organisations/);
    expect((await ask('/snail logs web', { channel: 'war-room', user: 'boris' })).text).toMatch(
      /not shown in this channel. SNAIL_LOG_CHANNELS/,
    );
    expect((await ask('/snail logs web')).text).toMatch(/limited to some people.*SNAIL_LOG_READERS/);
    const head = await open('/snail logs web', { user: 'boris' });
    await said(head, /a line/);
    const seen = slack.messages();
    await slack.click('stop-tail', head);
    const refused = await slack.waitFor(
      (message) => !seen.includes(message) && message.ephemeralTo === 'U0ALICE01',
      20_000,
    );
    expect(refused.text).toMatch(/limited to some people/);
    await slack.click('stop-tail', head, { user: 'boris' });
    await said(head, /Stopped by boris/);
    const store = await openStore(config.databaseUrl, { log: createLog('silent'), clock: systemClock });
    test.onTestFinished(() => store.close());
    const refusals = async () =>
      (await store.audit.list(100))
        .filter(({ outcome }) => outcome === 'refused')
        .map(({ person, via, verb, channel }) => [person, via, verb, channel]);
    await test.expect.poll(refusals, patience).toEqual([
      ['U0ALICE01', 'click', 'stop-tail', 'C0OPS0001'],
      ['U0ALICE01', 'slash', 'logs', 'C0OPS0001'],
      ['U0BORIS01', 'slash', 'logs', 'C0WARROOM'],
      ['U0ALICE01', 'click', 'show-logs', 'C0PARTNER'],
      ['U0ALICE01', 'slash', 'logs', 'C0PARTNER'],
    ]);
  });
});
