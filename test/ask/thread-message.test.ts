import { expect, it } from 'vitest';
import { threadMessage } from '../../src/ask/thread-message.ts';
import { clock, fakeEstate, fakeWatches, SOME_DIRECTORY } from '../fakes.ts';
import { minutesAgo } from '../given.ts';
import { aBlindnessThread, aRolloutThread, aThread, aWatch } from '../given-alerts.ts';
import { aCriterionThread } from '../given-verifications.ts';

const deps = { estate: fakeEstate([]).estate, directory: SOME_DIRECTORY, watches: fakeWatches([]), clock };
const fresh = { gone: false };

it('shows an alert with the names of who is on call and who is next', async () => {
  const about = { onCall: 'U0456', escalateTo: 'S0123', rung: 1, nextAt: minutesAgo(-10) };
  const { text } = await threadMessage(deps, aThread({ about }), fresh);
  expect(text).toContain('On call: Alice Moreau');
  expect(text).toContain('next: S0123 at 03:10 UTC');
});

it('names no next call while the channel wants quiet', async () => {
  const about = { onCall: 'U0456', escalateTo: 'S0123', rung: 1, nextAt: minutesAgo(-10) };
  const quiet = { kind: 'until', untilAt: minutesAgo(-60) } as const;
  const quietly = { ...deps, watches: fakeWatches([aWatch({ quiet })]) };
  const { text } = await threadMessage(quietly, aThread({ about }), fresh);
  expect(text).toContain('quiet until 4 Mar 04:00 UTC: nobody is called before');
  expect(text).not.toContain('next:');
  const other = { ...deps, watches: fakeWatches([aWatch({ quiet, channel: 'C2' })]) };
  expect((await threadMessage(other, aThread({ about }), fresh)).text).toContain('next: S0123');
});

it('says that an earlier message is gone', async () => {
  expect((await threadMessage(deps, aThread(), { gone: true })).text).toContain('The earlier message');
  expect((await threadMessage(deps, aThread(), fresh)).text).not.toContain('The earlier message');
});

it('shows a rollout and what cannot be read as what they are', async () => {
  expect((await threadMessage(deps, aRolloutThread(), fresh)).text).toContain('prod/web');
  expect((await threadMessage(deps, aBlindnessThread(), fresh)).text).toContain('prod-eu');
});

it('shows a criterion that is not met after all', async () => {
  const { text } = await threadMessage(deps, aCriterionThread(), fresh);
  expect(text).toMatch(/^🔴 No longer verified · criterion 5 of Snail Trail/);
});
