import { expect, it } from 'vitest';
import { isAlertThread, isBlindnessThread, isRolloutThread } from '../../src/alerting/thread.ts';
import { aBlindness, aFullCard, anAlertThread } from '../given-threads.ts';

it('tells alerts from the other threads', () => {
  expect(isAlertThread(anAlertThread())).toBe(true);
  expect(isAlertThread({ ...anAlertThread(), about: aFullCard() })).toBe(false);
});

it('tells rollout cards and notices of blindness as well', () => {
  const all = [anAlertThread().about, aFullCard(), aBlindness()].map((about) => ({
    ...anAlertThread(),
    about,
  }));
  expect(all.map(isRolloutThread)).toEqual([false, true, false]);
  expect(all.map(isBlindnessThread)).toEqual([false, false, true]);
});
