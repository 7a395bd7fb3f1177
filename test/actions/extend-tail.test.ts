import { expect, it } from 'vitest';
import { extendTail } from '../../src/actions/extend-tail.ts';
import { UserError } from '../../src/errors.ts';
import { aCall, clock } from '../fakes.ts';
import { minutesAgo } from '../given.ts';
import { aTail, fakeTails, fakeThread } from '../given-tails.ts';

const click = { ...aCall(), value: 'tail-1' };
const later = (minutes: number) => minutesAgo(-minutes);

it.each([
  ['that is followed by ten minutes', later(5), later(15)],
  ['that has ended for ten minutes from now', minutesAgo(30), later(10)],
  ['that was not followed for ten minutes', minutesAgo(0), later(10)],
  ['to no more than an hour from now', later(55), later(60)],
  ['not beyond that', later(60), later(60)],
])('lengthens a thread %s', async (_, endsAt, until) => {
  const { tails, all } = fakeTails([aTail({ endsAt })]);
  const { outbox, heads } = fakeThread();
  const { answer, show } = await extendTail.run({ tails, outbox, clock }, click);
  expect(all.get('tail-1')?.endsAt).toEqual(until);
  const time = until.toISOString().slice(11, 19);
  expect([show, answer.message.text]).toEqual(['beside', `The lines of web are followed until ${time} UTC.`]);
  expect(heads).toEqual([expect.stringContaining(`following until ${time} UTC`)]);
});

it('opens a thread again that was stopped', async () => {
  const end = { why: 'stopped', at: minutesAgo(1), by: 'Ana' } as const;
  const { tails, all } = fakeTails([aTail({ end, stoppedBy: 'Ana' })]);
  const { outbox, heads } = fakeThread();
  await extendTail.run({ tails, outbox, clock }, click);
  expect(all.get('tail-1')).toMatchObject({ end: undefined, stoppedBy: undefined });
  expect(heads[0]).not.toContain('topped');
});

it.each([
  ['of another channel', aTail({ channel: 'C2' }), 'over for good'],
  ['that is forgotten', aTail({ id: 'other' }), 'over for good'],
  ['of a window that is over', aTail({ plan: { untilAt: minutesAgo(1) } }), 'shows a window that is over'],
])('lengthens no thread %s', async (_, tail, words) => {
  const { tails } = fakeTails([tail]);
  const { outbox, heads } = fakeThread();
  const extending = extendTail.run({ tails, outbox, clock }, click);
  await expect(extending).rejects.toThrow(UserError);
  await expect(extending).rejects.toThrow(words);
  expect(heads).toEqual([]);
});

it('says so when the thread is forgotten at this very moment', async () => {
  const { tails } = fakeTails([aTail()]);
  const gone = { ...tails, extend: async () => 'absent' as const };
  const { outbox } = fakeThread();
  await expect(extendTail.run({ tails: gone, outbox, clock }, click)).rejects.toThrow('over for good');
});
