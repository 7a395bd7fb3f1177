import { expect, it } from 'vitest';
import { ASK_AGAIN } from '../../src/ask/judged-answer.ts';
import { statusAgain, statusAnswer } from '../../src/ask/status-answer.ts';
import { aCall, clock, fakeEstate, fakeWatches } from '../fakes.ts';
import { aRef, aSighting, NOW } from '../given.ts';

const { estate } = fakeEstate([
  aSighting(),
  aSighting({ of: { ref: aRef('web', 'prod', 'prod-us') } }),
  aSighting({ of: { ref: aRef('api') } }),
]);
const watched = fakeWatches([
  { channel: 'C1', ref: aRef('api'), onCall: undefined, createdBy: 'U1', createdAt: NOW },
]);
const deps = { estate, clock, watches: watched };

it.each<[string, string]>([
  ['', 'Status · 1 service: 1 healthy · prod-eu'],
  ['--all', 'Status · 3 services: 3 healthy · prod-eu, prod-us'],
  ['--all --env prod-us', 'Status · 1 service: 1 healthy · prod-us'],
  // The channel watches nothing there.
  ['--env prod-us', 'Status · 1 service: 1 healthy · prod-us'],
])('a button that carries %j brings that status again, and carries the same', async (value, title) => {
  const { message } = await statusAgain(deps, value, aCall().place, ASK_AGAIN);
  expect(message.text.split('\n')[0]).toBe(title);
  const carried = /"action_id":"refresh-status".*?"value":"(.*?)"/.exec(JSON.stringify(message.blocks))?.[1];
  expect((await statusAgain(deps, carried ?? 'none', aCall().place, ASK_AGAIN)).message).toEqual(message);
});

it('one name brings the card, two are one too many', async () => {
  const asked = { ...aCall(), words: ['api'] };
  expect((await statusAnswer(deps, asked, ASK_AGAIN)).message.text).toMatch(/^🟢 HEALTHY api/);
  await expect(statusAnswer(deps, { ...asked, words: ['a', 'b'] }, ASK_AGAIN)).rejects.toThrow(
    'One service at a time',
  );
});
