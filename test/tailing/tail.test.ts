import { describe, expect, it } from 'vitest';
import { endOf, MOST_LINES, newTail, paceMs } from '../../src/tailing/tail.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aSource, aTail } from '../given-tails.ts';

const later = (ms: number) => new Date(NOW.getTime() + ms);
const counts = (matched: number) => ({ matched, inline: 0, redacted: 0 });

describe('the end of a tail', () => {
  it.each<[string, Parameters<typeof aTail>[0], number, string | undefined]>([
    ['does not come while it is followed', {}, 299_000, undefined],
    ['does not come before lines of its last second had time to arrive', {}, 302_999, undefined],
    ['comes with its time', {}, 303_000, 'time'],
    ['comes at once for a window', { plan: { untilAt: minutesAgo(1) } }, 0, 'window'],
    ['comes at once where it is not followed', { endsAt: NOW }, 0, 'window'],
    [
      'comes with the last line that one thread takes',
      { progress: { counts: counts(MOST_LINES) } },
      0,
      'lines',
    ],
    ['does not come a line before that', { progress: { counts: counts(MOST_LINES - 1) } }, 0, undefined],
    ['comes when somebody stops it', { stoppedBy: 'Ana' }, 0, 'stopped'],
    ['is the stop, where its time is over as well', { stoppedBy: 'Ana' }, 400_000, 'stopped'],
  ])('%s', (_, given, ms, why) => {
    expect(endOf(aTail(given), later(ms))?.why).toBe(why);
  });

  it('says who stopped it, and when', () => {
    expect(endOf(aTail({ stoppedBy: 'Ana' }), NOW)).toEqual({ why: 'stopped', at: NOW, by: 'Ana' });
  });
});

describe('the pace of a tail', () => {
  it('is quick while lines flow and ever slower when it is quiet', () => {
    expect([0, 1, 2, 3, 4, 5, 100, 10_000].map((quiet) => Math.round(paceMs(quiet)))).toEqual([
      500, 1350, 2025, 3038, 4556, 5000, 5000, 5000,
    ]);
  });
});

describe('a new tail', () => {
  it('has read nothing, in any of its sources', () => {
    const { plan, ...rest } = aTail({ plan: { sources: [aSource(), aSource({ container: 'proxy' })] } });
    const { progress, posting, stoppedBy, end } = newTail({ ...rest, plan });
    const cursor = { newestAt: plan.sinceAt, knownSinceAt: plan.sinceAt, seen: {} };
    expect(progress).toMatchObject({ cursors: [cursor, cursor], quiet: 0, counts: counts(0) });
    expect([progress.readAt, posting, stoppedBy, end]).toEqual([undefined, undefined, undefined, undefined]);
  });
});
