import { describe, expect, it } from 'vitest';
import { type GivenTracker, takeInTracker } from '../../src/ask/take-in-tracker.ts';
import { fakeOperations } from '../fake-store.ts';
import { clock } from '../fakes.ts';
import { NOW } from '../given.ts';
import { ANNA, BEN } from '../given-alerts.ts';
import { anOperationRecord } from '../given-operation.ts';
import { trackers } from '../given-trackers.ts';
import { changedLines, REFERENCE } from '../operation-stage.ts';

const TITLE = 'OPERATION SNAIL TRAIL: PROGRESS TRACKER';

function around(operations = fakeOperations()) {
  const deps = { operations, trackers, clock };
  const take = (text: string, given: Partial<GivenTracker> = {}) =>
    takeInTracker(deps, {
      ...{ text, fileName: 'tracker.md', by: ANNA, channel: 'C1', name: undefined, into: undefined },
      ...given,
    });
  /** As if people edited it here. */
  async function edit(from: string, to: string) {
    const record = await operations.ofChannel('C1');
    if (!record?.source.includes(from)) throw new Error(`no "${from}"`);
    await operations.save({ ...record, source: record.source.replace(from, to) }, undefined);
  }
  return { operations, take, edit };
}

const TICKED = '- [x] **ALB Access Testing**';
const UNTICKED = '- [ ] **ALB Access Testing**';

describe('a tracker that is taken in', () => {
  it('is a new operation under its own title, every byte kept, and the channel works at it', async () => {
    const { operations, take } = around();
    const { record, report, merged } = await take(REFERENCE);
    expect(record).toMatchObject({
      name: TITLE,
      source: REFERENCE,
      base: REFERENCE,
      takenIn: { by: ANNA, at: NOW },
    });
    expect(report).toMatchObject({ lines: 195, phases: 4, counts: { task: 16, criterion: 10, blocker: 1 } });
    expect(merged).toBeUndefined();
    expect((await operations.ofChannel('C1'))?.id).toBe(record.id);
    const [step] = await operations.history(record.id, 10);
    expect(step?.what).toBe('took in "tracker.md": 195 lines, 4 phases');
  });

  it.each([
    ['as told', { name: 'Mine' }, REFERENCE, 'Mine'],
    ['as its file where it has no title', { fileName: 'big move.md' }, '- [ ] a task\n', 'big move'],
    ['at most so long', {}, `# ${'x'.repeat(500)}\n`, `${'x'.repeat(119)}…`],
  ])('is called %s', async (_, given, text, name) => {
    expect((await around().take(text, given)).record.name).toBe(name);
  });

  it('needs a name', async () => {
    const { take, operations } = around();
    await expect(take('- [ ] a task\n', { fileName: undefined })).rejects.toThrow('What is it called?');
    expect(await operations.list()).toEqual([]);
  });

  it('is told as pasted where it was no file', async () => {
    const { take, operations } = around();
    const { record } = await take('# Move\n- [ ] a task\n', { fileName: undefined });
    expect((await operations.history(record.id, 1))[0]?.what).toBe('took in pasted text: 2 lines, 0 phases');
  });

  it.each([
    ['nothing at all', ''],
    ['blanks alone', '  \n\n'],
  ])('is not taken in where it is %s', async (_, text) => {
    const { take, operations } = around();
    await expect(take(text)).rejects.toThrow(/empty/);
    expect(await operations.list()).toEqual([]);
  });
});

describe('a tracker that is taken in again', () => {
  it('doubles nothing and saves nothing where nothing is new', async () => {
    const { take, operations } = around();
    const { record } = await take(REFERENCE);
    const again = await take(REFERENCE, { by: BEN });
    expect(again.merged).toEqual({ added: [], changed: [], gone: [], kept: [] });
    expect(again.record.version).toBe((await operations.get(record.id))?.version);
    expect(await operations.list()).toHaveLength(1);
    expect(await operations.history(record.id, 10)).toHaveLength(1);
  });

  it('keeps what was edited here, and says so', async () => {
    const { take, edit, operations } = around();
    await take(REFERENCE);
    await edit(UNTICKED, TICKED);
    const theirs = REFERENCE.replace('- [ ] Performance monitoring', '- [x] Performance monitoring');
    const { record, merged } = await take(theirs, { by: BEN });
    expect(changedLines(REFERENCE, record.source)).toEqual([
      '- 86 - [ ] **ALB Access Testing**: Verify enhanced ML service accessible through ALB',
      '+ 86 - [x] **ALB Access Testing**: Verify enhanced ML service accessible through ALB',
      '- 171 - [ ] Performance monitoring active',
      '+ 171 - [x] Performance monitoring active',
    ]);
    expect(merged).toMatchObject({
      added: [],
      changed: ['criterion "Performance monitoring active"'],
      gone: [],
    });
    expect(merged?.kept).toHaveLength(1);
    expect(record).toMatchObject({ base: theirs, conflicts: [], takenIn: { by: BEN } });
    expect((await operations.history(record.id, 1))[0]?.what).toBe(
      'took in "tracker.md" again: 0 new, 1 changed, 0 gone, 1 edit kept',
    );
  });

  it('holds both where file and edit say different things: nobody’s words are lost', async () => {
    const { take, edit } = around();
    await take(REFERENCE);
    await edit('**Status**: Under investigation', '**Status**: Mine');
    const theirs = REFERENCE.replace('**Status**: Under investigation', '**Status**: Theirs');
    const { record } = await take(theirs);
    expect(record.source).toBe(theirs);
    expect(record.conflicts).toHaveLength(1);
    expect(record.conflicts[0]?.ours).toMatch(/^Mine/);
    expect(record.conflicts[0]?.theirs).toMatch(/^Theirs/);
    expect(record.conflicts[0]?.at).toEqual(NOW);
  });

  it('knows since when what is new in it is there', async () => {
    const { take } = around();
    await take(REFERENCE);
    const { record } = await take(REFERENCE.replace(UNTICKED, `- [ ] **Fresh**: one\n${UNTICKED}`));
    expect(Object.values(record.extras)).toEqual([{ firstSeenAt: NOW }]);
  });

  it('belongs to the one of its title that was called otherwise here', async () => {
    const { take, operations } = around();
    const { record } = await take(REFERENCE);
    await operations.save({ ...record, name: 'Slow', version: 1 }, undefined);
    const again = await take(REFERENCE.replace(UNTICKED, TICKED));
    expect(again.record).toMatchObject({ id: record.id, name: 'Slow' });
    expect(await operations.list()).toHaveLength(1);
  });

  it('belongs to no operation of another title, nor to one that is archived', async () => {
    const { take, operations } = around();
    const { record } = await take(REFERENCE);
    const other = await take('# Another\n- [ ] a task\n');
    expect(other.record.id).not.toBe(record.id);
    await operations.save({ ...record, archivedAt: NOW, version: 1 }, undefined);
    expect((await take(REFERENCE)).record.id).not.toBe(record.id);
  });

  it('belongs to the operation that is told, whatever it is called', async () => {
    const operations = fakeOperations([
      anOperationRecord({ id: 'op-9', name: 'Nine', source: '# A\n', base: '# A\n' }),
    ]);
    const { record } = await around(operations).take('# B\n', { into: 'op-9' });
    expect(record).toMatchObject({ id: 'op-9', name: 'Nine', source: '# B\n' });
  });
});

describe('two at once', () => {
  it('make one operation of the same tracker', async () => {
    const { take, operations } = around();
    await Promise.all([take(REFERENCE), take(REFERENCE, { channel: 'C2' })]);
    expect(await operations.list()).toMatchObject([{ name: TITLE, channels: ['C1', 'C2'] }]);
  });

  it('lose no edit: it is merged with what was saved meanwhile', async () => {
    const operations = fakeOperations();
    await around(operations).take(REFERENCE);
    let lost = 0;
    const racing = {
      ...operations,
      save: async (...given: Parameters<typeof operations.save>) => {
        lost += 1;
        if (lost === 1) await around(operations).edit(UNTICKED, TICKED);
        return operations.save(...given);
      },
    };
    const theirs = REFERENCE.replace('- [ ] Performance', '- [x] Performance');
    const { record } = await around(racing).take(theirs);
    expect(lost).toBe(2);
    expect(record.source).toBe(theirs.replace(UNTICKED, TICKED));
  });

  it('are told where others are faster all the time', async () => {
    const { take } = around({ ...fakeOperations(), save: async () => 'lost' });
    await expect(take(REFERENCE)).rejects.toThrow('is being changed all the time');
  });
});
