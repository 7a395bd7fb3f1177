import { describe, expect, it } from 'vitest';
import { type ChosenSide, chosenSide } from '../../src/ask/resolve-conflict.ts';
import { aCall } from '../fakes.ts';
import { aFile, anOperationStage, REFERENCE } from '../operation-stage.ts';

const THEIRS = REFERENCE.replace('**Status**: Under investigation', '**Status**: Theirs');

async function aConflict() {
  const stage = await anOperationStage();
  await stage.say('blocker status 1 Mine');
  await stage.say('op import', { files: [aFile(THEIRS)] });
  const { id, conflicts } = await stage.record();
  const conflict = conflicts[0]?.id ?? '';
  const choose = (side: ChosenSide['side'], which = conflict) =>
    chosenSide(stage.deps, { id, side, conflict: which }, aCall());
  return { ...stage, choose };
}

describe('a conflict', () => {
  it('is settled by the edit made here: its words come back into the text', async () => {
    const { choose, record } = await aConflict();
    const { message } = await choose('ours');
    expect(message.text).toContain('Kept the edit made here: ');
    expect(message.text).toContain('+115 - **Status**: Mine');
    expect((await record()).conflicts).toEqual([]);
  });

  it('is settled by the file: its words stay', async () => {
    const { choose, record, words } = await aConflict();
    await choose('theirs');
    expect(await record()).toMatchObject({ source: THEIRS, conflicts: [] });
    expect(await words('op history')).toContain('kept the words of the file: ');
  });

  it('is settled once', async () => {
    const { choose } = await aConflict();
    await choose('theirs');
    await expect(choose('ours')).rejects.toThrow('That was chosen already. `/snail op conflicts`');
    await expect(choose('ours', 'zzz')).rejects.toThrow('That was chosen already.');
  });

  it('of two who choose at the same time the first one decides', async () => {
    const { choose, record } = await aConflict();
    const outcomes = await Promise.allSettled([choose('ours'), choose('theirs')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((await record()).conflicts).toEqual([]);
  });
});
