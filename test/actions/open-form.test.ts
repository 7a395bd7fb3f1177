import { describe, expect, it } from 'vitest';
import { openForm } from '../../src/actions/open-form.ts';
import { UserError } from '../../src/errors.ts';
import { aScene, aUse } from '../operation-scene.ts';

describe('a button that opens a form', () => {
  it('for a new entry of a kind, or of any', async () => {
    const { deps, id } = await aScene();
    const one = await openForm.run(deps, aUse(`add-entry ${id} task`));
    expect(one).toMatchObject({
      show: 'beside',
      answer: { modal: { id: 'add-entry', state: `${id} task` } },
    });
    const any = await openForm.run(deps, aUse(`add-entry ${id}`));
    expect(any.answer.modal).toMatchObject({ id: 'add-entry', state: `${id} -` });
    expect(JSON.stringify(any.answer.modal)).toContain('"kind"');
  });

  it('for an entry as it is, of the channel’s own operation where none is named', async () => {
    const { deps, id, value } = await aScene();
    const { answer } = await openForm.run(deps, aUse(`edit-entry - ${value('blocker', 1)}`));
    expect(answer.modal).toMatchObject({ id: 'edit-entry', state: `${id} ${value('blocker', 1)}` });
    expect(JSON.stringify(answer.modal)).toContain('Old server');
  });

  it('for the choice of an entry: of the open ones where they are to be done, else of all', async () => {
    const { deps, id } = await aScene();
    const done = await openForm.run(deps, aUse(`choose-entry ${id} task done`));
    expect(JSON.stringify(done.answer.modal)).not.toContain('Order the domain');
    const remove = await openForm.run(deps, aUse(`choose-entry ${id} task remove`));
    expect(JSON.stringify(remove.answer.modal)).toContain('Order the domain');
  });

  it('for a tracker, with no operation needed', async () => {
    const { deps } = await aScene();
    const { answer } = await openForm.run(deps, aUse('import-operation -'));
    expect(answer.modal).toMatchObject({ id: 'import-operation' });
    expect(answer.message.text).toContain('in a direct message');
  });

  it('for the reason why something is no contradiction', async () => {
    const source =
      '# A\n\n**Overall Progress**: 99%\n\n## Completion Criteria\n- [x] a\n- [ ] b\n- [ ] c\n- [ ] d\n';
    const { deps, id } = await aScene({ source });
    const [found] = await deps.trackers.contradictions(source);
    const { answer } = await openForm.run(deps, aUse(`dismiss-contradiction ${id} ${found?.key}`));
    expect(answer.modal).toMatchObject({ id: 'dismiss-contradiction', state: `${id} ${found?.key}` });
    const gone = openForm.run(deps, aUse(`dismiss-contradiction ${id} old:1`));
    await expect(gone).rejects.toThrow('That contradiction is gone');
  });

  it.each([
    ['', 'from another time'],
    ['launch-rocket op-1', 'from another time'],
    ['add-entry op-9 task', 'archived or gone'],
    ['edit-entry op-1 task 1 nokey', 'not in the tracker any more'],
    ['edit-entry op-1', 'not in the tracker any more'],
    ['choose-entry op-1 wish done', 'from another time'],
  ])('named %j says what to do instead', async (value, said) => {
    const { deps } = await aScene();
    await expect(openForm.run(deps, aUse(value))).rejects.toThrow(UserError);
    await expect(openForm.run(deps, aUse(value))).rejects.toThrow(said);
  });

  it('is for operators: the form changes the tracker', () => {
    expect(openForm.role).toBe('operator');
  });
});
