import { describe, expect, it } from 'vitest';
import {
  historyRow,
  nameKey,
  operationOf,
  operationRow,
  stepOf,
  whoText,
} from '../../src/store/operation-rows.ts';
import { NOW } from '../given.ts';
import { aFullRecord, aRecord, aStep } from './given-records.ts';

describe('an operation', () => {
  it.each([
    ['with little in it', aRecord({ version: 6 })],
    ['with everything in it', aFullRecord({ version: 6 })],
    ['that is archived', aFullRecord({ version: 6, archivedAt: NOW })],
  ])('%s comes back from its row, one version on', (_, record) => {
    const back = operationOf(operationRow(record));
    expect(back).toEqual({ ...record, version: 7 });
    expect(Object.keys(back.extras)).toEqual(Object.keys(record.extras));
  });

  it('has what people wrote about it cut where it is far too long, and never its tracker', () => {
    const long = 'l'.repeat(20_000);
    const by = { id: 'U1', name: long };
    const back = operationOf(
      operationRow(
        aRecord({
          source: long,
          base: long,
          fileName: long,
          extras: { a: { owner: long } },
          dismissed: [{ key: long, reason: long, by, at: NOW }],
          conflicts: [{ id: 'c', subject: 's', ours: long, theirs: long, at: NOW }],
          createdBy: by,
        }),
      ),
    );
    expect(back).toMatchObject({ source: long, base: long, conflicts: [{ ours: long, theirs: long }] });
    expect(back.dismissed[0]?.key).toBe(long);
    const cuts = [back.fileName, back.extras.a?.owner, back.dismissed[0]?.reason, back.createdBy.name];
    expect(cuts.map((text) => text?.length)).toEqual([255, 4000, 4000, 255]);
  });

  it.each([
    ['an id that is none', { id: 'i'.repeat(65) }],
    ['a name that is too long', { name: 'n'.repeat(256) }],
    ['a NUL in its name', { name: 'a\0b' }],
    ['half a character in its name', { name: 'a\ud83d' }],
    ['a time that is none', { changedAt: new Date(Number.NaN) }],
  ])('with %s is refused', (_, wrong) => {
    expect(() => operationRow(aRecord(wrong))).toThrow(RangeError);
  });
});

describe('a name', () => {
  it.each([
    ['move TO ecs', 'Move to ECS'],
    ['  Move   to\tECS ', 'Move to ECS'],
    ['Gro\u0308ße', 'GRÖSSE'],
    ['ΟΔΟΣ', 'οδος'],
    ['a\0b', 'AB'],
  ])('like %j is that of %j', (one, other) => {
    expect(nameKey(one)).toBe(nameKey(other));
  });

  it('of other words is another', () => {
    expect(nameKey('Move to ECS 2')).not.toBe(nameKey('Move to ECS'));
    expect(nameKey('Groß')).not.toBe(nameKey('Gros'));
  });

  it('is that of an operation until it is archived', () => {
    expect(operationRow(aRecord()).name_key).toBe('MOVE TO ECS');
    expect(operationRow(aRecord({ archivedAt: NOW })).name_key).toBeNull();
  });
});

describe('a step', () => {
  it.each([
    ['that changed the text', aStep(1)],
    ['that undid another', aStep(3, { undoes: 2 })],
    [
      'that changed what is kept beside the text',
      aStep(1, { splice: undefined, before: { a: { owner: 'U1' } } }),
    ],
    [
      'that took a line away with all that a file may hold',
      aStep(1, { splice: { at: 0, removed: '\ufeff\0\r\n\ud800', added: '' } }),
    ],
  ])('%s comes back from its row', (_, step) => {
    expect(stepOf(historyRow('op-1', step))).toEqual(step);
  });

  it('knows of what there was nothing before, whatever it is called', () => {
    const before = { 'task:build': undefined, ['__proto__']: undefined, $at: { firstSeenAt: NOW } };
    const back = stepOf(historyRow('op-1', aStep(1, { before })));
    expect(Object.entries(back.before)).toEqual(Object.entries(before));
  });

  it('has its words cut where they are far too long, and never the text', () => {
    const long = 'l'.repeat(20_000);
    const back = stepOf(
      historyRow('op-1', aStep(1, { what: long, splice: { at: 0, removed: long, added: long } })),
    );
    expect(back.what).toHaveLength(1000);
    expect(back.splice).toEqual({ at: 0, removed: long, added: long });
  });
});

it('somebody is kept by id and name alone', () => {
  const person = { id: 'U1', name: 'Bo', team: 'T1' };
  expect(JSON.parse(whoText(person))).toEqual({ id: 'U1', name: 'Bo' });
});
