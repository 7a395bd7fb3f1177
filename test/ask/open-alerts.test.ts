import { expect, it } from 'vitest';
import { openAlerts } from '../../src/ask/open-alerts.ts';
import { UpstreamError } from '../../src/errors.ts';
import { fakeThreads } from '../fake-store.ts';
import { aCall } from '../fakes.ts';
import { aThread } from '../given-alerts.ts';

const { place } = aCall();
const threads = fakeThreads([
  aThread({ id: 'firing', key: 'a' }),
  aThread({ id: 'counting', key: 'b', about: { state: 'counting' } }),
  aThread({ id: 'elsewhere', channel: 'C2' }),
]);
const failing = (error: Error) => ({
  ...threads,
  list: async () => {
    throw error;
  },
});

it('is what people see as open in a channel, or in all of them', async () => {
  expect((await openAlerts({ threads }, place)).alerts).toHaveLength(1);
  expect((await openAlerts({ threads }, undefined)).alerts).toHaveLength(2);
});

it('is nothing in a terminal, without a question to the database', async () => {
  const terminal = { ...place, kind: 'terminal' } as const;
  const broken = failing(new Error('not to be asked'));
  expect(await openAlerts({ threads: broken }, terminal)).toEqual({ alerts: [], gaps: [] });
});

it('is a gap while the database does not answer', async () => {
  const down = failing(new UpstreamError('read the threads', 'unreachable'));
  expect(await openAlerts({ threads: down }, place)).toMatchObject({
    alerts: [],
    gaps: [{ env: undefined, subject: 'open alerts of this channel', unknown: { why: 'unreachable' } }],
  });
});

it('does not take a bug of its own for an outage', async () => {
  await expect(openAlerts({ threads: failing(new TypeError('bug')) }, place)).rejects.toThrow('bug');
});
