import { describe, expect, it } from 'vitest';
import { entryOfValue, typedKindOf } from '../../src/ask/entry-value.ts';
import { entryValue } from '../../src/views/operation-buttons.ts';
import { anOperation, anOperationTask } from '../given-operation.ts';

const [first, second] = [anOperationTask('One', { id: 'a' }), anOperationTask('Two', { id: 'b' })];
const value = entryValue({ number: 2, entry: second });

describe('an entry that a button names', () => {
  it('is found by what it is, not by its number: that may have moved', () => {
    const operation = anOperation({ entries: [second, first] });
    expect(entryOfValue(operation, value)).toEqual({ kind: 'task', entry: second });
  });

  it.each([
    ['it is gone', anOperation({ entries: [first] }), value],
    ['another has its number', anOperation({ entries: [first, { ...second, id: 'c' }] }), value],
    ['nothing is named', anOperation({ entries: [first] }), ''],
    ['the kind has no command', anOperation({ entries: [first] }), value.replace('task', 'note')],
  ])('is none where %s', (_, operation, named) => {
    expect(() => entryOfValue(operation, named)).toThrow('not in the tracker any more as it was then');
  });
});

it('a kind is one that has a command', () => {
  expect(['task', 'criterion', 'blocker', 'decision', 'finding', 'next'].map(typedKindOf)).not.toContain(
    undefined,
  );
  expect(['note', 'insight', 'constructor', '', undefined].map(typedKindOf)).toEqual(
    Array(5).fill(undefined),
  );
});
