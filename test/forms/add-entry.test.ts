import { describe, expect, it } from 'vitest';
import { addEntry } from '../../src/forms/add-entry.ts';
import { aFilled, aScene } from '../operation-scene.ts';

describe('the form for a new entry', () => {
  it.each([
    ['task', { title: 'Pack the cups' }, '- [ ] Pack the cups'],
    ['criterion', { title: 'Old server is off' }, '- [ ] Old server is off'],
    ['blocker', { title: 'No van', impact: 'nothing moves' }, '- **No van**'],
    ['finding', { title: 'Records are fine', verdict: 'confirmed' }, '- ✅ **Records are fine**'],
    ['decision', { title: 'Van', detail: 'hired' }, '- **Van**: hired'],
    ['next', { title: 'Call again' }, '2. Call again'],
  ])('adds a %s as the others of the file are written', async (kind, values, line) => {
    const { deps, id, fresh } = await aScene();
    const { message } = await addEntry.run(deps, aFilled(`${id} ${kind}`, values));
    expect(message.text).toMatch(/^Added /);
    expect((await fresh())[0]).toBe(line);
  });

  it('takes the kind that was chosen where none was given, and keeps owner, day and the link it began with', async () => {
    const { deps, id, record } = await aScene();
    const state = `${id} - https://slack.test/archives/C1/p7 the words <!here> of it`;
    await addEntry.run(deps, aFilled(state, { kind: 'task', title: 'Pack', owner: 'U2', due: '2026-12-24' }));
    expect((await record())?.extras['task:pack']).toMatchObject({
      owner: 'U2',
      dueOn: '2026-12-24',
      proof: [{ url: 'https://slack.test/archives/C1/p7', words: 'the words <!here> of it' }],
    });
  });

  it('writes what is typed as plain words: no list, no heading, no tag', async () => {
    const { deps, id, fresh } = await aScene();
    const values = { title: '# <!channel> *now*', detail: '- [x] a\n\n## Tasks\n<!-- b' };
    await addEntry.run(deps, aFilled(`${id} task`, values));
    const lines = await fresh();
    expect(lines).toHaveLength(1);
    const { operation } = await deps.trackers.read((await deps.operations.get(id))?.source ?? '');
    const [, , , added] = operation.entries.filter(({ kind }) => kind === 'task');
    expect(added?.title).toBe('# <!channel> *now*');
    expect(added?.detail).toBe('- [x] a ## Tasks <!-- b');
  });

  it('asks for words, and refuses what is of another time', async () => {
    expect(addEntry.complaints(aFilled('op-1 task', { title: ' ' }) as never)).toHaveProperty('title');
    expect(addEntry.complaints({ state: '', files: [], values: { title: 'x' } })).toEqual({});
    const { deps, fresh } = await aScene();
    const filled = (state: string) => addEntry.run(deps, aFilled(state, { title: 'x' }));
    await expect(filled('op-9 task')).rejects.toThrow('archived');
    await expect(filled('op-1 wish')).rejects.toThrow('from another time');
    await expect(filled('')).rejects.toThrow();
    await expect(addEntry.run(deps, aFilled('op-1 task', {}))).rejects.toThrow('What is it?');
    expect(await fresh()).toEqual([]);
    expect(addEntry.role).toBe('operator');
  });
});
