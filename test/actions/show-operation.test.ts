import { expect, it } from 'vitest';
import { showOperation } from '../../src/actions/show-operation.ts';
import { UserError } from '../../src/errors.ts';
import { fakeOperations } from '../fake-store.ts';
import { aCall, clock, NO_OPERATION } from '../fakes.ts';
import { anOperationRecord } from '../given-operation.ts';

const record = anOperationRecord({ source: '# Snail Trail\n\n**Overall Progress**: 99% Complete\n' });
const click = (value: string, records = [record]) =>
  showOperation.run({ ...NO_OPERATION, clock, operations: fakeOperations(records) }, { ...aCall(), value });

it('shows the card of the operation that the button names, beside the menu', async () => {
  const { answer, show } = await click('op-1');
  expect(show).toBe('beside');
  expect(answer.message.text).toMatch(/^Snail Trail · claimed 99 % · no criteria/);
});

it.each([
  ['is gone', 'op-7', [record]],
  ['was archived since', 'op-1', [{ ...record, archivedAt: record.changedAt }]],
])('says so where it %s', async (_, value, records) => {
  await expect(click(value, records)).rejects.toThrow(UserError);
});
