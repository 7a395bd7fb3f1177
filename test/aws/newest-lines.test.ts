import { afterEach, describe, expect, it } from 'vitest';
import { appendLines } from '../../src/demo/world/append-lines.ts';
import type { LogLine } from '../../src/tailing/log-line.ts';
import { type Given, type Stage, startAws } from './given-aws.ts';
import { afterZero, aQuery, FAST, startEmulator, texts, webStream, ZERO } from './given-logs.ts';

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

describe('the newest log lines', () => {
  it('are read from the end with one call, and told oldest first', async () => {
    const { estate, world, aws } = await start();
    appendLines(webStream(world), { count: 30_000, fromAt: ZERO, everyMs: 10 });
    const { lines, more } = await estate.logs.newest(ENV, aQuery(), { limit: 3 });
    expect([texts(lines), more]).toEqual([['line 29997', 'line 29998', 'line 29999'], true]);
    expect(aws.calls['logs:FilterLogEvents']).toBe(1);
  });

  it('are all there are, where those are fewer', async () => {
    const { estate, world, fault } = await start();
    appendLines(webStream(world), { count: 3, fromAt: ZERO });
    fault('FilterLogEvents', 'empty-page', { times: 2 });
    const all = { lines: expect.any(Array), searchedSinceAt: ZERO, more: false };
    const found = await estate.logs.newest(ENV, aQuery(), { limit: 200 });
    expect([found, texts(found.lines)]).toEqual([all, ['line 0', 'line 1', 'line 2']]);
  });

  it('are those that match, however far back, within so many pages', async () => {
    const { estate, world } = await start();
    appendLines(webStream(world), { count: 25_000, fromAt: ZERO, everyMs: 10 });
    const matches = ({ text }: LogLine) => text.endsWith('7000');
    const found = await estate.logs.newest(ENV, aQuery(), { limit: 5, matches });
    expect([texts(found.lines), found.more]).toEqual([['line 7000', 'line 17000'], false]);
    const short = await estate.logs.newest(ENV, aQuery(), { limit: 5, matches, mostPages: 1 });
    expect([texts(short.lines), short.more]).toEqual([['line 17000'], true]);
    expect(short.searchedSinceAt).toEqual(afterZero(150_000));
  });

  it('are read in stretches where the window is older than AWS reads from the end', async () => {
    const { estate, world } = await start();
    const fromAt = new Date('2023-12-24T00:00:00Z');
    appendLines(webStream(world), { count: 100, fromAt, everyMs: 60_000 });
    const window = { sinceAt: fromAt, untilAt: new Date('2023-12-25T00:00:00Z') };
    const { lines, more } = await estate.logs.newest(ENV, aQuery(window), { limit: 2 });
    expect([texts(lines), more]).toEqual([['line 98', 'line 99'], true]);
  });

  /** Knows neither `startFromHead` nor event ids; 100 lines, ten a page. */
  function simple({
    startTime,
    endTime = Number.POSITIVE_INFINITY,
    nextToken = '0',
  }: Record<string, unknown>) {
    const all = Array.from({ length: 100 }, (_, nth) => afterZero(nth * 20_000).getTime())
      .map((timestamp, nth) => ({ timestamp, logStreamName: 's', message: `line ${nth}` }))
      .filter(({ timestamp }) => timestamp >= Number(startTime) && timestamp <= Number(endTime));
    const from = Number(nextToken);
    const events = all.slice(from, from + 10);
    return { events, ...(from + 10 < all.length ? { nextToken: String(from + 10) } : {}) };
  }

  it.each([
    ['pays no heed to', simple],
    ['refuses', (input: Record<string, unknown>) => ('startFromHead' in input ? 400 : simple(input))],
  ])('are the same from a stand-in that %s reading from the end', async (_, answer) => {
    emulator = await startEmulator(answer);
    const { estate } = await start({ endpoint: emulator.endpoint });
    const expected = Array.from({ length: 15 }, (_, nth) => `line ${85 + nth}`);
    for (const round of [1, 2]) {
      const { lines } = await estate.logs.newest(ENV, aQuery(), { limit: 15 });
      expect([round, texts(lines)]).toEqual([round, expected]);
    }
    expect(emulator.calls.filter((call) => 'startFromHead' in call)).toHaveLength(1);
  });

  it('say why they could not be read', async () => {
    const { estate, world, fault } = await start();
    webStream(world);
    fault('FilterLogEvents', 'denied');
    await expect(estate.logs.newest(ENV, aQuery(), { limit: 5 })).rejects.toMatchObject({
      kind: 'denied',
      permission: 'logs:FilterLogEvents',
    });
  });
});
