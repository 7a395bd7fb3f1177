import { expect, it } from 'vitest';
import { isStale, unchecked, type Verification } from '../../src/verification/verification.ts';
import { minutesAgo, NOW } from '../given.ts';

const probed = (minutes: number): Verification => ({
  kind: 'verified',
  reason: 'it is so',
  evidence: [],
  checkedAt: minutesAgo(minutes),
});
const attested = (days: number): Verification => ({
  kind: 'attested',
  by: { id: 'U1', name: 'Alice' },
  reason: 'Alice says so',
  evidence: [],
  checkedAt: minutesAgo(days * 1440),
});

it.each([
  ['a proof an hour old', probed(60), false],
  ['a proof a minute older', probed(61), true],
  ['a word a week old', attested(7), false],
  ['a word eight days old', attested(8), true],
  ['what was never checked', unchecked('no probe is bound'), false],
])('%s is stale: %s', (_, verification, stale) => {
  expect(isStale(verification, NOW)).toBe(stale);
});
