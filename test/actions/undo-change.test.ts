import { expect, it } from 'vitest';
import { tickEntry } from '../../src/actions/tick-entry.ts';
import { undoChange } from '../../src/actions/undo-change.ts';
import { aScene, aUse, MOVE } from '../operation-scene.ts';

it('takes back the step it was shown for, once, and no other', async () => {
  const { deps, id, value, source } = await aScene();
  await tickEntry.run(deps, aUse(`${id} done ${value('task', 2)}`));
  await tickEntry.run(deps, aUse(`${id} done ${value('task', 3)}`));
  const [last, first] = await deps.operations.history(id, 9);
  await expect(undoChange.run(deps, aUse(`${id} ${first?.seq}`))).rejects.toThrow(
    'That was not the last step: U1 ticked task 3 "Tell everybody" after it.',
  );
  const { answer, show } = await undoChange.run(deps, aUse(`${id} ${last?.seq}`));
  expect(show).toBe('beside');
  expect(answer.message.text).toMatch(/^Undid: ticked task 3/);
  await expect(undoChange.run(deps, aUse(`${id} ${last?.seq}`))).rejects.toThrow('taken back already');
  await undoChange.run(deps, aUse(`${id} ${first?.seq}`));
  expect(await source()).toBe(MOVE);
});

it('says so where nothing is left, and where the operation is gone', async () => {
  const { deps, id } = await aScene();
  await expect(undoChange.run(deps, aUse(`${id} 1`))).rejects.toThrow('There is nothing to undo');
  await expect(undoChange.run(deps, aUse('op-9 1'))).rejects.toThrow('archived');
  await expect(undoChange.run(deps, aUse(''))).rejects.toThrow('archived');
  expect(undoChange.role).toBe('operator');
});
