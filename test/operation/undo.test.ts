import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyChange } from '../../src/operation/apply.ts';
import type { Change } from '../../src/operation/change.ts';
import type { OperationRecord } from '../../src/operation/record.ts';
import { parseTracker } from '../../src/operation/tracker/parse.ts';
import { undo } from '../../src/operation/undo.ts';
import { NOW } from '../given.ts';
import { ANNA, BEN } from '../given-alerts.ts';
import { anOperationRecord } from '../given-operation.ts';

const SOURCE = readFileSync(
  new URL('../../src/demo/story/operation-snail-trail.md', import.meta.url),
  'utf8',
);
const MONITORING = 'criterion:performance monitoring active';
const by = { by: ANNA, at: NOW };

describe('undoing', () => {
  const changes: readonly Change[] = [
    { kind: 'tick', id: MONITORING, done: true },
    { kind: 'edit', id: MONITORING, title: 'Alarms ring' },
    { kind: 'remove', id: 'criterion:alarms ring' },
    { kind: 'add', entry: { kind: 'next', title: 'Rest' } },
  ];

  it('gives the text and all beside it back, step by step, and then says that nothing is left', () => {
    const first = aRecord({ [MONITORING]: { owner: 'U1' } });
    let record: OperationRecord = first;
    const history: Parameters<typeof undo>[1][number][] = [];
    for (const change of changes) {
      const { record: next, step } = applied(record, change);
      history.push({ ...step, seq: history.length + 1, undoes: undefined });
      record = next;
    }
    for (const seq of [4, 3, 2, 1]) {
      const undone = undo(record, history, { by: BEN, at: NOW });
      expect(undone.of.seq).toBe(seq);
      history.push({ ...undone.step, seq: history.length + 1 });
      record = undone.record;
    }
    expect(record.source).toBe(SOURCE);
    expect(record.extras).toEqual(first.extras);
    expect(() => undo(record, history, by)).toThrow('There is nothing to undo.');
  });

  it('is refused where the text is another one there', () => {
    const { record, step } = applied(aRecord(), changes[0]!);
    const other = { ...record, source: `> ${record.source}` };
    expect(() => undo(other, [{ ...step, seq: 1, undoes: undefined }], by)).toThrow('has been changed since');
  });
});

function aRecord(extras: OperationRecord['extras'] = {}): OperationRecord {
  return anOperationRecord({ source: SOURCE, extras });
}

function applied(record: OperationRecord, change: Change) {
  return applyChange(record, parseTracker(record.source), change, by);
}
