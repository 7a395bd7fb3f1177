import { expect, it } from 'vitest';
import { alertsIn } from '../../src/ask/alerts-in.ts';
import { fakeThreads } from '../fake-store.ts';
import { aBlindnessThread, aRolloutThread, aThread } from '../given-alerts.ts';

const threads = fakeThreads([
  aThread({ id: 'here' }),
  aThread({ id: 'elsewhere', channel: 'C2' }),
  aThread({ id: 'closed', open: false }),
  aRolloutThread({ id: 'card' }),
  aBlindnessThread({ id: 'blind' }),
]);

it('finds the open alerts of a channel, and nothing else that the bot says there', async () => {
  expect((await alertsIn({ threads }, { channel: 'C1' })).map(({ id }) => id)).toEqual(['here']);
});

it('finds those of every channel where none is named', async () => {
  expect((await alertsIn({ threads }, {})).map(({ id }) => id).sort()).toEqual(['elsewhere', 'here']);
});
