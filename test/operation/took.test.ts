import { expect, it } from 'vitest';
import { tookWords } from '../../src/operation/took.ts';

const MINUTE = 60_000;

it.each([
  [0, '[IN PROGRESS]', '1 minute'],
  [161, '[IN PROGRESS]', '2 hours 41 minutes'],
  [1500, 'in progress', '1 day 1 hour'],
  [161, 'in Arbeit', '2 h 41 min'],
])('%d minutes in place of %s are %s', (minutes, before, words) => {
  expect(tookWords(minutes * MINUTE, before)).toBe(words);
});
