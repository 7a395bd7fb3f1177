import { expect, it } from 'vitest';
import { isVisible } from '../../src/store/visible.ts';
import { aBlindness, aFullCard, anAlertThread } from '../given-threads.ts';
import { aCriterionThread } from '../given-verifications.ts';

it.each([
  ['counting', false],
  ['muted', false],
  ['firing', true],
  ['acknowledged', true],
  ['snoozed', true],
  ['resolved', true],
] as const)('an alert that is %s is visible: %s', (state, visible) => {
  expect(isVisible(anAlertThread({ about: { state } }))).toBe(visible);
});

it('blindness is visible once it is told, and a rollout at once', () => {
  const states = (['counting', 'blind', 'over'] as const).map((state) => ({ about: aBlindness({ state }) }));
  expect(states.map(isVisible)).toEqual([false, true, true]);
  expect(isVisible({ about: aFullCard() })).toBe(true);
});

it('a criterion that is not met after all is visible at once, and stays', () => {
  expect([isVisible(aCriterionThread()), isVisible(aCriterionThread({ state: 'mended' }))]).toEqual([
    true,
    true,
  ]);
});
