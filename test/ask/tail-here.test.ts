import { expect, it } from 'vitest';
import { tailHere } from '../../src/ask/tail-here.ts';
import { UserError } from '../../src/errors.ts';
import { aCall } from '../fakes.ts';
import { aTail, fakeTails } from '../given-tails.ts';

const { tails } = fakeTails([aTail(), aTail({ id: 'elsewhere', channel: 'C2' })]);
const { place } = aCall();

it('a thread is found from its own channel', async () => {
  expect((await tailHere(tails, 'tail-1', place)).id).toBe('tail-1');
});

it.each(['elsewhere', 'forgotten', ''])('a button of %j moves nothing', async (id) => {
  await expect(tailHere(tails, id, place)).rejects.toThrow(UserError);
  await expect(tailHere(tails, id, place)).rejects.toThrow('`/snail logs` opens a new one');
});
