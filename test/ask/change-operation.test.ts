import { describe, expect, it } from 'vitest';
import { changeOperation, type Made } from '../../src/ask/change-operation.ts';
import { UpstreamError } from '../../src/errors.ts';
import type { OperationRecord, Touch } from '../../src/operation/record.ts';
import { fakeOperations } from '../fake-store.ts';
import { aCall, clock } from '../fakes.ts';
import { NOW } from '../given.ts';
import { anOperationRecord } from '../given-operation.ts';
import { trackers } from '../given-trackers.ts';

const { person } = aCall();
const RECORD = anOperationRecord({ id: 'op-1', name: 'Move', source: '# Move\n' });

/** A change that writes one more line at the end. */
const adding =
  (line: string) =>
  (record: OperationRecord, _: unknown, touch: Touch): Made => ({
    record: { ...record, source: `${record.source}${line}\n` },
    step: { ...touch, what: `added ${line}`, splice: undefined, before: {} },
  });

function around(operations = fakeOperations([RECORD])) {
  const deps = { operations, trackers, clock };
  return {
    operations,
    change: (make: Parameters<typeof changeOperation>[2]) =>
      changeOperation(deps, { id: 'op-1', person }, make),
  };
}

describe('a change of an operation', () => {
  it('is saved with a step of the history, by whom and when', async () => {
    const { operations, change } = around();
    const { before, after, step } = await change(adding('one'));
    expect(before.source).toBe('# Move\n');
    expect(step).toMatchObject({
      what: 'added one',
      by: { id: 'U1', name: 'U1' },
      at: NOW,
      seq: before.version + 1,
    });
    expect(await operations.get('op-1')).toEqual(after);
    expect(await operations.history('op-1', 10)).toEqual([step]);
  });

  it('leaves no step where nothing is to be undone', async () => {
    const { operations, change } = around();
    const { step } = await change((record) => ({ record, step: undefined }));
    expect(step).toBeUndefined();
    expect(await operations.history('op-1', 10)).toEqual([]);
  });

  it('is made once more on what somebody else saved meanwhile: neither edit is lost', async () => {
    const { operations, change } = around();
    const seen: string[] = [];
    await change(async (record, tracker, touch) => {
      seen.push(tracker.source);
      if (seen.length === 1) await change(adding('theirs'));
      return adding('mine')(record, tracker, touch);
    });
    expect(seen).toEqual(['# Move\n', '# Move\ntheirs\n']);
    expect((await operations.get('op-1'))?.source).toBe('# Move\ntheirs\nmine\n');
    const steps = await operations.history('op-1', 10);
    expect(steps.map(({ what }) => what)).toEqual(['added mine', 'added theirs']);
  });

  it('is given up where others are faster all the time, and says so', async () => {
    const { operations, change } = around();
    let tries = 0;
    const always = change(async (record, tracker, touch) => {
      tries += 1;
      await change(adding(`other ${tries}`));
      return adding('mine')(record, tracker, touch);
    });
    await expect(always).rejects.toThrow('changes all the time');
    expect(tries).toBe(5);
    expect((await operations.get('op-1'))?.source).not.toContain('mine');
  });

  it.each([
    ['gone', []],
    ['archived', [{ ...RECORD, archivedAt: NOW }]],
  ])('is refused where the operation is %s', async (_, records) => {
    const { change } = around(fakeOperations(records));
    await expect(change(adding('one'))).rejects.toThrow('archived by now. `/snail op list` shows all');
  });

  it('is refused where another operation has the name', async () => {
    const { change } = around(fakeOperations([RECORD, anOperationRecord({ id: 'op-2', name: 'Other' })]));
    const named = change((record) => ({ record: { ...record, name: 'OTHER' }, step: undefined }));
    await expect(named).rejects.toThrow('Another operation is called "OTHER" already');
  });

  it('saves nothing where it makes no sense', async () => {
    const { operations, change } = around();
    const refused = change(() => {
      throw new Error('no');
    });
    await expect(refused).rejects.toThrow('no');
    expect((await operations.get('op-1'))?.version).toBe(RECORD.version);
  });

  it('says what the database refused', async () => {
    const save = () =>
      Promise.reject(new UpstreamError('save the operation: nothing answers', 'unreachable'));
    const { change } = around({ ...fakeOperations([RECORD]), save });
    await expect(change(adding('one'))).rejects.toThrow('could not save the operation');
  });
});
