import { afterEach, describe, expect, it } from 'vitest';
import { addService } from '../../src/demo/world/add-service.ts';
import { appendLines } from '../../src/demo/world/append-lines.ts';
import { createWorld } from '../../src/demo/world.ts';
import { type Given, movedClock, type Stage, startAws } from './given-aws.ts';
import {
  afterZero,
  allLines,
  aQuery,
  FAST,
  GROUP,
  startEmulator,
  texts,
  webStream,
  ZERO,
} from './given-logs.ts';

const ENV = 'prod-eu';
let stage: Stage | undefined;
let emulator: Awaited<ReturnType<typeof startEmulator>> | undefined;

async function start(given: Given = {}) {
  stage = await startAws({ ...given, limits: { ...FAST, ...given.limits } });
  return stage;
}

afterEach(async () => {
  await stage?.stop();
  emulator?.stop();
  emulator = undefined;
});

describe('a page of log lines', () => {
  it('holds the lines of the streams with the prefix, in our words, oldest first', async () => {
    const { estate, world } = await start({ build: (it) => addService(it, { name: 'web' }) });
    const [one, other] = world.logGroups.get(GROUP)!.streams.values();
    appendLines(one!, { count: 2, fromAt: afterZero(1), everyMs: 2, say: (nth) => `one ${nth}` });
    appendLines(other!, {
      count: 2,
      fromAt: afterZero(2),
      everyMs: 2,
      lateMs: 5,
      say: (nth) => `other ${nth}`,
    });
    const { lines, nextToken } = await estate.logs.page(ENV, aQuery());
    expect(texts(lines)).toEqual(['one 0', 'other 0', 'one 1', 'other 1']);
    expect(lines[1]).toEqual({
      id: expect.stringMatching(/^\d{56}$/),
      stream: other!.name,
      at: afterZero(2),
      ingestedAt: afterZero(7),
      text: 'other 0',
    });
    expect(nextToken).toBeUndefined();
    expect((await estate.logs.page(ENV, aQuery({ source: { streamPrefix: 'ecs/x/' } }))).lines).toEqual([]);
    const whole = aQuery({ source: { streamPrefix: undefined }, untilAt: afterZero(2) });
    expect(texts((await estate.logs.page(ENV, whole)).lines)).toEqual(['one 0', 'other 0']);
  });

  it('passes the pattern on', async () => {
    const { estate, world } = await start();
    appendLines(webStream(world), { count: 20, fromAt: ZERO, everyMs: 1 });
    const { lines } = await estate.logs.page(ENV, aQuery({ pattern: '%[lL]ine 1%'.replace(' ', '.') }));
    expect(lines).toHaveLength(11);
  });

  it('is of the Region that the source is in', async () => {
    const clock = movedClock();
    const worlds = [createWorld({ clock }), createWorld({ clock, region: 'us-east-1' })] as const;
    const { estate } = await start({ clock, worlds: [...worlds] });
    appendLines(webStream(worlds[1]), { count: 1, fromAt: ZERO });
    const { lines } = await estate.logs.page(ENV, aQuery({ source: { region: 'us-east-1' } }));
    expect(texts(lines)).toEqual(['line 0']);
    await expect(estate.logs.page(ENV, aQuery())).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('takes lines of a megabyte as they are', async () => {
    const { estate, world } = await start();
    const long = 'x'.repeat(1_048_576);
    appendLines(webStream(world), {
      count: 3,
      fromAt: ZERO,
      everyMs: 1,
      say: (nth) => (nth === 1 ? long : 'short'),
    });
    const lines = await allLines(estate.logs.pages(ENV, aQuery()));
    expect(lines.map(({ text }) => text.length)).toEqual([5, long.length, 5]);
  });

  it('shows bytes that are no text as such, and lines without a time or text', async () => {
    const events = Buffer.concat([
      Buffer.from('{"events":[{"eventId":"1","logStreamName":"s","timestamp":1772589600000,"message":"a'),
      Buffer.from([0xff, 0xc3, 0x28]),
      Buffer.from('b"},{"eventId":"2","ingestionTime":1772589600001}]}'),
    ]);
    emulator = await startEmulator(() => events);
    const { estate } = await start({ endpoint: emulator.endpoint });
    const { lines } = await estate.logs.page(ENV, aQuery());
    expect(texts(lines)).toEqual(['a\ufffd\ufffd(b', '']);
    expect(lines[1]).toMatchObject({ at: afterZero(1), ingestedAt: afterZero(1), stream: '' });
  });
});

describe('reading that fails', () => {
  it.each([
    ['denied', { kind: 'denied', permission: 'logs:FilterLogEvents' }],
    ['throttled', { kind: 'throttled' }],
    ['expired', { kind: 'credentials' }],
    ['dropped', { kind: 'unreachable' }],
    ['error', { kind: 'unreachable' }],
  ] as const)('says that it was %s', async (kind, failure) => {
    const { estate, world, fault } = await start();
    webStream(world);
    fault('FilterLogEvents', kind);
    const reading = estate.logs.page(ENV, aQuery());
    await expect(reading).rejects.toMatchObject({ name: 'UpstreamError', ...failure });
    await expect(reading).rejects.toThrow('could not read log group /ecs/web');
  });

  it('says that the group is missing, or the environment', async () => {
    const { estate } = await start();
    await expect(estate.logs.page(ENV, aQuery())).rejects.toThrow(
      'could not read log group /ecs/web: not found',
    );
    await expect(estate.logs.page('gone', aQuery())).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('says that a token is of another read or too old, and not that the question was wrong', async () => {
    const { estate, world, clock } = await start();
    appendLines(webStream(world), { count: 3, fromAt: ZERO });
    const { nextToken: token } = await estate.logs.page(ENV, aQuery(), { limit: 1 });
    const other = estate.logs.page(ENV, aQuery({ untilAt: afterZero(9) }), { token });
    await expect(other).rejects.toMatchObject({ kind: 'stale' });
    await expect(other).rejects.toThrow('could not read log group /ecs/web: AWS no longer knows');
    clock.forward(86_400_001);
    await expect(estate.logs.page(ENV, aQuery(), { token })).rejects.toMatchObject({ kind: 'stale' });
    const wrong = estate.logs.page(ENV, aQuery({ pattern: 'a.b' }));
    await expect(wrong).rejects.toMatchObject({ kind: 'refused' });
  });
});

describe('all pages of log lines', () => {
  it('hold every line once, over more than ten thousand and a megabyte', async () => {
    const { estate, world, aws } = await start();
    appendLines(webStream(world), { count: 25_000, fromAt: ZERO, say: (nth) => `${nth} ${'x'.repeat(30)}` });
    const lines = await allLines(estate.logs.pages(ENV, aQuery()));
    expect(new Set(lines.map(({ id }) => id)).size).toBe(25_000);
    expect(lines.map(({ text }) => Number.parseInt(text, 10))).toEqual(
      Array.from({ length: 25_000 }, (_, nth) => nth),
    );
    expect(aws.calls['logs:FilterLogEvents']).toBe(3);
  });

  it('go on after empty ones', async () => {
    const { estate, world, fault } = await start();
    appendLines(webStream(world), { count: 3, fromAt: ZERO, everyMs: 1 });
    fault('FilterLogEvents', 'empty-page', { times: 2 });
    expect(await allLines(estate.logs.pages(ENV, aQuery()))).toHaveLength(3);
  });

  it('have what arrives or begins between two of them', async () => {
    const { estate, world } = await start();
    const stream = webStream(world);
    appendLines(stream, { count: 4, fromAt: ZERO, everyMs: 10 });
    const pages = estate.logs.pages(ENV, aQuery(), { limit: 2 });
    const first = await pages.next();
    appendLines(stream, { count: 1, fromAt: afterZero(15), say: () => 'late' });
    const name = 'ecs/web/new';
    world.logGroups
      .get(GROUP)!
      .streams.set(name, { name, createdAt: ZERO, lines: [{ at: afterZero(25), message: 'new' }] });
    const rest = await allLines(pages);
    expect(texts([...(first.value?.lines ?? []), ...rest])).toEqual([
      'line 0',
      'line 1',
      'late',
      'line 2',
      'new',
      'line 3',
    ]);
  });

  it('begin again behind the last line where a token went stale, and give none twice', async () => {
    const { estate, world, fault } = await start();
    appendLines(webStream(world), { count: 5, fromAt: ZERO });
    appendLines(webStream(world), { count: 5, fromAt: afterZero(1), say: (nth) => `then ${nth}` });
    fault('FilterLogEvents', 'stale-token', { times: 1 });
    const lines = await allLines(estate.logs.pages(ENV, aQuery(), { limit: 3 }));
    expect(texts(lines)).toEqual([
      ...Array.from({ length: 5 }, (_, nth) => `line ${nth}`),
      ...Array.from({ length: 5 }, (_, nth) => `then ${nth}`),
    ]);
  });

  it('end where AWS keeps losing the place, or a stand-in gives a token again', async () => {
    const { estate, world, fault } = await start();
    appendLines(webStream(world), { count: 5, fromAt: ZERO });
    fault('FilterLogEvents', 'stale-token');
    await expect(allLines(estate.logs.pages(ENV, aQuery(), { limit: 1 }))).rejects.toThrow(
      'keeps losing the place',
    );
    await stage?.stop();
    emulator = await startEmulator(() => ({ events: [], nextToken: 'same' }));
    const again = await start({ endpoint: emulator.endpoint });
    expect(await allLines(again.estate.logs.pages(ENV, aQuery()))).toEqual([]);
    expect(emulator.calls).toHaveLength(2);
  });

  it('say what failed in the middle', async () => {
    const { estate, world, fault } = await start();
    appendLines(webStream(world), { count: 5, fromAt: ZERO });
    const pages = estate.logs.pages(ENV, aQuery(), { limit: 2 });
    expect((await pages.next()).value?.lines).toHaveLength(2);
    fault('FilterLogEvents', 'expired', { times: 1 });
    await expect(pages.next()).rejects.toMatchObject({ kind: 'credentials' });
  });
});

describe('lines without ids', () => {
  it('get the same ones in every read, and equal lines their own', async () => {
    const { estate, world, aws } = await start();
    const stream = webStream(world);
    appendLines(stream, { count: 3, fromAt: ZERO, say: () => 'same' });
    appendLines(stream, { count: 2, fromAt: afterZero(5), say: () => 'same' });
    aws.faults.add({ operation: 'FilterLogEvents', kind: 'absent', fields: ['eventId'] });
    const idsOf = async (limit: number, sinceAt = ZERO) =>
      (await allLines(estate.logs.pages(ENV, aQuery({ sinceAt }), { limit }))).map(({ id }) => id);
    const ids = await idsOf(100);
    expect(new Set(ids).size).toBe(5);
    expect(await idsOf(2)).toEqual(ids);
    expect(await idsOf(1)).toEqual(ids);
    expect(await idsOf(100, afterZero(1))).toEqual(ids.slice(3));
  });
});

describe('the rate of reading', () => {
  it.each([
    ['eu-central-1', 5],
    ['us-east-1', 25],
    ['eu-west-1', 10],
  ])('is half of what AWS allows in %s, and never more than that in one second', async (region, quota) => {
    const clock = movedClock();
    const worlds = [createWorld({ clock, region })] as const;
    stage = await startAws({ clock, worlds: [...worlds], environments: [{ alias: ENV, region }] });
    webStream(worlds[0]);
    const { estate, aws } = stage;
    const reads = Array.from({ length: 200 }, () => estate.logs.page(ENV, aQuery()).catch(() => undefined));
    const calls = () => aws.calls['logs:FilterLogEvents'] ?? 0;
    for (let second = 1; second <= 4; second += 1) {
      const before = calls();
      for (let tenth = 0; tenth < 10; tenth += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        clock.forward(100);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
      expect(calls() - before).toBeLessThanOrEqual(quota);
    }
    expect(calls()).toBeGreaterThanOrEqual(1.8 * quota);
    estate.stop();
    await Promise.all(reads);
  });
});
