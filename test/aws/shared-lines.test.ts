import { describe, expect, it } from 'vitest';
import type { Logs } from '../../src/aws/logs.ts';
import { createSharedLines, type LinesWanted } from '../../src/aws/shared-lines.ts';
import { UpstreamError } from '../../src/errors.ts';
import type { LogLine } from '../../src/tailing/log-line.ts';
import { NOW } from '../given.ts';
import { aSource } from '../given-tails.ts';

const at = (ms: number) => new Date(NOW.getTime() + ms);

function lineAt(ms: number, id = String(ms)): LogLine {
  return { id, stream: 'web/app/1', at: at(ms), ingestedAt: at(ms), text: id };
}

/** CloudWatch with these lines, whose answers wait until `answer` is called, and a clock that is set. */
function aReader(all: readonly LogLine[], pageOf = 10_000) {
  const asked: number[] = [];
  let pagesRead = 0;
  let nowMs = 0;
  let open: () => void = () => {};
  let gate: Promise<void> = Promise.resolve();
  let failing: UpstreamError | undefined;
  const pages: Logs['pages'] = async function* ({ sinceAt }) {
    asked.push(sinceAt.getTime() - NOW.getTime());
    const failure = failing;
    await gate;
    if (failure) throw failure;
    const lines = all.filter((line) => line.at >= sinceAt);
    for (let from = 0; from === 0 || from < lines.length; from += pageOf) {
      pagesRead += 1;
      const isLast = from + pageOf >= lines.length;
      yield { lines: lines.slice(from, from + pageOf), nextToken: isLast ? undefined : `${from}` };
    }
  };
  const clock = { now: () => at(nowMs), sleep: async () => {} };
  const read = createSharedLines({ pages }, clock);
  return {
    asked,
    pagesRead: () => pagesRead,
    pass: (ms: number) => {
      nowMs += ms;
    },
    hold: () => {
      gate = new Promise((resolve) => {
        open = resolve;
      });
    },
    answer: () => open(),
    fail: (error: UpstreamError | undefined) => {
      failing = error;
    },
    since: (ms: number, given: Partial<LinesWanted> = {}) =>
      read({ source: aSource(), sinceAt: at(ms), untilAt: undefined, newestAt: at(ms), ...given }),
  };
}

const idsOf = ({ lines }: { readonly lines: readonly LogLine[] }) => lines.map(({ id }) => id);

describe('reads that are shared', () => {
  it('are one while they are under way, each with the lines of its own stretch', async () => {
    const reader = aReader([lineAt(0), lineAt(1000), lineAt(2000)]);
    reader.hold();
    const reads = [reader.since(0), reader.since(1000), reader.since(2000)];
    reader.answer();
    expect((await Promise.all(reads)).map(idsOf)).toEqual([
      ['0', '1000', '2000'],
      ['1000', '2000'],
      ['2000'],
    ]);
    expect(reader.asked).toEqual([0]);
  });

  it('begin together, when their beginnings are almost the same', async () => {
    const reader = aReader([]);
    reader.hold();
    const reads = [reader.since(14_900), reader.since(10_100)];
    reader.answer();
    await Promise.all(reads);
    expect(reader.asked).toEqual([10_000]);
  });

  it('are two where the second goes back further than the first', async () => {
    const reader = aReader([lineAt(0), lineAt(20_000)]);
    reader.hold();
    const reads = [reader.since(20_000), reader.since(0)];
    reader.answer();
    expect((await Promise.all(reads)).map(idsOf)).toEqual([['20000'], ['0', '20000']]);
    expect(reader.asked).toEqual([20_000, 0]);
  });

  it('serve who asks within half a second, with the time at which they were asked', async () => {
    const reader = aReader([lineAt(0)]);
    await reader.since(0);
    reader.pass(500);
    expect(await reader.since(0)).toMatchObject({ readAt: at(0), complete: true });
    expect(reader.asked).toHaveLength(1);
    reader.pass(1);
    expect(await reader.since(0)).toMatchObject({ readAt: at(501) });
    expect(reader.asked).toHaveLength(2);
  });

  it.each<[string, Partial<LinesWanted>]>([
    ['another group', { source: aSource({ group: '/ecs/api' }) }],
    ['other streams', { source: aSource({ streamPrefix: 'web/proxy/' }) }],
    ['the whole group', { source: aSource({ streamPrefix: undefined }) }],
    ['another Region', { source: aSource({ region: 'us-east-1' }) }],
    ['another end', { untilAt: at(5000) }],
  ])('are not shared with %s', async (_, other) => {
    const reader = aReader([]);
    await Promise.all([reader.since(0), reader.since(0, other)]);
    expect(reader.asked).toHaveLength(2);
  });

  it('are shared with another container of the same streams', async () => {
    const reader = aReader([]);
    await Promise.all([reader.since(0), reader.since(0, { source: aSource({ container: 'other' }) })]);
    expect(reader.asked).toHaveLength(1);
  });

  it('are bounded, and say that there is more', async () => {
    const reader = aReader(Array.from({ length: 100_000 }, (_, nth) => lineAt(nth)));
    const first = await reader.since(0);
    expect([first.lines.length, first.complete, reader.pagesRead()]).toEqual([10_000, false, 1]);
  });

  it('always get beyond what is known, however much of it is read again', async () => {
    const reader = aReader(Array.from({ length: 100_000 }, (_, nth) => lineAt(Math.floor(nth / 10))));
    const read = await reader.since(2000, { newestAt: at(6000) });
    expect(read.lines.at(-1)?.at.getTime()).toBeGreaterThan(at(6000).getTime());
    expect(read.lines[0]?.at).toEqual(at(2000));
  });

  it('do not keep who is ahead waiting for who is behind', async () => {
    const reader = aReader(Array.from({ length: 200_000 }, (_, nth) => lineAt(nth)));
    reader.hold();
    const [behind, ahead] = [reader.since(0), reader.since(150_000)];
    reader.answer();
    expect((await behind).complete).toBe(false);
    expect(idsOf(await ahead)[0]).toBe('150000');
  });

  it('that fail are not remembered, and fail for all who share them', async () => {
    const reader = aReader([lineAt(0)]);
    const failure = new UpstreamError('read the lines', 'throttled');
    reader.fail(failure);
    const reads = [reader.since(0), reader.since(0)];
    for (const read of reads) await expect(read).rejects.toBe(failure);
    expect(reader.asked).toHaveLength(1);
    reader.fail(undefined);
    expect(idsOf(await reader.since(0))).toEqual(['0']);
    expect(reader.asked).toHaveLength(2);
  });
});
