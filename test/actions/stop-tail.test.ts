import { expect, it } from 'vitest';
import { stopTail } from '../../src/actions/stop-tail.ts';
import { aCall, clock } from '../fakes.ts';
import { aTail, fakeTails } from '../given-tails.ts';

const click = { ...aCall(), value: 'tail-1' };

it('stops the thread in the name of who clicked', async () => {
  const { tails, all } = fakeTails([aTail()]);
  const person = { ...click.person, name: 'Ana' };
  const { answer, show } = await stopTail.run({ tails, clock }, { ...click, person });
  expect(all.get('tail-1')?.stoppedBy).toBe('Ana');
  expect([show, answer.message.text]).toEqual([
    'beside',
    'Stopping. The thread says where the lines of web end.',
  ]);
  await stopTail.run({ tails, clock }, click);
  expect(all.get('tail-1')?.stoppedBy).toBe('U1');
});

it('says that it has ended already', async () => {
  const { tails } = fakeTails([{ ...aTail(), end: { why: 'time', at: clock.now() } }]);
  await expect(stopTail.run({ tails, clock }, click)).rejects.toThrow('That log thread has ended already.');
});

it('stops no thread of another channel', async () => {
  const { tails, all } = fakeTails([aTail({ channel: 'C2' })]);
  await expect(stopTail.run({ tails, clock }, click)).rejects.toThrow('over for good');
  expect(all.get('tail-1')?.stoppedBy).toBeUndefined();
});

it('may be pressed by who may read the lines', () => {
  expect([stopTail.role, stopTail.reads]).toEqual(['viewer', 'logs']);
});
