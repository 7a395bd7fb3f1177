import { expect, it } from 'vitest';
import { batchesOf } from '../../src/store/batches.ts';

it('cuts a list into parts, the last as long as what is left', () => {
  expect(batchesOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
  expect(batchesOf([1, 2], 2)).toEqual([[1, 2]]);
  expect(batchesOf([], 2)).toEqual([]);
});
