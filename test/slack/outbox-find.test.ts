import { describe, expect, it } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createCalls } from '../../src/slack/calls.ts';
import { createOutbox } from '../../src/slack/outbox.ts';
import { createWebClient } from '../../src/slack/web-clients.ts';
import { aSlackServer, hurriedClock, readableLog, says } from './both-sides.ts';

const OPS = 'C0OPS0001';
const WAR_ROOM = 'C0WARROOM';

/** Waits of a second take 10 ms here. */
async function anOutbox(scopes?: readonly string[]) {
  const clock = hurriedClock(100);
  const server = await aSlackServer(clock, scopes);
  const { log } = readableLog();
  const { signal } = new AbortController();
  const metrics = createMetrics();
  const calls = createCalls(createWebClient(server.tokens.bot, server.url, log), {
    clock,
    log,
    metrics,
    signal,
  });
  return { server, clock, outbox: createOutbox({ calls, clock, log, metrics, signal }) };
}

type Scene = Awaited<ReturnType<typeof anOutbox>>;

/** So many messages of people, said at once. */
function chatter({ server }: Scene, count: number, threadTs?: string): void {
  for (let nth = 0; nth < count; nth += 1) {
    const template = server.messages({ channel: OPS })[0];
    if (template)
      server.ledger.add({ ...template, ts: server.ledger.nextTs(), threadTs, metadata: undefined });
  }
}

describe('a post that another process may have made', () => {
  it.each([
    ['in a public channel', OPS],
    ['in a private channel', WAR_ROOM],
  ])('is found by its key %s', async (_, channel) => {
    const { outbox, clock } = await anOutbox();
    const sentAt = clock.now();
    await outbox.post(channel, says('before'), { key: 'other' });
    const { ts } = await outbox.post(channel, says('root'), { key: 'key-1' });
    expect(await outbox.find({ channel }, 'key-1', sentAt)).toEqual({ kind: 'posted', ts });
    expect(await outbox.find({ channel }, 'key-2', sentAt)).toEqual({ kind: 'absent' });
  });

  it('is found in its thread, and only there', async () => {
    const { outbox, clock } = await anOutbox();
    const sentAt = clock.now();
    const root = await outbox.post(OPS, says('root'));
    const { ts } = await outbox.reply(root, says('reply'), { key: 'key-1' });
    const place = { channel: OPS, thread: root.ts };
    expect(await outbox.find(place, 'key-1', sentAt)).toEqual({ kind: 'posted', ts });
    expect(await outbox.find({ channel: OPS }, 'key-1', sentAt)).toEqual({ kind: 'absent' });
  });

  it('is found after an edit', async () => {
    const { outbox, clock } = await anOutbox();
    const sentAt = clock.now();
    const posted = await outbox.post(OPS, says('old'), { key: 'key-1' });
    await outbox.update(posted, says('new'));
    expect(await outbox.find({ channel: OPS }, 'key-1', sentAt)).toEqual({ kind: 'posted', ts: posted.ts });
  });

  it.each(['channel', 'thread'])('is found under what was said in the busy %s since', async (where) => {
    const scene = await anOutbox();
    const sentAt = scene.clock.now();
    const root = await scene.outbox.post(OPS, says('root'));
    const inThread = where === 'thread';
    if (inThread) chatter(scene, 450, root.ts);
    const posted = inThread
      ? await scene.outbox.reply(root, says('it'), { key: 'key-1' })
      : await scene.outbox.post(OPS, says('it'), { key: 'key-1' });
    chatter(scene, 450, inThread ? root.ts : undefined);
    const place = { channel: OPS, ...(inThread ? { thread: root.ts } : {}) };
    expect(await scene.outbox.find(place, 'key-1', sentAt)).toEqual({ kind: 'posted', ts: posted.ts });
    expect(await scene.outbox.find(place, 'key-2', sentAt)).toEqual({ kind: 'absent' });
  });

  it('is not called absent where more was said since than can be read', async () => {
    const scene = await anOutbox();
    const sentAt = scene.clock.now();
    await scene.outbox.post(OPS, says('it'), { key: 'key-1' });
    chatter(scene, 1100);
    const calls = scene.server.calls.count('conversations.history');
    expect(await scene.outbox.find({ channel: OPS }, 'key-1', sentAt)).toEqual({ kind: 'unknown' });
    expect(scene.server.calls.count('conversations.history') - calls).toBe(5);
  });

  it('is not looked for among what was said long before', async () => {
    const scene = await anOutbox();
    await scene.outbox.post(OPS, says('long ago'), { key: 'key-1' });
    const sentAt = new Date(scene.clock.now().getTime() + 3_600_000);
    expect(await scene.outbox.find({ channel: OPS }, 'key-1', sentAt)).toEqual({ kind: 'absent' });
  });

  it.each([
    ['the history may not be read', ['chat:write'], OPS],
    ['the bot is not in the channel', undefined, 'C0RANDOM1'],
    ['there is no such channel', undefined, 'C0NOTHING'],
  ])('stays unknown where %s', async (_, scopes, channel) => {
    const { outbox, clock } = await anOutbox(scopes);
    expect(await outbox.find({ channel }, 'key-1', clock.now())).toEqual({ kind: 'unknown' });
  });
});

describe('a reply whose root was deleted', () => {
  it('is not left in the channel, and says that the thread is gone', async () => {
    const { server, outbox } = await anOutbox();
    const root = await outbox.post(OPS, says('root'));
    server.deleteMessage('ops', root.ts);
    const refusal = await outbox.reply(root, says('reply')).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(UpstreamError);
    expect(refusal).toMatchObject({ kind: 'not-found' });
    expect(server.messages({ channel: OPS })).toEqual([]);
  });

  it('stays where the root has left a placeholder', async () => {
    const { server, outbox } = await anOutbox();
    const root = await outbox.post(OPS, says('root'));
    await outbox.reply(root, says('first'));
    server.deleteMessage('ops', root.ts);
    await outbox.reply(root, says('second'));
    expect(server.messages({ channel: OPS }).map(({ text }) => text)).toEqual([
      'This message was deleted.',
      'first',
      'second',
    ]);
    await expect(outbox.update(root, says('edited'))).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('is left alone where Slack does not say where it went', async () => {
    const { server, outbox } = await anOutbox();
    const root = await outbox.post(OPS, says('root'));
    server.deleteMessage('ops', root.ts);
    server.faults.add({ on: 'chat.getPermalink', effect: { kind: 'error', word: 'unknown_method' } });
    await outbox.reply(root, says('reply'));
    expect(server.messages({ channel: OPS })).toMatchObject([{ text: 'reply' }]);
  });
});

describe('a channel that takes nothing', () => {
  it.each([
    ['archived', 'ops', 'refused', 'unarchive'],
    ['closed to the bot', 'ops', 'denied', 'invite'],
    ['private and closed to the bot', 'war-room', 'not-found', 'invite'],
  ] as const)('because it is %s says so', async (why, name, kind, advice) => {
    const { server, outbox } = await anOutbox();
    const channel = name === 'ops' ? OPS : WAR_ROOM;
    if (why === 'archived') server.archive(name);
    else server.kick(name);
    const refusal = await outbox.post(channel, says('hello')).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ kind, message: expect.stringContaining(advice) });
  });

  it('takes neither an edit while it is archived, and both afterwards', async () => {
    const { server, outbox } = await anOutbox();
    const posted = await outbox.post(OPS, says('old'));
    server.archive('ops');
    const refusal = await outbox.update(posted, says('new')).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ kind: 'refused', message: expect.stringContaining('archived') });
    server.unarchive('ops');
    await outbox.update(posted, says('new'));
    expect(server.messages({ channel: OPS })).toMatchObject([{ text: 'new' }]);
  });
});

describe('the address of a message', () => {
  it('is asked for once', async () => {
    const { server, outbox } = await anOutbox();
    const root = await outbox.post(OPS, says('root'));
    const [one, other] = [await outbox.permalink(root), await outbox.permalink({ ...root })];
    expect(one).toContain(`/archives/${OPS}/p${root.ts.replace('.', '')}`);
    expect(other).toBe(one);
    expect(server.calls.count('chat.getPermalink')).toBe(1);
  });

  it('is left out where Slack does not say, and asked for again', async () => {
    const { server, outbox } = await anOutbox();
    const root = await outbox.post(OPS, says('root'));
    server.faults.add({ on: 'chat.getPermalink', effect: { kind: 'error', word: 'unknown_method' } });
    expect(await outbox.permalink(root)).toBeUndefined();
    expect(await outbox.permalink(root)).toContain('/archives/');
    expect(await outbox.permalink({ channel: OPS, ts: '1700000000.000001' })).toBeUndefined();
  });
});

describe('a direct message', () => {
  it('goes to the person, opening the conversation where there is none', async () => {
    const { server, outbox } = await anOutbox();
    await outbox.say('U0CHIKO01', says('only you'));
    const [said] = server.messages();
    expect(said).toMatchObject({ text: 'only you', ephemeralTo: undefined });
    expect(server.ledger.channel(said?.channel ?? '')).toMatchObject({
      kind: 'direct',
      members: ['U0CHIKO01', server.seed.app.botUser],
    });
  });

  it('to somebody who has left is refused', async () => {
    const { outbox } = await anOutbox();
    await expect(outbox.say('U0GONE001', says('hello'))).rejects.toMatchObject({ kind: 'not-found' });
  });
});
