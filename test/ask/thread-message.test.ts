import { expect, it } from 'vitest';
import { threadMessage } from '../../src/ask/thread-message.ts';
import { fakeEstate, SOME_DIRECTORY } from '../fakes.ts';
import { minutesAgo } from '../given.ts';
import { aBlindnessThread, aRolloutThread, aThread } from '../given-alerts.ts';

const deps = { estate: fakeEstate([]).estate, directory: SOME_DIRECTORY };
const fresh = { gone: false };

it('shows an alert with the names of who is on call and who is next', async () => {
  const about = { onCall: 'U0456', escalateTo: 'S0123', rung: 1, nextAt: minutesAgo(-10) };
  const { text } = await threadMessage(deps, aThread({ about }), fresh);
  expect(text).toContain('On call: Alice Moreau');
  expect(text).toContain('next: S0123 at 03:10 UTC');
});

it('says that an earlier message is gone', async () => {
  expect((await threadMessage(deps, aThread(), { gone: true })).text).toContain('The earlier message');
  expect((await threadMessage(deps, aThread(), fresh)).text).not.toContain('The earlier message');
});

it('shows a rollout and what cannot be read as what they are', async () => {
  expect((await threadMessage(deps, aRolloutThread(), fresh)).text).toContain('prod/web');
  expect((await threadMessage(deps, aBlindnessThread(), fresh)).text).toContain('prod-eu');
});
