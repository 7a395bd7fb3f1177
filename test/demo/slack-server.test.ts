import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { SEED } from '../../src/demo/slack/workspace.ts';
import { createSlackServer } from '../../src/demo/slack-server.ts';
import { clientOf, startedBolt, startedSlack } from './slack/started.ts';

describe('the local Slack', () => {
  it('has no address before it is started', () => {
    const slack = createSlackServer({ clock: systemClock });
    expect(() => slack.url).toThrow('not started');
  });

  it('listens on loopback, and says so when the port is taken', async () => {
    const slack = await startedSlack();
    expect(slack.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/$/);
    const second = createSlackServer({ clock: systemClock });
    await expect(second.start({ port: Number(new URL(slack.url).port) })).rejects.toThrow('EADDRINUSE');
  });

  it('stops with apps and pages still connected', async () => {
    const slack = createSlackServer({ clock: systemClock });
    await slack.start();
    await startedBolt(slack, 'socket', () => {});
    const ended = new AbortController();
    onTestFinished(() => ended.abort());
    await fetch(`${slack.pageUrl}page/events`, { signal: ended.signal });
    expect(slack.socket.connections()).toBe(1);
    await slack.stop();
    await expect(fetch(slack.pageUrl)).rejects.toThrow();
  });

  it('can begin with other people and channels', async () => {
    const seed = {
      ...SEED,
      me: 'U0ZOE0001',
      users: [
        ...SEED.users,
        { id: 'U0ZOE0001', teamId: 'T0SNAIL01', name: 'zoe', realName: 'Zoe', tz: 'UTC', tzOffsetSeconds: 0 },
      ],
      channels: [
        { id: 'C0QUIET01', name: 'quiet', kind: 'public' as const, members: ['U0ZOE0001', 'U0SNAILBT'] },
      ],
    };
    const slack = await startedSlack({ seed });
    await slack.say('anyone here?', { channel: 'quiet' });
    expect(slack.messages()[0]).toMatchObject({ user: 'U0ZOE0001', channel: 'C0QUIET01' });
  });

  it('waits for a message, and tells what is there when none comes', async () => {
    const slack = await startedSlack();
    const waiting = slack.waitFor(({ text }) => text === 'second');
    await clientOf(slack).chat.postMessage({ channel: 'ops', text: 'first' });
    await clientOf(slack).chat.postMessage({ channel: 'ops', text: 'second' });
    expect((await waiting).text).toBe('second');
    await expect(slack.waitFor(({ text }) => text === 'third', 20)).rejects.toThrow('["first","second"]');
  });

  it('changes scopes and members while it runs', async () => {
    const slack = await startedSlack();
    slack.setScopes(['chat:write']);
    await expect(clientOf(slack).users.info({ user: 'U0ALICE01' })).rejects.toMatchObject({
      data: { error: 'missing_scope' },
    });
    slack.ledger.leave('C0OPS0001', 'U0SNAILBT');
    await expect(clientOf(slack).chat.postMessage({ channel: 'C0OPS0001', text: 'x' })).rejects.toMatchObject(
      { data: { error: 'not_in_channel' } },
    );
    slack.ledger.join('C0OPS0001', 'U0SNAILBT');
    expect(await clientOf(slack).chat.postMessage({ channel: 'C0OPS0001', text: 'x' })).toMatchObject({
      ok: true,
    });
  });
});
