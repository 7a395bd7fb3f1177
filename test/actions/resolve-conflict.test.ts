import { describe, expect, it } from 'vitest';
import { resolveConflict } from '../../src/actions/resolve-conflict.ts';
import { tickEntry } from '../../src/actions/tick-entry.ts';
import { takeInTracker } from '../../src/ask/take-in-tracker.ts';
import { editEntry } from '../../src/forms/edit-entry.ts';
import { ANNA } from '../given-alerts.ts';
import { aFilled, aScene, aUse, MOVE } from '../operation-scene.ts';

/** An edit here, and another one in the file since. */
async function aConflict() {
  const scene = await aScene();
  const { deps, id, value } = scene;
  const values = { title: 'Old server', detail: 'lets go on Friday' };
  await editEntry.run(deps, aFilled(`${id} ${value('blocker', 1)}`, values));
  const text = MOVE.replace('refuses to let go', 'is switched off');
  await takeInTracker(deps, {
    text,
    fileName: 'mail.md',
    name: undefined,
    by: ANNA,
    channel: 'C1',
    into: id,
  });
  const conflict = (await scene.record())?.conflicts[0];
  if (!conflict) throw new Error('no conflict');
  return { ...scene, text, conflict };
}

describe('choosing a side of a conflict', () => {
  it.each([
    ['ours', /^Kept the edit made here: /, ['- **Old server**: lets go on Friday']],
    ['theirs', /^Kept the words of the file: /, ['- **Old server**: is switched off']],
  ])('%s stays, and the conflict is over', async (side, said, lines) => {
    const { deps, id, conflict, fresh, record } = await aConflict();
    const { answer, show } = await resolveConflict.run(deps, aUse(`${id} ${side} ${conflict.id}`));
    expect(show).toBe('beside');
    expect(answer.message.text).toMatch(said);
    expect(await fresh()).toEqual(lines);
    expect((await record())?.conflicts).toEqual([]);
    await expect(resolveConflict.run(deps, aUse(`${id} ours ${conflict.id}`))).rejects.toThrow(
      'chosen already',
    );
  });

  it('leaves what others changed meanwhile', async () => {
    const { deps, id, conflict, fresh, value } = await aConflict();
    await tickEntry.run(deps, aUse(`${id} done ${value('task', 2)}`));
    await resolveConflict.run(deps, aUse(`${id} ours ${conflict.id}`));
    expect(await fresh()).toEqual(['- [x] Move the boxes', '- **Old server**: lets go on Friday']);
  });

  it('of what nobody knows says so', async () => {
    const { deps, id } = await aConflict();
    await expect(resolveConflict.run(deps, aUse(`${id} ours x`))).rejects.toThrow('chosen already');
    await expect(resolveConflict.run(deps, aUse('op-9 ours x'))).rejects.toThrow('archived');
    expect(resolveConflict.role).toBe('operator');
  });
});
