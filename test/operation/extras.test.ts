import { describe, expect, it } from 'vitest';
import { applyExtra, changedExtras, movedExtras, restoredExtras } from '../../src/operation/extras.ts';
import { NOW } from '../given.ts';
import { ANNA } from '../given-alerts.ts';
import { anOperationRecord, SNAIL_TRAIL } from '../given-operation.ts';

const ID = SNAIL_TRAIL.entries[1]!.id;
const by = { by: ANNA, at: NOW };

describe('beside an entry', () => {
  it.each([
    [
      'an owner',
      { kind: 'owner', owner: 'U1' },
      { owner: 'U1' },
      'assigned task "Container Health Investigation"',
    ],
    [
      'a due day',
      { kind: 'due', dueOn: '2028-02-29' },
      { dueOn: '2028-02-29' },
      'set 2028-02-29 as the due day of task "Container Health Investigation"',
    ],
    [
      'a link',
      { kind: 'proof', url: '<https://example.com/a|there>', words: 'look\nhere' },
      { proof: [{ ...by, url: 'https://example.com/a', words: 'look here' }] },
      'put a link to task "Container Health Investigation"',
    ],
  ] as const)('is kept %s', (_, change, extra, what) => {
    const { record, step } = applyExtra(anOperationRecord(), SNAIL_TRAIL, { ...change, id: ID }, by);
    expect(record.extras[ID]).toEqual(extra);
    expect(step).toEqual({ ...by, what, splice: undefined, before: { [ID]: undefined } });
  });

  it.each([
    [
      'a day that is none',
      { kind: 'due', dueOn: '2026-02-30' },
      '"2026-02-30" is no day. Type it as year, month and day: 2026-03-04.',
    ],
    ['words instead of a day', { kind: 'due', dueOn: 'tomorrow' }, '"tomorrow" is no day.'],
    [
      'a link that could run something',
      { kind: 'proof', url: 'javascript:alert(1)' },
      '"javascript:alert(1)" is no link.',
    ],
    ['a link with a password', { kind: 'proof', url: 'https://a:b@example.com' }, 'is no link.'],
    ['nobody where nobody was', { kind: 'owner', owner: undefined }, 'Nobody owns task'],
    ['an owner without a name', { kind: 'owner', owner: ' ' }, 'Who is it to be?'],
  ] as const)('is refused %s', (_, change, message) => {
    expect(() => applyExtra(anOperationRecord(), SNAIL_TRAIL, { ...change, id: ID }, by)).toThrow(message);
  });

  it('is refused what is kept already, and what is not in the tracker', () => {
    const record = anOperationRecord({ extras: { [ID]: { owner: 'U1', dueOn: '2026-03-04' } } });
    expect(() => applyExtra(record, SNAIL_TRAIL, { kind: 'owner', id: ID, owner: 'U1' }, by)).toThrow(
      'already',
    );
    expect(() => applyExtra(record, SNAIL_TRAIL, { kind: 'due', id: ID, dueOn: '2026-03-04' }, by)).toThrow(
      'already',
    );
    expect(() =>
      applyExtra(record, SNAIL_TRAIL, { kind: 'owner', id: 'task:gone', owner: 'U1' }, by),
    ).toThrow('not in the tracker');
  });
});

describe('what is kept', () => {
  it('follows entries that are called otherwise, and goes with those that are gone', () => {
    const extras = { a: { owner: 'U1' }, b: { owner: 'U2' }, c: { owner: 'U3' } };
    const moved = movedExtras(extras, { a: 'b', b: 'a' }, ['c']);
    expect(moved).toEqual({ a: { owner: 'U2' }, b: { owner: 'U1' } });
    expect(restoredExtras(moved, changedExtras(extras, moved))).toEqual(extras);
  });
});
