import { describe, expect, it } from 'vitest';
import { importAnswer, imported, importForm } from '../../src/ask/op-import.ts';
import { UpstreamError } from '../../src/errors.ts';
import { aCall } from '../fakes.ts';
import { aFile, anOperationStage, REFERENCE } from '../operation-stage.ts';

const TERMINAL = { place: { ...aCall().place, channel: 'terminal', kind: 'terminal' as const } };

describe('an import', () => {
  it('tells what was understood, left, unsure, and what to do next', async () => {
    const { words } = await anOperationStage('none');
    const text = await words('op import', { files: [aFile(REFERENCE)] });
    expect(text).toContain('📥 Took in operation-snail-trail.md as Operation Snail Trail: 195 lines');
    expect(text).toContain('Understood: 4 phases, 16 tasks, 10 criteria, 1 blocker');
    expect(text).toContain('/snail contradictions shows what cannot both be true');
    expect(text).toContain('/snail op export gives the file back');
  });

  it('of the same file says that nothing has changed, and doubles nothing', async () => {
    const { words, deps } = await anOperationStage();
    const text = await words('op import', { files: [aFile(REFERENCE)] });
    expect(text).toContain('Nothing has changed since it was last taken in.');
    expect(await deps.operations.list()).toHaveLength(1);
    expect(await words('task')).toContain('9 of 16 open');
  });

  it('of a changed file says what came, and keeps the edits', async () => {
    const { words, say } = await anOperationStage();
    await say('task done alb access');
    const theirs = REFERENCE.replace('- [ ] **Production', '- [ ] **Fresh**: one\n- [ ] **Production');
    const text = await words('op import', { files: [aFile(theirs)] });
    expect(text).toContain('1 added, 1 edited here and kept');
    expect(text).toContain('+ task "Fresh"');
    expect((await say('op export', TERMINAL)).output).toBe(theirs.replace('- [ ] **ALB', '- [x] **ALB'));
  });

  it('shows both sides where file and edit say different things', async () => {
    const { words, say, record } = await anOperationStage();
    await say('blocker status 1 Mine');
    const theirs = REFERENCE.replace('**Status**: Under investigation', '**Status**: Theirs');
    const text = await words('op import', { files: [aFile(theirs)] });
    expect(text).toContain('1 conflict: the file’s words stand until you choose');
    expect(text).toContain('edited here: “Mine”');
    expect((await record()).source).toBe(theirs);
    expect(await words('op conflicts')).toContain('in the file: “Theirs');
  });

  it('is called as told', async () => {
    const { say, record } = await anOperationStage('none');
    await say('op import --name "Slow move"', { files: [aFile(REFERENCE)] });
    expect((await record()).name).toBe('Slow move');
  });

  it('takes pasted text as people read it, quotes and dashes as they are', async () => {
    const { say, record } = await anOperationStage('none');
    await say('op import\n# Move\n- [ ] “a” — &lt;b&gt; <https://example.com|c> <@U1|ben>');
    expect((await record()).source).toBe('# Move\n- [ ] “a” — <b> c ben');
    expect((await record()).fileName).toBeUndefined();
  });

  it.each([
    ['two files', { files: [aFile('# a'), aFile('# b')] }, 'One file at a time, please.'],
    ['an empty file', { files: [aFile('')] }, 'empty'],
    ['no text', { files: [{ ...aFile('a'), read: async () => new Uint8Array([0, 1, 2, 0]) }] }, 'no text'],
    ['no file in a terminal', TERMINAL, 'Which file? `/snail op import <file>`'],
  ])('of %s is refused', async (_, call, words) => {
    const { say, deps } = await anOperationStage('none');
    await expect(say('op import', call)).rejects.toThrow(words);
    expect(await deps.operations.list()).toEqual([]);
  });

  it('asks for no more of a file than is taken in, and says what keeps it from being read', async () => {
    const { deps } = await anOperationStage('none');
    const asked: number[] = [];
    const read = (most: number) => {
      asked.push(most);
      return Promise.reject(new UpstreamError('read the file: files:read is missing', 'refused'));
    };
    const file = { name: 'a.md', size: 10, read };
    await expect(imported(deps, { file, name: undefined, ...aCall() })).rejects.toThrow(
      'files:read is missing',
    );
    expect(asked).toEqual([2_000_000]);
  });
});

describe('without a file or a text', () => {
  it('a form asks for it, and words say how to do without', async () => {
    const { deps } = await anOperationStage('none');
    const { modal, message } = await importAnswer(
      deps,
      aCall({ rest: ' import\n  \n', options: { name: 'Slow' } }),
    );
    expect(modal).toEqual(importForm('Slow').modal);
    expect(modal?.state).toBe('Slow');
    expect(message.text).toContain('Send me the markdown file in a direct message');
  });
});
