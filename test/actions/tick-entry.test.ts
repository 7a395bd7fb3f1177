import { describe, expect, it } from 'vitest';
import { tickEntry } from '../../src/actions/tick-entry.ts';
import { UserError } from '../../src/errors.ts';
import { aScene, aUse } from '../operation-scene.ts';

describe('picking an entry from a list', () => {
  it('ticks it, beside the list, and only its line changes', async () => {
    const { deps, id, value, fresh, record } = await aScene();
    const { answer, show } = await tickEntry.run(deps, aUse(`${id} done ${value('task', 2)}`));
    expect(show).toBe('beside');
    expect(answer.message.text).toMatch(
      /^Ticked task 2 "Move the boxes" · Move the mail · tasks 2\/3 \(was 1\/3\)/,
    );
    expect(await fresh()).toEqual(['- [x] Move the boxes']);
    expect((await deps.operations.history(id, 9))[0]).toMatchObject({ by: { id: 'U1' } });
    expect((await record())?.version).toBe(4);
  });

  it.each([
    ['of an operation that is gone', (value: string) => `op-9 done ${value}`, 'by now'],
    ['that says something else by now', () => 'op-1 done task 2 nokey', 'not in the tracker any more'],
    [
      'of another kind than it was',
      (value: string) => `op-1 done ${value.replace('task', 'wish')}`,
      'any more',
    ],
    ['with a verdict, where it is no finding', (value: string) => `op-1 refuted ${value}`, 'Only a finding'],
    ['without any value', () => '', 'archived'],
  ])('%s changes nothing and says so', async (_, value, said) => {
    const scene = await aScene();
    const ticking = tickEntry.run(scene.deps, aUse(value(scene.value('task', 2))));
    await expect(ticking).rejects.toThrow(UserError);
    await expect(ticking).rejects.toThrow(said);
    expect(await scene.fresh()).toEqual([]);
  });

  it('is for operators', () => {
    expect(tickEntry.role).toBe('operator');
  });
});
