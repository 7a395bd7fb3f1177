import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { op } from '../src/commands/op.ts';
import { UserError } from '../src/errors.ts';
import { apartFromFiles, fileAt } from '../src/file-arguments.ts';

describe('the arguments of op import', () => {
  it.each<[readonly string[], readonly string[], readonly string[]]>([
    [['op', 'import', 'a.md'], ['op', 'import'], ['a.md']],
    [['OP', 'Import', 'my “plan” — 2.md'], ['OP', 'Import'], ['my “plan” — 2.md']],
    [['op', 'import', '--name', 'The plan', 'a.md'], ['op', 'import', '--name', 'The plan'], ['a.md']],
    [['op', 'import', 'a.md', '--name=x', '--json'], ['op', 'import', '--name=x', '--json'], ['a.md']],
    [['op', 'import', 'a.md', '--name', '--json'], ['op', 'import', '--name', '--json'], ['a.md']],
    [
      ['op', 'import', 'a.md', 'b.md'],
      ['op', 'import'],
      ['a.md', 'b.md'],
    ],
    [['op', 'import'], ['op', 'import'], []],
    [['op', 'export', 'a.md'], ['op', 'export', 'a.md'], []],
    [['task', 'add', 'a.md'], ['task', 'add', 'a.md'], []],
    [[], [], []],
  ])('%j', (args, typed, paths) => {
    expect(apartFromFiles(args, op.options)).toEqual({ typed, paths });
  });
});

describe('a file that is named', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'snail-file-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('is read from the folder of the one who types, every byte of it', async () => {
    const bytes = Buffer.from('\ufeff# A\r\n\u0000');
    await writeFile(join(folder, 'a.md'), bytes);
    const file = await fileAt('a.md', folder);
    expect(file).toMatchObject({ name: 'a.md', size: bytes.length });
    expect(Buffer.from(await file.read(100))).toEqual(bytes);
    expect((await fileAt(join(folder, 'a.md'), '/')).name).toBe('a.md');
  });

  it('is refused in words where it cannot be read, once somebody wants to', async () => {
    await writeFile(join(folder, 'a.md'), '# A');
    await mkdir(join(folder, 'sub'));
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    await writeFile(join(folder, 'huge.md'), '');
    await truncate(join(folder, 'huge.md'), 10_000_000_000);
    for (const [path, said] of [
      ['none.md', 'I could not read "none.md": there is no such file.'],
      ['a.md/b.md', 'a part of the path is a file, not a folder'],
      ['sub', '"sub" is not a file.'],
      ['pipe', '"pipe" is not a file.'],
      ['huge.md', '"huge.md" has 10000000000 bytes, and at most 1000 are taken in.'],
      ['\u001b[31mx', 'I could not read "x": there is no such file.'],
    ] as const) {
      const file = await fileAt(path, folder);
      await expect(file.read(1000), path).rejects.toThrow(UserError);
      await expect(file.read(1000), path).rejects.toThrow(said);
    }
  });
});
