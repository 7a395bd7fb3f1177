import { describe, expect, it } from 'vitest';
import type { GivenFile } from '../../src/ask/answer.ts';
import { UserError } from '../../src/errors.ts';
import { importOperation } from '../../src/forms/import-operation.ts';
import { aFilled, aScene, MOVE } from '../operation-scene.ts';

const SECOND = '# Second\n\n## Tasks\n- [ ] a\n';

function aFile(text: string, name = 'second.md'): GivenFile {
  return { name, size: text.length, read: async () => Buffer.from(text) };
}

describe('the form that takes in a tracker', () => {
  it('takes the file, and the channel works at it', async () => {
    const { deps } = await aScene();
    const files = { file: [aFile(SECOND)] };
    const { message } = await importOperation.run(deps, aFilled('', { name: 'Two' }, { files }));
    expect(message.text).toMatch(/^📥 Took in second\.md as Two: 4 lines/);
    expect(await deps.operations.ofChannel('C1')).toMatchObject({ name: 'Two', source: SECOND });
  });

  it('takes the text where there is no file, and the file where both are given', async () => {
    const { deps } = await aScene();
    await importOperation.run(deps, aFilled('', { text: SECOND }));
    expect(await deps.operations.ofChannel('C1')).toMatchObject({ name: 'Second', fileName: undefined });
    const both = aFilled('', { text: SECOND }, { files: { file: [aFile(MOVE, 'move.md')] } });
    await importOperation.run(deps, both);
    expect(await deps.operations.ofChannel('C1')).toMatchObject({ name: 'Move the mail' });
  });

  it('asks for one of them', async () => {
    const complaints = (values: Record<string, string>, files: readonly string[] = []) =>
      importOperation.complaints({ state: '', values, files });
    expect(complaints({})).toHaveProperty('file');
    expect(complaints({ text: ' \n' })).toHaveProperty('file');
    expect(complaints({ text: '# A' })).toEqual({});
    expect(complaints({}, ['file'])).toEqual({});
    const { deps } = await aScene();
    await expect(importOperation.run(deps, aFilled(''))).rejects.toThrow(UserError);
  });

  it('is for operators, and leaves everything as it was where the file cannot be had', async () => {
    expect(importOperation.role).toBe('operator');
    const { deps, id } = await aScene();
    const refused = async () => {
      throw new UserError('too long');
    };
    const files = { file: [{ ...aFile(SECOND), read: refused }] };
    await expect(importOperation.run(deps, aFilled('', {}, { files }))).rejects.toThrow('too long');
    expect(await deps.operations.ofChannel('C1')).toMatchObject({ id, version: 3 });
  });
});
