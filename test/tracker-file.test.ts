import { execFileSync } from 'node:child_process';
import {
  appendFile,
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../src/errors.ts';
import { createTrackerFile } from '../src/tracker-file.ts';

const isRoot = process.getuid?.() === 0;

describe('the tracker file', () => {
  let folder = '';
  let path = '';
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'snail-tracker-'));
    path = join(folder, 'TRACKER.md');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('gives its text at the first look, and again only when it has changed', async () => {
    await writeFile(path, '\ufeff# A\r\n');
    const file = createTrackerFile(path);
    expect(file.name).toBe('TRACKER.md');
    expect(await file.read()).toBe('\ufeff# A\r\n');
    expect(await file.read()).toBeUndefined();
    await appendFile(path, '- [ ] b\n');
    expect(await file.read()).toBe('\ufeff# A\r\n- [ ] b\n');
    expect(await file.read()).toBeUndefined();
    await writeFile(join(folder, 'new'), '\ufeff# B\r\n- [ ] b\n');
    await rename(join(folder, 'new'), path);
    expect(await file.read()).toBe('\ufeff# B\r\n- [ ] b\n');
  });

  it('sees an edit of the same length that keeps the time of the file', async () => {
    await writeFile(path, '- [ ] a\n');
    const file = createTrackerFile(path);
    await file.read();
    const { atime, mtime } = await stat(path);
    await writeFile(path, '- [x] a\n');
    await utimes(path, atime, mtime);
    expect(await file.read()).toBe('- [x] a\n');
  });

  it('gives its text once more when asked to forget that it did', async () => {
    await writeFile(path, '# A');
    const file = createTrackerFile(path);
    await file.read();
    file.forget();
    expect(await file.read()).toBe('# A');
    expect(await file.read()).toBeUndefined();
  });

  it('is left as it is', async () => {
    await writeFile(path, '# A');
    await chmod(path, 0o444);
    const before = await stat(path);
    const file = createTrackerFile(path);
    await file.read();
    const { mtimeMs, ctimeMs, size } = await stat(path);
    expect({ mtimeMs, ctimeMs, size }).toEqual({
      mtimeMs: before.mtimeMs,
      ctimeMs: before.ctimeMs,
      size: before.size,
    });
    expect(await readFile(path, 'utf8')).toBe('# A');
  });

  it('that is missing says so once, comes when it is there, and says so again when it is gone', async () => {
    const file = createTrackerFile(path);
    await expect(file.read()).rejects.toMatchObject({
      name: 'UpstreamError',
      kind: 'not-found',
      message: `could not read the tracker ${path}: there is no such file; put it there, or change SNAIL_TRACKER`,
    });
    expect(await file.read()).toBeUndefined();
    await writeFile(path, '# A');
    expect(await file.read()).toBe('# A');
    await rm(path);
    await expect(file.read()).rejects.toThrow('there is no such file');
    expect(await file.read()).toBeUndefined();
  });

  it('that is no text says so once, and again only after another state', async () => {
    await writeFile(path, 'a\0');
    const file = createTrackerFile(path);
    await expect(file.read()).rejects.toThrow('The file is no text');
    for (const look of [1, 2]) expect(await file.read(), `look ${look}`).toBeUndefined();
    await rm(path);
    await expect(file.read()).rejects.toThrow('there is no such file');
    await writeFile(path, 'b\0');
    await expect(file.read()).rejects.toThrow('The file is no text');
    await writeFile(path, '# A');
    expect(await file.read()).toBe('# A');
  });

  it('that is far too long is refused without being read whole', async () => {
    await writeFile(path, '');
    // A file of holes, which takes no room.
    await truncate(path, 10_000_000_000);
    const file = createTrackerFile(path);
    await expect(file.read()).rejects.toThrow('The file is too large: 10000000000 bytes');
    expect(await file.read()).toBeUndefined();
  });

  it('that is a folder or a pipe is refused, and nobody waits for it', async () => {
    await mkdir(path);
    await expect(createTrackerFile(path).read()).rejects.toThrow(UserError);
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    await expect(createTrackerFile(pipe).read()).rejects.toThrow(
      '"pipe" is not a file. Change SNAIL_TRACKER.',
    );
  });

  it('in a folder that is none says what to change', async () => {
    await writeFile(path, '# A');
    await expect(createTrackerFile(join(path, 'x.md')).read()).rejects.toThrow(
      'not a folder; change SNAIL_TRACKER',
    );
    await expect(createTrackerFile(join(folder, 'n'.repeat(300))).read()).rejects.toThrow(/: ENAMETOOLONG$/);
  });

  it.skipIf(isRoot)('that may not be read comes once it may', async () => {
    await writeFile(path, '# A');
    await chmod(path, 0);
    const file = createTrackerFile(path);
    await expect(file.read()).rejects.toMatchObject({ kind: 'denied' });
    expect(await file.read()).toBeUndefined();
    await chmod(path, 0o600);
    expect(await file.read()).toBe('# A');
  });
});
