import { describe, expect, it, vi } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createCalls } from '../../src/slack/calls.ts';
import { createOutbox } from '../../src/slack/outbox.ts';
import { createWebClient } from '../../src/slack/web-clients.ts';
import { chart } from '../../src/views/chart.ts';
import { preformatted } from '../../src/views/message.ts';
import { aDeadAddress, aSlackServer, hurriedClock, readableLog, says } from './both-sides.ts';

const OPS = 'C0OPS0001';
const WAR_ROOM = 'C0WARROOM';

/** Waits of a second take 20 ms here. */
async function anOutbox(
  given: { readonly scopes?: readonly string[]; readonly apiUrl?: string; readonly hurry?: number } = {},
) {
  const clock = hurriedClock(given.hurry ?? 50);
  const server = await aSlackServer(undefined, given.scopes);
  const { log, lines } = readableLog();
  const metrics = createMetrics();
  const closing = new AbortController();
  const client = createWebClient(server.tokens.bot, given.apiUrl ?? server.url, log);
  const calls = createCalls(client, { clock, log, metrics, signal: closing.signal });
  const outbox = createOutbox({ calls, clock, log, metrics, signal: closing.signal });
  const texts = (channel = OPS) => server.messages({ channel }).map(({ text }) => text);
  return { server, outbox, clock, lines, metrics, closing, texts };
}

async function failureOf(promise: Promise<unknown>): Promise<UpstreamError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UpstreamError)) throw new Error(`expected an UpstreamError, got ${String(error)}`);
  return error;
}

describe('order and pace', () => {
  it('puts messages into a channel in the order they were handed over', async () => {
    const { outbox, texts } = await anOutbox();
    await Promise.all(['1', '2', '3', '4'].map((text) => outbox.post(OPS, says(text))));
    expect(texts()).toEqual(['1', '2', '3', '4']);
  });

  it('leaves a second between two posts in one channel, and none between channels', async () => {
    const { outbox, clock } = await anOutbox({ hurry: 10 });
    const times: number[] = [];
    const note = () => times.push(clock.now().getTime());
    const startedAt = clock.now().getTime();
    await Promise.all([
      outbox.post(OPS, says('1')).then(note),
      outbox.post(OPS, says('2')).then(note),
      outbox.post(OPS, says('3')).then(note),
      outbox.post(WAR_ROOM, says('elsewhere')),
    ]);
    const [first = 0, second = 0, third = 0] = times;
    expect(second - first).toBeGreaterThan(900);
    expect(third - second).toBeGreaterThan(900);
    expect(third - startedAt).toBeLessThan(6000);
  });

  it('puts urgent messages before routine ones that wait', async () => {
    const { outbox, texts } = await anOutbox();
    const first = outbox.post(OPS, says('first'));
    await first;
    await Promise.all([
      outbox.post(OPS, says('routine 1')),
      outbox.post(OPS, says('routine 2')),
      outbox.post(OPS, says('urgent 1'), { urgent: true }),
      outbox.post(OPS, says('urgent 2'), { urgent: true }),
    ]);
    expect(texts()).toEqual(['first', 'urgent 1', 'urgent 2', 'routine 1', 'routine 2']);
  });

  it('replies in the thread and reports where the message is', async () => {
    const { server, outbox } = await anOutbox();
    const root = await outbox.post(OPS, says('root'));
    const reply = await outbox.reply(root, says('reply'));
    expect(server.messages({ channel: OPS }).at(-1)).toMatchObject({ ts: reply.ts, threadTs: root.ts });
  });

  it('tells how many messages wait', async () => {
    const { outbox, metrics } = await anOutbox();
    const posts = [outbox.post(OPS, says('1')), outbox.post(OPS, says('2'))];
    expect(await metrics.text()).toContain('snail_outbox_waiting 2');
    await Promise.all(posts);
    expect(await metrics.text()).toContain('snail_outbox_waiting 0');
  });
});

describe('throttling', () => {
  it('waits as long as Slack asks and then posts', async () => {
    const { server, outbox, clock, texts } = await anOutbox();
    server.faults.add({ on: 'chat.postMessage', effect: { kind: 'rate-limited', retryAfterSeconds: 30 } });
    const startedAt = clock.now().getTime();
    await outbox.post(OPS, says('late'));
    expect(clock.now().getTime() - startedAt).toBeGreaterThan(29_000);
    expect(texts()).toEqual(['late']);
  });

  it('of one method does not hold up another', async () => {
    const { server, outbox, clock, texts } = await anOutbox();
    const root = await outbox.post(OPS, says('old form'));
    server.faults.add({ on: 'chat.postMessage', effect: { kind: 'rate-limited', retryAfterSeconds: 60 } });
    const startedAt = clock.now().getTime();
    const waiting = outbox.post(WAR_ROOM, says('waits'));
    await vi.waitFor(() => expect(server.calls.count('chat.postMessage')).toBe(2));
    await outbox.update(root, says('new form'));
    expect(clock.now().getTime() - startedAt).toBeLessThan(50_000);
    expect(texts()).toEqual(['new form']);
    await waiting;
    expect(clock.now().getTime() - startedAt).toBeGreaterThan(59_000);
  });

  it('holds the other channels back too, for the method is theirs as well', async () => {
    const { server, outbox } = await anOutbox();
    server.faults.add({ on: 'chat.postMessage', effect: { kind: 'rate-limited', retryAfterSeconds: 20 } });
    const first = outbox.post(OPS, says('1'));
    await vi.waitFor(() => expect(server.calls.count('chat.postMessage')).toBe(1));
    const second = outbox.post(WAR_ROOM, says('2'));
    await Promise.all([first, second]);
    expect(server.calls.count('chat.postMessage')).toBe(3);
  });

  it('lets an urgent message overtake the one that was refused', async () => {
    const { server, outbox, texts } = await anOutbox();
    server.faults.add({ on: 'chat.postMessage', effect: { kind: 'rate-limited', retryAfterSeconds: 20 } });
    const routine = outbox.post(OPS, says('routine'));
    await vi.waitFor(() => expect(server.calls.count('chat.postMessage')).toBe(1));
    await Promise.all([outbox.post(OPS, says('urgent'), { urgent: true }), routine]);
    expect(texts()).toEqual(['urgent', 'routine']);
  });
});

describe('a post that may have arrived', () => {
  it.each(['drop-after', 'drop-before'] as const)('is not sent again (%s)', async (kind) => {
    const { server, outbox } = await anOutbox({ scopes: ['chat:write'] });
    server.faults.add({ on: 'chat.postMessage', effect: { kind } });
    const error = await failureOf(outbox.post(OPS, says('once')));
    expect(error.kind).toBe('unconfirmed');
    expect(server.calls.count('chat.postMessage')).toBe(1);
    expect(server.messages({ channel: OPS })).toHaveLength(kind === 'drop-after' ? 1 : 0);
  });

  it('is found by its key where the history can be read', async () => {
    const { server, outbox } = await anOutbox();
    server.faults.add({ on: 'chat.postMessage', effect: { kind: 'drop-after' } });
    const posted = await outbox.post(OPS, says('found'));
    expect(server.messages({ channel: OPS }).map(({ ts }) => ts)).toEqual([posted.ts]);
  });

  it('is found in its thread', async () => {
    const { server, outbox } = await anOutbox();
    const root = await outbox.post(OPS, says('root'));
    server.faults.add({ on: 'chat.postMessage', effect: { kind: 'drop-after' } });
    const posted = await outbox.reply(root, says('found'));
    expect(server.messages({ channel: OPS }).at(-1)?.ts).toBe(posted.ts);
  });

  it('is unconfirmed when the history does not show it', async () => {
    const { server, outbox } = await anOutbox();
    server.faults.add({ on: 'chat.postMessage', effect: { kind: 'drop-before' } });
    expect((await failureOf(outbox.post(OPS, says('lost')))).kind).toBe('unconfirmed');
    expect(server.calls.count('chat.postMessage')).toBe(1);
  });

  it.each([502, 504])('is not sent again after a gateway says %i', async (status) => {
    const { server, outbox } = await anOutbox({ scopes: ['chat:write'] });
    server.faults.add({ on: 'chat.postMessage', effect: { kind: 'status', status } });
    expect((await failureOf(outbox.post(OPS, says('once')))).kind).toBe('unconfirmed');
    expect(server.calls.count('chat.postMessage')).toBe(1);
  });

  it('does not hold up the next one', async () => {
    const { server, outbox, texts } = await anOutbox({ scopes: ['chat:write'] });
    server.faults.add({ on: 'chat.postMessage', effect: { kind: 'drop-before' } });
    const lost = failureOf(outbox.post(OPS, says('lost')));
    await outbox.post(OPS, says('next'));
    await lost;
    expect(texts()).toEqual(['next']);
  });
});

describe('an outage of Slack', () => {
  it.each([500, 503])('is lived through when it answers %i for a while', async (status) => {
    const { server, outbox, texts } = await anOutbox();
    server.faults.add({ on: 'chat.postMessage', times: 4, effect: { kind: 'status', status } });
    await Promise.all([outbox.post(OPS, says('1')), outbox.post(OPS, says('2'))]);
    expect(texts()).toEqual(['1', '2']);
  });

  it('ends in "unreachable" after two minutes without a connection, for all that wait', async () => {
    const { outbox, clock } = await anOutbox({ apiUrl: await aDeadAddress() });
    const startedAt = clock.now().getTime();
    const failures = await Promise.all([
      failureOf(outbox.post(OPS, says('1'))),
      failureOf(outbox.post(OPS, says('2'))),
    ]);
    expect(failures.map(({ kind }) => kind)).toEqual(['unreachable', 'unreachable']);
    const tookMs = clock.now().getTime() - startedAt;
    expect(tookMs).toBeGreaterThan(60_000);
    expect(tookMs).toBeLessThan(180_000);
  });

  it('leaves nothing waiting when it is stopped meanwhile', async () => {
    const { server, outbox, closing } = await anOutbox();
    server.faults.add({ on: 'chat.postMessage', effect: { kind: 'rate-limited', retryAfterSeconds: 3600 } });
    const failures = Promise.all([
      failureOf(outbox.post(OPS, says('1'))),
      failureOf(outbox.post(OPS, says('2'))),
    ]);
    await vi.waitFor(() => expect(server.calls.count('chat.postMessage')).toBe(1));
    closing.abort();
    expect((await failures).map(({ kind }) => kind)).toEqual(['throttled', 'unreachable']);
    expect(await outbox.drain(0)).toBe(0);
  });
});

describe('a refusal', () => {
  it.each([
    ['C0RANDOM1', 'denied', '/invite @Snail Trail'],
    ['C0LEADS01', 'not-found', '/invite @Snail Trail'],
    ['C0ARCHIVE', 'refused', 'archived'],
  ])('of channel %s says what to do', async (channel, kind, advice) => {
    const { outbox } = await anOutbox();
    const error = await failureOf(outbox.post(channel, says('hello')));
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(advice);
    expect(error.message).toMatch(/^could not post to/);
  });

  it('for want of a scope names the scope', async () => {
    const { outbox } = await anOutbox({ scopes: ['commands'] });
    const error = await failureOf(outbox.post(OPS, says('hello')));
    expect(error.kind).toBe('denied');
    expect(error.permission).toContain('chat:write');
  });

  it('of blocks is answered with words alone, and logged without them', async () => {
    const { server, outbox, lines } = await anOutbox();
    server.faults.add({ on: 'chat.postMessage', effect: { kind: 'error', word: 'invalid_blocks' } });
    await outbox.post(OPS, says('the words'));
    expect(server.messages({ channel: OPS })).toMatchObject([{ text: 'the words', blocks: [] }]);
    const logged = lines.filter((line) => line.includes('blocks refused'));
    expect(logged).toHaveLength(1);
    expect(logged[0]).toContain('"level":50');
    expect(logged[0]).not.toContain('the words');
  });

  it('of a chart is answered with the words that say the same', async () => {
    const { server, outbox } = await anOutbox();
    const picture = chart({
      ...{ kind: 'bar', title: 'Minutes in trouble', unit: 'minutes', categories: ['web'] },
      series: [{ name: 'minutes', values: [14] }],
    });
    const message = { ...says('web was in trouble for 14 min'), blocks: [picture] };
    await outbox.post(OPS, message);
    server.faults.add({ on: 'chat.postMessage', effect: { kind: 'error', word: 'invalid_blocks' } });
    await outbox.post(OPS, message);
    expect(server.messages({ channel: OPS })).toMatchObject([
      { text: message.text, blocks: [{ type: 'data_visualization' }] },
      { text: message.text, blocks: [] },
    ]);
  });

  it('of blocks that Slack itself finds too long together is answered with words alone', async () => {
    const { server, outbox } = await anOutbox();
    const empty = { type: 'section', text: { type: 'mrkdwn', text: '', verbatim: true } } as const;
    await outbox.post(OPS, { text: 'the words', blocks: [empty] });
    expect(server.messages({ channel: OPS })).toMatchObject([{ text: 'the words', blocks: [] }]);
  });
});

describe('edits', () => {
  it('that wait for the same message are merged into the newest', async () => {
    const { server, outbox, texts } = await anOutbox();
    const root = await outbox.post(OPS, says('0'));
    server.faults.add({ on: 'chat.update', effect: { kind: 'delay', ms: 100 } });
    const first = outbox.update(root, says('1'));
    await vi.waitFor(() => expect(server.calls.count('chat.update')).toBe(1));
    const others = ['2', '3', '4', '5'].map((text) => outbox.update(root, says(text)));
    await Promise.all([first, ...others]);
    expect(server.calls.count('chat.update')).toBe(2);
    expect(texts()).toEqual(['5']);
  });

  it('that were throttled go out in their newest form', async () => {
    const { server, outbox, texts } = await anOutbox();
    const root = await outbox.post(OPS, says('0'));
    server.faults.add({ on: 'chat.update', effect: { kind: 'rate-limited', retryAfterSeconds: 20 } });
    const first = outbox.update(root, says('1'));
    await vi.waitFor(() => expect(server.calls.count('chat.update')).toBe(1));
    await Promise.all([first, outbox.update(root, says('2'))]);
    expect(server.calls.count('chat.update')).toBe(2);
    expect(texts()).toEqual(['2']);
  });

  it('share the outcome of the newest', async () => {
    const { server, outbox } = await anOutbox();
    const root = await outbox.post(OPS, says('0'));
    server.faults.add({ on: 'chat.update', effect: { kind: 'rate-limited', retryAfterSeconds: 20 } });
    server.faults.add({ on: 'chat.update', effect: { kind: 'error', word: 'edit_window_closed' } });
    const first = failureOf(outbox.update(root, says('1')));
    await vi.waitFor(() => expect(server.calls.count('chat.update')).toBe(1));
    const second = failureOf(outbox.update(root, says('2')));
    expect((await first).message).toContain('too old to be edited');
    expect((await second).message).toContain('too old to be edited');
  });

  it('are tried again after a lost connection: twice does no harm', async () => {
    const { server, outbox, texts } = await anOutbox();
    const root = await outbox.post(OPS, says('0'));
    server.faults.add({ on: 'chat.update', effect: { kind: 'drop-after' } });
    await outbox.update(root, says('1'));
    expect(texts()).toEqual(['1']);
  });

  it('of a message that is gone are "not-found"', async () => {
    const { outbox } = await anOutbox();
    const gone = { channel: OPS, ts: '1700000000.000001' };
    expect((await failureOf(outbox.update(gone, says('1')))).kind).toBe('not-found');
  });

  it('of different messages do not wait for each other', async () => {
    const { server, outbox, texts } = await anOutbox();
    const one = await outbox.post(OPS, says('one'));
    const two = await outbox.post(OPS, says('two'));
    await Promise.all([outbox.update(one, says('ONE')), outbox.update(two, says('TWO'))]);
    expect(server.calls.count('chat.update')).toBe(2);
    expect(texts()).toEqual(['ONE', 'TWO']);
  });
});

describe('what people see', () => {
  it('holds nothing that pings, links or unfurls, though the words came from outside', async () => {
    const { server, outbox } = await anOutbox();
    const nasty = 'see <!channel> <@U0ALICE01> <https://evil.example|here> @here & more';
    await outbox.post(OPS, { text: nasty, blocks: [preformatted(nasty)] });
    const [message] = server.messages({ channel: OPS });
    expect(message).toMatchObject({ pings: [], links: [] });
    expect(message?.text).toContain('&lt;!channel&gt;');
  });

  it('is cut to what Slack takes', async () => {
    const { server, outbox, lines } = await anOutbox();
    const long = Array.from({ length: 3000 }, (_, line) => `line ${line}`).join('\n');
    const root = await outbox.post(OPS, { text: long, blocks: [preformatted(long)] });
    await outbox.update(root, { text: long, blocks: [preformatted(long)] });
    const [message] = server.messages({ channel: OPS });
    expect(message?.blocks).toHaveLength(1);
    expect(message?.text).toMatch(/… and \d+ more lines$/);
    expect(lines.filter((line) => line.includes('blocks refused'))).toEqual([]);
  });

  it('can be a file in a thread', async () => {
    const { server, outbox } = await anOutbox();
    const root = await outbox.post(OPS, says('root'));
    await outbox.file(root, { name: 'web.log', content: 'one\ntwo' });
    const shared = server
      .messages({ channel: OPS })
      .flatMap(({ threadTs, files }) => files.map((file) => ({ ...file, threadTs })));
    expect(shared).toMatchObject([{ name: 'web.log', content: 'one\ntwo', threadTs: root.ts }]);
  });
});

describe('draining', () => {
  it('waits until all is out', async () => {
    const { outbox, texts } = await anOutbox();
    const posts = [outbox.post(OPS, says('1')), outbox.post(OPS, says('2'))];
    expect(await outbox.drain(60_000)).toBe(0);
    expect(texts()).toEqual(['1', '2']);
    await Promise.all(posts);
  });

  it('gives up in time and tells how many are left', async () => {
    const { server, outbox, closing } = await anOutbox();
    server.faults.add({ on: 'chat.postMessage', effect: { kind: 'rate-limited', retryAfterSeconds: 600 } });
    const failures = [failureOf(outbox.post(OPS, says('1'))), failureOf(outbox.post(OPS, says('2')))];
    expect(await outbox.drain(5000)).toBe(2);
    closing.abort();
    await Promise.all(failures);
  });
});
