import { beforeEach, expect, it } from 'vitest';
import { UpstreamError } from '../../src/errors.ts';
import type { OperationRecord } from '../../src/operation/record.ts';
import type { Operations } from '../../src/store/store.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aFullRecord, aRecord, aStep } from './given-records.ts';

const ALICE = { id: 'U0456', name: 'Alice Moreau' };
const BO = { id: 'U2', name: 'Bo' };

/** What operations promise, wherever they are kept. */
export function operationPromises(given: () => Operations): void {
  let operations: Operations;
  beforeEach(() => {
    operations = given();
  });

  const add = async (more: Partial<OperationRecord> = {}) => {
    expect(await operations.save(aRecord(more), undefined)).toBe('saved');
  };
  const history = async (id = 'op-1', limit = 100) =>
    (await operations.history(id, limit)).map(({ seq }) => seq);

  it('come back as they were saved, instants as instants', async () => {
    const record = aFullRecord();
    expect(await operations.save(record, aStep(1))).toBe('saved');
    expect(await operations.get('op-1')).toEqual({ ...record, version: 1 });
    expect(await operations.history('op-1', 10)).toEqual([aStep(1)]);
    expect(await operations.get('other')).toBeUndefined();
    expect(await operations.history('other', 10)).toEqual([]);
  });

  it.each([
    ['a byte order mark and the line ends of other systems', '\ufeff# A\r\n\r- [ ] b\n\r\n'],
    ['NUL and halves of characters', 'a\0b \ud800 \udc00 c\0'],
    ['quotes, backslashes and what looks like an escape', `'"\\ \\u0000 ; drop table operations; -- $1 ?`],
    ['emoji, joined ones as well, and letters with marks apart', '🐌 👩‍👩‍👧 e\u0301 \u2028\u2029'],
    ['nothing', ''],
  ])('keep a tracker with %s as it is', async (_, source) => {
    await add({ source, base: source });
    expect(await operations.get('op-1')).toMatchObject({ source, base: source });
  });

  it('keep a tracker of two megabytes, and its history', async () => {
    const source = '- [ ] Ünchecked item 🐌\r\n'.repeat(90_000);
    expect(Buffer.byteLength(source)).toBeGreaterThan(2_000_000);
    await add({ source, base: source });
    const splice = { at: 0, removed: source, added: '' };
    const edited = aRecord({ source: `${source}x`, base: source, version: 1 });
    expect(await operations.save(edited, aStep(1, { splice }))).toBe('saved');
    expect((await operations.get('op-1'))?.source === edited.source).toBe(true);
    expect((await operations.history('op-1', 1))[0]?.splice).toEqual(splice);
  });

  it('change with every save, but for who made them and when', async () => {
    await add({ changedAt: minutesAgo(5) });
    const later = aFullRecord({ name: 'Other', createdBy: BO, createdAt: minutesAgo(1), version: 1 });
    expect(await operations.save(later, undefined)).toBe('saved');
    const changed = { ...later, createdBy: ALICE, createdAt: NOW, version: 2 };
    expect(await operations.get('op-1')).toEqual(changed);
    const sameTexts = { ...changed, extras: {}, changedAt: minutesAgo(-1) };
    expect(await operations.save(sameTexts, undefined)).toBe('saved');
    expect(await operations.get('op-1')).toEqual({ ...sameTexts, version: 3 });
  });

  it('are lost where somebody else saved them meanwhile, with their step', async () => {
    await add();
    const read = aRecord({ version: 1 });
    expect(await operations.save({ ...read, source: 'first' }, aStep(1))).toBe('saved');
    expect(await operations.save({ ...read, source: 'second' }, aStep(2))).toBe('lost');
    expect(await operations.save(aRecord({ source: 'third' }), aStep(3))).toBe('lost');
    expect(await operations.save(aRecord({ id: 'op-9', version: 1 }), aStep(1))).toBe('lost');
    expect(await operations.get('op-1')).toMatchObject({ source: 'first', version: 2 });
    expect(await history()).toEqual([1]);
    expect(await history('op-9')).toEqual([]);
  });

  it('are found by name whatever the case, and by no other', async () => {
    await add();
    expect(await operations.named(' move to  ecs')).toMatchObject({ id: 'op-1', name: 'Move to ECS' });
    for (const other of ['Move to', '', 'op-1', '%', 'Move\0 to ECS 2', '\ud800'])
      expect(await operations.named(other)).toBeUndefined();
  });

  it('have names of their own, whatever the case, among those not archived', async () => {
    await add();
    const rival = aRecord({ id: 'op-2', name: 'MOVE to ecs' });
    expect(await operations.save(rival, aStep(1))).toBe('taken');
    expect(await operations.get('op-2')).toBeUndefined();
    expect(await history('op-2')).toEqual([]);
    await add({ id: 'op-3', name: 'Other' });
    const renamed = aRecord({ id: 'op-3', name: 'move to ECS', version: 1 });
    expect(await operations.save(renamed, undefined)).toBe('taken');
    expect(await operations.get('op-3')).toMatchObject({ name: 'Other', version: 1 });
    // One may be called otherwise than before, or the same in other letters.
    expect(await operations.save(aRecord({ name: 'MOVE TO ECS', version: 1 }), undefined)).toBe('saved');
  });

  it('leave their name to others once archived, and take it back where it is free', async () => {
    await add();
    const archived = aRecord({ archivedAt: NOW, version: 1 });
    expect(await operations.save(archived, undefined)).toBe('saved');
    expect(await operations.named('Move to ECS')).toBeUndefined();
    await add({ id: 'op-2' });
    expect(await operations.named('Move to ECS')).toMatchObject({ id: 'op-2' });
    await add({ id: 'op-3', archivedAt: NOW });
    const back = aRecord({ version: 2 });
    expect(await operations.save(back, undefined)).toBe('taken');
    expect(await operations.save({ ...back, name: 'Move to ECS again' }, undefined)).toBe('saved');
    expect(await operations.get('op-1')).toMatchObject({ archivedAt: undefined, version: 3 });
  });

  it('are worked at by channels, each at one', async () => {
    await add();
    await add({ id: 'op-2', name: 'Other' });
    expect(await operations.ofChannel('C1')).toBeUndefined();
    await operations.use('C1', 'op-1', ALICE, NOW);
    await operations.use('*', 'op-1', ALICE, NOW);
    expect(await operations.ofChannel('C1')).toEqual(aRecord({ version: 1 }));
    await operations.use('C1', 'op-2', BO, NOW);
    await operations.use('C2', 'gone', BO, NOW);
    expect(await operations.ofChannel('C1')).toMatchObject({ id: 'op-2' });
    expect(await operations.ofChannel('*')).toMatchObject({ id: 'op-1' });
    expect(await operations.ofChannel('C2')).toBeUndefined();
    const other = aRecord({ id: 'op-2', name: 'Other', version: 1 });
    await operations.save({ ...other, archivedAt: NOW }, undefined);
    expect(await operations.ofChannel('C1')).toBeUndefined();
    await operations.save({ ...other, version: 2 }, undefined);
    expect(await operations.ofChannel('C1')).toMatchObject({ id: 'op-2' });
  });

  it('are listed with their channels, those not archived first, those changed last first', async () => {
    await add({ id: 'old', name: 'a', changedAt: minutesAgo(2) });
    await add({ id: 'archived', name: 'b', changedAt: NOW, archivedAt: minutesAgo(1) });
    await add({ id: 'new', name: 'c', changedAt: minutesAgo(1), fileName: 'c.md' });
    await add({ id: 'also-old', name: 'd', changedAt: minutesAgo(2) });
    for (const channel of ['C2', 'C1', 'C3']) await operations.use(channel, 'old', ALICE, NOW);
    await operations.use('C3', 'archived', ALICE, NOW);
    const plain = { fileName: undefined, archivedAt: undefined, channels: [] };
    expect(await operations.list()).toEqual([
      { ...plain, id: 'new', name: 'c', changedAt: minutesAgo(1), fileName: 'c.md' },
      { ...plain, id: 'also-old', name: 'd', changedAt: minutesAgo(2) },
      { ...plain, id: 'old', name: 'a', changedAt: minutesAgo(2), channels: ['C1', 'C2'] },
      { ...plain, id: 'archived', name: 'b', changedAt: NOW, archivedAt: minutesAgo(1), channels: ['C3'] },
    ]);
  });

  it('have a history, the newest steps first, each written once', async () => {
    await add();
    await add({ id: 'op-2', name: 'Other' });
    for (const seq of [1, 2, 3, 10])
      await operations.save(aRecord({ version: (await operations.get('op-1'))?.version ?? 0 }), aStep(seq));
    await operations.save(aRecord({ id: 'op-2', name: 'Other', version: 1 }), aStep(1, { by: BO }));
    expect(await history()).toEqual([10, 3, 2, 1]);
    expect(await history('op-1', 2)).toEqual([10, 3]);
    expect(await history('op-1', 0)).toEqual([]);
    expect(await history('op-1', -1)).toEqual([]);
    expect(await history('op-1', Number.POSITIVE_INFINITY)).toHaveLength(4);
    expect(await operations.history('op-2', 9)).toEqual([aStep(1, { by: BO })]);
    const again = operations.save(aRecord({ version: 5, source: 'x' }), aStep(2, { what: 'other' }));
    await expect(again).rejects.toThrow(UpstreamError);
    await expect(again).rejects.toThrow(/^could not save the operation: /);
    // Nothing of it is there, neither step nor text.
    expect((await operations.history('op-1', 9)).map(({ what }) => what)).not.toContain('other');
    expect(await operations.get('op-1')).toEqual(aRecord({ version: 5 }));
  });

  it('of two who save at once let one win, and lose nothing', async () => {
    await add();
    const saves = Array.from({ length: 10 }, (_, nth) =>
      operations.save(aRecord({ version: 1, source: `${nth}` }), aStep(1, { what: `${nth}` })),
    );
    const outcomes = await Promise.all(saves);
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'lost')).toHaveLength(9);
    const winner = String(outcomes.indexOf('saved'));
    expect(await operations.get('op-1')).toMatchObject({ source: winner, version: 2 });
    expect((await operations.history('op-1', 9)).map(({ what }) => what)).toEqual([winner]);
  });

  it('added at once under one name are one', async () => {
    const adds = Array.from({ length: 10 }, (_, nth) =>
      operations.save(aRecord({ id: `op-${nth}`, name: nth % 2 ? 'move' : 'MOVE' }), undefined),
    );
    const outcomes = await Promise.all(adds);
    expect(outcomes.filter((outcome) => outcome === 'saved')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(9);
    expect(await operations.list()).toHaveLength(1);
  });
}
