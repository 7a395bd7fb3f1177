import { describe, expect, it } from 'vitest';
import { showList } from '../../src/actions/show-list.ts';
import { UserError } from '../../src/errors.ts';
import { aScene, aUse } from '../operation-scene.ts';

describe('a button that opens a list', () => {
  it.each([
    ['task', /^Tasks of Move the mail · 2 of 3 open/],
    ['task --open', /2 of 3 fit --open/],
    ['blocker', /^Blockers of Move the mail/],
    ['criterion', /^Criteria of Move the mail/],
    ['finding', /^Findings of Move the mail/],
    ['decision', /^Decisions of Move the mail/],
    ['next', /^Next steps of Move the mail/],
    ['phase', /Move the mail/],
    ['contradictions', /Move the mail/],
    ['conflicts', /^✅ The file and the edits made here agree/],
    ['history', /Move the mail/],
  ])('shows %s beside it', async (list, said) => {
    const { deps, id } = await aScene();
    const { answer, show } = await showList.run(deps, aUse(`${id} ${list}`));
    expect(show).toBe('beside');
    expect(answer.message.text).toMatch(said);
  });

  it('shows the operations without being told one', async () => {
    const { deps } = await aScene();
    const { answer } = await showList.run(deps, aUse('- operations'));
    expect(answer.message.text).toMatch(/^1 operation\n▶ Move the mail/);
  });

  it('is for everybody who may look', () => {
    expect(showList.role).toBe('viewer');
  });

  it.each([
    ['of no operation', 'op-9 task', 'archived or gone'],
    ['of an unknown list', 'op-1 wishes', 'from another time'],
    ['without anything', '', 'archived or gone'],
    ['with an option of another time', 'op-1 task --colour red', 'I do not know the option'],
  ])('%s says so', async (_, value, said) => {
    const { deps } = await aScene();
    await expect(showList.run(deps, aUse(value))).rejects.toThrow(UserError);
    await expect(showList.run(deps, aUse(value))).rejects.toThrow(said);
  });
});
