import { expect, it } from 'vitest';
import { LIMITS } from '../../src/views/limits.ts';
import {
  entryKey,
  entryValue,
  listValue,
  NO_OPERATION,
  pageOf,
  tickSelect,
} from '../../src/views/operation-buttons.ts';
import { anOperationTask } from '../given-operation.ts';

it.each([
  [0, 1, 20],
  [1, 1, 20],
  [3, 3, 5],
  [99, 3, 5],
  [-4, 1, 20],
  [Number.NaN, 1, 20],
])('shows for page %s the nearest that there is', (wanted, page, length) => {
  const all = Array.from({ length: 45 }, (_, index) => index);
  expect(pageOf(all, wanted, 20)).toMatchObject({ page, pages: 3, shown: { length } });
});

it('has a first page where there is nothing', () => {
  expect(pageOf([], 7, 20)).toEqual({ shown: [], page: 1, pages: 1 });
});

it('says which list, how filtered and which page', () => {
  const listed = { operation: 'op-1', list: 'task', options: '--open' } as const;
  expect(listValue(listed)).toBe('op-1 task --open');
  expect(listValue(listed, 3)).toBe('op-1 task --open --page 3');
  expect(listValue({ operation: undefined, list: 'operations', options: '' })).toBe(
    `${NO_OPERATION} operations`,
  );
});

it('names an entry so that another one at its number is told apart', () => {
  const [one, other] = [anOperationTask('one'), anOperationTask('other')];
  expect(entryValue({ number: 4, entry: one })).toBe(`task 4 ${entryKey(one.id)}`);
  expect(entryKey(one.id)).not.toBe(entryKey(other.id));
  const keys = new Set(Array.from({ length: 5000 }, (_, index) => entryKey(`task:step ${index}`)));
  expect(keys.size).toBe(5000);
});

it('fits into an option with the longest id, and is not drawn where nothing is open', () => {
  const id = '0192f0c1-2b3c-7d4e-8f90-123456789abc';
  const [menu] = tickSelect('Done…', id, [{ number: 5000, entry: anOperationTask('x'.repeat(10_000)) }]);
  expect(menu?.options[0]?.value.length).toBeLessThanOrEqual(LIMITS.optionValue);
  expect(menu?.options[0]?.text.text.length).toBeLessThanOrEqual(LIMITS.optionText);
  expect(tickSelect('Done…', id, [{ number: 1, entry: anOperationTask('a', { done: true }) }])).toEqual([]);
});
