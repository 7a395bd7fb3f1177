import { expect, it } from 'vitest';
import { excerptsOf, LATE_LINES, linesInTime } from '../../src/ask/log-excerpts.ts';
import type { LogLine } from '../../src/tailing/log-line.ts';
import { fakeEstate } from '../fakes.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aSource } from '../given-tails.ts';

const aLine = (text: string): LogLine => ({
  id: text,
  stream: 'ecs/app/abc',
  at: minutesAgo(1),
  ingestedAt: minutesAgo(1),
  text,
});
const redact = (text: string) => ({ text: text.replace(/hunter2/g, '[redacted]'), count: 0 });

function reading(lines: readonly LogLine[]) {
  const { logs } = fakeEstate([]).estate;
  const newest: typeof logs.newest = async (_, { sinceAt }, { limit, matches = () => true }) => ({
    lines: lines.filter(matches).slice(-limit),
    searchedSinceAt: sinceAt,
    more: false,
  });
  return { estate: fakeEstate([], { logs: { ...logs, newest } }).estate, redact };
}

const WANTED = { source: aSource(), sinceAt: minutesAgo(15), untilAt: NOW, limit: 10 };

it('are all lines, each with its container and task, unless only some are wanted', async () => {
  const deps = reading([aLine('one'), aLine('two')]);
  expect(await excerptsOf(deps, 'prod-eu', WANTED)).toEqual([
    { at: minutesAgo(1), container: 'app', task: 'abc', text: 'one' },
    { at: minutesAgo(1), container: 'app', task: 'abc', text: 'two' },
  ]);
  const some = await excerptsOf(deps, 'prod-eu', { ...WANTED, matches: (text) => text === 'two' });
  expect(some.map(({ text }) => text)).toEqual(['two']);
});

it('hold no secret, and nobody can look for one', async () => {
  const deps = reading([aLine('password hunter2')]);
  const found = await excerptsOf(deps, 'prod-eu', { ...WANTED, matches: (text) => text.includes('hunter2') });
  expect(found).toEqual([]);
  expect((await excerptsOf(deps, 'prod-eu', WANTED)).map(({ text }) => text)).toEqual([
    'password [redacted]',
  ]);
});

it('are waited for four seconds', async () => {
  const waits: number[] = [];
  const sleep = async (ms: number) => void waits.push(ms);
  expect(await linesInTime(new Promise(() => {}), { sleep }, () => LATE_LINES)).toBe(LATE_LINES);
  expect(waits).toEqual([4000]);
});
