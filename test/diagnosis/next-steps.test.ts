import { expect, it } from 'vitest';
import type { Difference } from '../../src/diagnosis/differences.ts';
import { nextSteps } from '../../src/diagnosis/next-steps.ts';
import { someEvidence } from './given-evidence.ts';

const cause = {
  id: 'hc-path-mismatch',
  title: 'T',
  says: 's',
  remedy: 'serve /health again',
  because: [],
};
const drift = (how: Difference['how']): Difference => ({
  id: 'drift-command-changed',
  what: 'command of app',
  how,
  before: 'a',
  after: 'b',
});

it.each([
  ['changed', 'Put the command of app back as it was, or serve /health again'],
  ['added', 'Take the command of app out again, or serve /health again'],
  ['removed', 'Put the command of app back, or serve /health again'],
] as const)('begins with what mends a setting that was %s', (how, says) => {
  expect(nextSteps(someEvidence(), { cause, drift: drift(how) })[0]).toBe(says);
});

it('begins with the remedy where nothing was changed, and with a look where no cause is known', () => {
  expect(nextSteps(someEvidence(), { cause, drift: undefined })[0]).toBe('Serve /health again');
  expect(nextSteps(someEvidence(), { cause: undefined, drift: undefined })[0]).toMatch(/^aws ecs /);
});
