import { expect, it } from 'vitest';
import { groupedBy } from '../../src/operation/grouped.ts';

it('keeps keys and items in the order in which they come', () => {
  expect([...groupedBy([3, 1, 4, 1, 5], (each) => each % 2)]).toEqual([
    [1, [3, 1, 1, 5]],
    [0, [4]],
  ]);
});
