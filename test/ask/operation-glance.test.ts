import { expect, it } from 'vitest';
import { operationGlance } from '../../src/ask/operation-glance.ts';
import { UpstreamError } from '../../src/errors.ts';
import { fakeOperations } from '../fake-store.ts';
import { aCall } from '../fakes.ts';
import { ANNA } from '../given-alerts.ts';
import { anOperationRecord } from '../given-operation.ts';
import { trackers } from '../given-trackers.ts';

const { place } = aCall();
const source = '# Move\n\n## Completion criteria\n- [x] one\n- [ ] two\n';

it('counts what is ticked in the tracker of this place', async () => {
  const operations = fakeOperations([anOperationRecord({ source })]);
  await operations.use(place.channel, 'op-1', ANNA, new Date(0));
  const { glance, gaps } = await operationGlance({ operations, trackers }, place);
  expect(glance).toMatchObject({
    id: 'op-1',
    name: 'Snail Trail',
    progress: { criteria: { done: 1, all: 2 } },
  });
  expect(gaps).toEqual([]);
});

it('is nothing where no operation is set', async () => {
  const operations = fakeOperations([anOperationRecord()]);
  expect(await operationGlance({ operations, trackers }, place)).toEqual({ glance: undefined, gaps: [] });
});

it('is a gap while the database does not answer', async () => {
  const ofChannel = async () => {
    throw new UpstreamError('read the operation: nothing answers there', 'unreachable');
  };
  const { glance, gaps } = await operationGlance(
    { operations: { ...fakeOperations(), ofChannel }, trackers },
    place,
  );
  expect(glance).toBeUndefined();
  expect(gaps).toMatchObject([{ subject: 'the operation' }]);
});
