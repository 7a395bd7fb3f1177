import { describe, expect, it } from 'vitest';
import { chooseEntry } from '../../src/forms/choose-entry.ts';
import { aFilled, aScene } from '../operation-scene.ts';

describe('the form that asks which entry is meant', () => {
  it.each([
    ['done', 'task', 2, ['- [x] Move the boxes'], /^Ticked task 2/],
    ['open', 'task', 1, ['- [ ] Order the domain'], /task 1/],
    ['refuted', 'finding', 1, ['- ❌ **Cause**: the old records'], /finding 1/],
    ['remove', 'task', 3, [], /task 3/],
  ] as const)('%s a %s', async (as, kind, number, lines, said) => {
    const { deps, id, value, fresh, source } = await aScene();
    const { message } = await chooseEntry.run(deps, aFilled(`${id} ${as}`, { entry: value(kind, number) }));
    expect(message.text).toMatch(said);
    expect(await fresh()).toEqual(lines);
    if (as === 'remove') expect(await source()).not.toContain('Tell everybody');
  });

  it('asks for one, and does nothing with what is no longer there', async () => {
    const { deps, id, fresh } = await aScene();
    const draft = { state: `${id} done`, files: [] };
    expect(chooseEntry.complaints({ ...draft, values: {} })).toEqual({ entry: 'Pick one.' });
    expect(chooseEntry.complaints({ ...draft, values: { entry: 'task 1 x' } })).toEqual({});
    const gone = chooseEntry.run(deps, aFilled(`${id} done`, { entry: 'task 1 nokey' }));
    await expect(gone).rejects.toThrow('not in the tracker any more');
    await expect(chooseEntry.run(deps, aFilled('', {}))).rejects.toThrow('archived');
    expect(await fresh()).toEqual([]);
    expect(chooseEntry.role).toBe('operator');
  });
});
