import { expect, it } from 'vitest';
import { isDay } from '../../src/operation/calendar.ts';

it.each([
  ['2026-03-04', true],
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-02-30', false],
  ['2026-13-01', false],
  ['2026-3-4', false],
  ['', false],
  ['tomorrow', false],
])('%j: %s', (text, wanted) => {
  expect(isDay(text)).toBe(wanted);
});
