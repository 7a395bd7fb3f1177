import { describe, expect, it, vi } from 'vitest';
import { addService } from '../../src/demo/world/add-service.ts';
import { alertStage, breaks, mends } from '../alert-stage.ts';

// Each waits for looks, which come every five seconds; they wait side by side.
vi.setConfig({ testTimeout: 90_000, maxConcurrency: 12 });

const MINUTE_MS = 60_000;
const POLL = { timeout: 40_000, interval: 500 };
const OPS = 'C0OPS0001';
const FIRING = /^🔴 Firing · prod\/web/;

describe.concurrent('a channel that takes nothing', () => {
  it.for([
    ['the bot was removed', 'kick', /invite/],
    ['it is archived', 'archive', /archived/],
  ] as const)(
    'because %s: whoever made it watch is told once, and it shows the present once it can',
    async ([, how, words], test) => {
      const { ask, clock, posts, slack, stands, web } = await alertStage(test);
      await ask('/snail watch web');
      slack[how]('ops');
      breaks(web);
      const isDirect = ({ channel, text }: { channel: string; text: string }) =>
        channel === 'D0ALICE01' && words.test(text);
      const told = await slack.waitFor(isDirect, 40_000);
      expect(told.text).toMatch(/1 /);
      expect(posts(FIRING)).toEqual([]);
      if (how === 'kick') slack.ledger.join(OPS, slack.seed.app.botUser);
      else slack.unarchive('ops');
      clock.putForward(5 * MINUTE_MS);
      await stands(FIRING);
      expect(posts(FIRING)).toHaveLength(1);
      expect(slack.messages().filter(isDirect)).toHaveLength(1);
    },
  );

  it('while trouble comes and goes: one message tells of it afterwards and calls nobody', async (test) => {
    const { ask, clock, posts, slack, stands, web } = await alertStage(test);
    await ask('/snail watch web --on-call @on-call');
    slack.kick('ops');
    breaks(web);
    const listed = async () => (await ask('/snail alerts')).text;
    await test.expect.poll(listed, POLL).toContain('1 alert is open');
    mends(web);
    await test.expect.poll(listed, POLL).toContain('No alert is open');
    slack.ledger.join(OPS, slack.seed.app.botUser);
    clock.putForward(5 * MINUTE_MS);
    expect(await stands(/came and went/)).toMatchObject({ channel: OPS, pings: [] });
    expect(posts(/Firing|Resolved · /)).toEqual([]);
  });
});

describe.concurrent('a root that somebody deleted', () => {
  it('is posted anew once, says so, and the thread goes on there', async (test) => {
    const { ask, posts, said, slack, stands, web } = await alertStage(test);
    await ask('/snail watch web');
    breaks(web);
    const root = await stands(FIRING);
    await said(root, /What I found/);
    slack.deleteMessage('ops', root.ts);
    mends(web);
    const anew = await stands(/^🟢 Resolved · prod\/web[\s\S]*The earlier message about this is gone/);
    await said(anew, /^🟢 Resolved at/);
    expect(posts(/^🟢 Resolved · /)).toHaveLength(1);
  });
});

describe.concurrent('when Slack', () => {
  it('asks for a pause it gets it, and everything is there once', async (test) => {
    const { ask, posts, replies, said, slack, stands, web } = await alertStage(test);
    await ask('/snail watch web');
    slack.calls.clear();
    const pause = { kind: 'rate-limited', retryAfterSeconds: 2 } as const;
    slack.faults.add({ on: 'chat.postMessage', times: 2, effect: pause });
    breaks(web);
    const root = await stands(FIRING);
    await said(root, /What I found/);
    const [refused, again] = slack.calls.of('chat.postMessage').map(({ at }) => at.getTime());
    // On a clock three times as fast.
    expect((again ?? 0) - (refused ?? 0)).toBeGreaterThanOrEqual(1900);
    expect(posts(FIRING)).toHaveLength(1);
    expect(replies(root)).toHaveLength(1);
  });

  it.for([
    ['takes a post and its answer is lost', { kind: 'drop-after' }],
    ['takes no post for a moment', { kind: 'status', status: 503 }],
  ] as const)('%s, root and reply are there once', async ([, effect], test) => {
    const { ask, posts, replies, said, slack, stands, web } = await alertStage(test);
    await ask('/snail watch web');
    slack.faults.add({ on: 'chat.postMessage', effect });
    slack.faults.add({ on: 'chat.postMessage', after: 1, effect });
    breaks(web);
    const root = await stands(FIRING);
    await said(root, /What I found/);
    mends(web);
    await said(root, /^🟢 Resolved at/);
    expect(posts(/^🟢 Resolved · /)).toHaveLength(1);
    expect(replies(root)).toHaveLength(2);
  });
});

describe.concurrent('when AWS', () => {
  it('cannot be read for five minutes the channel is told once, with the reason, and once when it can', async (test) => {
    const { ask, aws, clock, posts, said, stands, web } = await alertStage(test);
    await ask('/snail watch web');
    breaks(web);
    const root = await stands(FIRING);
    aws.faults.add({ operation: '*', kind: 'expired' });
    const count = () => aws.calls['ecs:DescribeServices'] ?? 0;
    const before = count();
    await test.expect.poll(count, { timeout: 40_000 }).toBeGreaterThan(before + 1);
    clock.putForward(5 * MINUTE_MS);
    const blind = await stands(/^❔ Blind · prod-eu · what this channel watches there cannot be read/);
    expect(blind.text).toContain('the AWS credentials are missing, wrong or expired');
    mends(web);
    expect((await ask('/snail alerts')).text).toMatch(
      /1 alert is open.*\n❔ What is watched in prod-eu cannot be read/,
    );
    aws.faults.clear();
    expect(await said(blind, /^🟢 Seeing again/)).toMatchObject({ broadcast: true });
    await said(root, /^🟢 Resolved at/);
    expect(posts(/Blind ·/)).toEqual([]);
    expect(posts(/Seeing again/)).toHaveLength(2);
  });

  it('knows the service no more its alert ends and says why', async (test) => {
    const { ask, said, stands, web, world } = await alertStage(test);
    addService(world, { name: 'api' });
    await ask('/snail watch */*');
    breaks(web);
    const root = await stands(FIRING);
    await said(root, /What I found/);
    world.services.delete(web.service.serviceArn);
    await said(root, /^🟢 Resolved at .*: the service (was deleted|is gone)/);
  });
});
