import { expect, it } from 'vitest';
import { stoppedRecords } from '../../src/ask/stopped-records.ts';
import { UpstreamError } from '../../src/errors.ts';
import { fakeBlackBox } from '../fake-store.ts';
import { clock } from '../fakes.ts';
import { aRef, aTask, minutesAgo, NOW } from '../given.ts';

const record = (id: string, minutes: number) => ({
  ref: aRef(),
  task: aTask({ id, lastStatus: 'stopped', stoppedAt: minutesAgo(minutes) }),
  seenAt: NOW,
  lines: undefined,
  notRead: undefined,
});

it('are the newest of the time that is asked about, with where they are known from', async () => {
  const blackBox = fakeBlackBox([record('old', 90), record('b', 20), record('a', 10), record('c', 30)]);
  const fact = await stoppedRecords({ blackBox, clock }, aRef(), { withinMs: 3_600_000, most: 2 });
  expect(fact).toMatchObject({ kind: 'known', source: 'black box', readAt: NOW });
  expect(fact.kind === 'known' && fact.value.map(({ task }) => task.id)).toEqual(['a', 'b']);
});

it('are unknown, with the reason, where the database does not answer; a bug is none', async () => {
  const failing = (error: Error) => ({ ...fakeBlackBox(), list: () => Promise.reject(error) });
  const asked = { withinMs: 1000, most: 1 };
  const outage = failing(new UpstreamError('read the stopped tasks: nothing answers there', 'unreachable'));
  expect(await stoppedRecords({ blackBox: outage, clock }, aRef(), asked)).toMatchObject({
    kind: 'unknown',
    why: 'unreachable',
    detail: expect.stringContaining('nothing answers'),
  });
  const broken = failing(new TypeError('bug'));
  await expect(stoppedRecords({ blackBox: broken, clock }, aRef(), asked)).rejects.toThrow('bug');
});
