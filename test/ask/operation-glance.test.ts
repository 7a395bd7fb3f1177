import { expect, it } from 'vitest';
import { operationGlance } from '../../src/ask/operation-glance.ts';
import { UpstreamError } from '../../src/errors.ts';
import { fakeOperations, fakeVerifications } from '../fake-store.ts';
import { aCall, clock } from '../fakes.ts';
import { ANNA } from '../given-alerts.ts';
import { anOperationRecord } from '../given-operation.ts';
import { trackers } from '../given-trackers.ts';
import { aStanding } from '../given-verifications.ts';

const { place } = aCall();
const DEPS = { trackers, verifications: fakeVerifications(), clock };
const source = '# Move\n\n## Completion criteria\n- [x] one\n- [ ] two\n';

it('counts what is ticked in the tracker of this place', async () => {
  const operations = fakeOperations([anOperationRecord({ source })]);
  await operations.use(place.channel, 'op-1', ANNA, new Date(0));
  const { glance, gaps } = await operationGlance({ ...DEPS, operations }, place);
  expect(glance).toMatchObject({
    id: 'op-1',
    name: 'Snail Trail',
    progress: { criteria: { done: 1, all: 2 } },
  });
  expect(gaps).toEqual([]);
});

it('counts what is proven as the card of the operation does', async () => {
  const bound = '# Move\n\n## Completion criteria\n- [x] web is steady <!-- probe: service steady web -->\n';
  const operations = fakeOperations([anOperationRecord({ source: bound })]);
  await operations.use(place.channel, 'op-1', ANNA, new Date(0));
  const verifications = fakeVerifications({ 'op-1': [aStanding()] });
  const { glance } = await operationGlance({ ...DEPS, operations, verifications }, place);
  expect(glance?.progress.verified).toMatchObject({ done: 1, all: 1 });
});

it('is nothing where no operation is set', async () => {
  const operations = fakeOperations([anOperationRecord()]);
  expect(await operationGlance({ ...DEPS, operations }, place)).toEqual({ glance: undefined, gaps: [] });
});

it('is a gap while the database does not answer', async () => {
  const ofChannel = async () => {
    throw new UpstreamError('read the operation: nothing answers there', 'unreachable');
  };
  const { glance, gaps } = await operationGlance(
    { ...DEPS, operations: { ...fakeOperations(), ofChannel } },
    place,
  );
  expect(glance).toBeUndefined();
  expect(gaps).toMatchObject([{ subject: 'the operation' }]);
});
