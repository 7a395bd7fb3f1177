import { describe, expect, it } from 'vitest';
import { op } from '../../src/commands/op.ts';
import { aCall } from '../fakes.ts';
import { anOperationStage, REFERENCE } from '../operation-stage.ts';
import { itsExamplesWork, itsRoles } from './given-examples.ts';

describe('op', () => {
  itsExamplesWork(op);
  itsRoles(op, {
    viewer: ['', 'show', 'list', 'history', 'conflicts', 'export', 'EXPORT', 'nonsense'],
    operator: [
      'import',
      'new x',
      'use x',
      'undo',
      'rename x',
      'archive',
      'status x',
      'progress 1',
      'current 4',
    ],
  });

  it('knows every verb that its usage names', async () => {
    const verbs = /\[(.*)\]/.exec(op.usage)?.[1]?.split('|') ?? [];
    expect(verbs.length).toBeGreaterThan(10);
    for (const verb of verbs) {
      const { say } = await anOperationStage('# Move\n\n## Tasks\n- [ ] one\n');
      const told = await say(`op ${verb}`).then(
        ({ message }) => message.text,
        (error: Error) => error.message,
      );
      expect(told).not.toContain('nothing I know');
    }
  });

  it.each([
    ['op exprot', 'Did you mean `/snail op export`?'],
    ['op zzzzzzzzzz', '`/snail help op` shows all.'],
    ['op constructor', 'nothing I know'],
    ['op --pgae 2', 'Nearest: `--page`'],
  ])('%s is told what was meant', async (typed, words) => {
    await expect((await anOperationStage()).say(typed)).rejects.toThrow(words);
  });

  it('takes what stands below the first line as the text of a tracker, options and all', async () => {
    const { say, record } = await anOperationStage('none');
    await say('op import --name Move\n# Other\n- [ ] run it with --fast "now"');
    expect(await record()).toMatchObject({ name: 'Move', source: '# Other\n- [ ] run it with --fast "now"' });
  });

  it('in a terminal is of the only operation there is, and its export is the file', async () => {
    const { say } = await anOperationStage();
    const place = { ...aCall().place, channel: 'terminal', kind: 'terminal' as const };
    expect((await say('op', { place })).message.text).toContain('criteria 4/10');
    expect((await say('op export', { place })).output).toBe(REFERENCE);
    await say('op new Other', { place: { ...aCall().place, channel: 'C2' } });
    await expect(say('op export', { place })).rejects.toThrow('No operation is set here');
    expect((await say('op export --op snail', { place })).output).toBe(REFERENCE);
  });

  it('explains every option', () => {
    expect(Object.keys(op.optionWords)).toHaveLength(Object.keys(op.options).length);
  });
});
