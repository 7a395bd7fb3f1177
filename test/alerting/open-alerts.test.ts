import { expect, it } from 'vitest';
import { byState, isShown } from '../../src/alerting/open-alerts.ts';
import { minutesAgo } from '../given.ts';
import { anAlert } from '../given-alerts.ts';

it.each([
  ['counting', false],
  ['muted', false],
  ['firing', true],
  ['acknowledged', true],
  ['snoozed', true],
  ['resolved', false],
] as const)('a %s one is seen as open: %s', (state, shown) => {
  expect(isShown(anAlert({ state }))).toBe(shown);
});

it('puts what nobody has first, and of two the older one', () => {
  const all = [
    anAlert({ state: 'muted' }),
    anAlert({ state: 'snoozed' }),
    anAlert({ state: 'firing', beganAt: minutesAgo(1), word: 'young' }),
    anAlert({ state: 'acknowledged', beganAt: minutesAgo(90) }),
    anAlert({ state: 'firing', beganAt: minutesAgo(5), word: 'old' }),
  ];
  const sorted = [...all].sort(byState).map(({ state, word }) => (state === 'firing' ? word : state));
  expect(sorted).toEqual(['old', 'young', 'acknowledged', 'snoozed', 'muted']);
});
