import { describe, expect, it } from 'vitest';
import { editEntry } from '../../src/forms/edit-entry.ts';
import { aFilled, aScene } from '../operation-scene.ts';

describe('the form that edits an entry', () => {
  it('changes what says something else now, as one step', async () => {
    const { deps, id, value, fresh, record } = await aScene();
    const values = { title: 'Old server', detail: 'lets go', impact: 'mail is late', owner: 'U2' };
    const { message } = await editEntry.run(deps, aFilled(`${id} ${value('blocker', 1)}`, values));
    expect(message.text).toContain('- **Old server**: lets go');
    expect((await fresh())[0]).toBe('- **Old server**: lets go');
    expect((await record())?.extras['blocker:old server']).toMatchObject({ owner: 'U2' });
    expect(await deps.operations.history(id, 9)).toHaveLength(1);
  });

  it('takes away what was emptied, and keeps an owner who cannot be shown in the form', async () => {
    const extras = { 'blocker:old server': { owner: 'the landlord', dueOn: '2026-12-24' } };
    const { deps, id, value, fresh, record } = await aScene({ extras });
    await editEntry.run(deps, aFilled(`${id} ${value('blocker', 1)}`, { title: 'Old server' }));
    expect(await fresh()).toEqual(['- **Old server**']);
    const { owner, dueOn } = (await record())?.extras['blocker:old server'] ?? {};
    expect({ owner, dueOn }).toEqual({ owner: 'the landlord', dueOn: undefined });
  });

  it('judges a finding', async () => {
    const { deps, id, value, fresh } = await aScene();
    const values = { title: 'Cause', detail: 'the old records', verdict: 'refuted' };
    await editEntry.run(deps, aFilled(`${id} ${value('finding', 1)}`, values));
    expect(await fresh()).toEqual(['- ❌ **Cause**: the old records']);
  });

  it('says so where nothing is new, where it is gone, and where it has no words', async () => {
    const { deps, id, value, fresh } = await aScene();
    const same = { title: 'Move the boxes' };
    const sent = (state: string) => editEntry.run(deps, aFilled(state, same));
    await expect(sent(`${id} ${value('task', 2)}`)).rejects.toThrow('Nothing to change was said.');
    await expect(sent(`${id} task 2 nokey`)).rejects.toThrow('not in the tracker any more');
    await expect(sent(`op-9 ${value('task', 2)}`)).rejects.toThrow('archived');
    expect(await fresh()).toEqual([]);
    expect(editEntry.complaints({ state: '', files: [], values: {} })).toHaveProperty('title');
    expect(editEntry.role).toBe('operator');
  });
});
