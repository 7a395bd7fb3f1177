import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('..', import.meta.url));

it('builds a bot that starts, and says what is missing where nothing is set', async () => {
  await run('npm', ['run', '-s', 'build'], { cwd: ROOT });
  const env = { PATH: process.env.PATH ?? '' };
  const start = run(process.execPath, ['dist/main.js', 'socket'], { cwd: ROOT, env });
  await expect(start).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining('SLACK_APP_TOKEN is missing'),
  });
}, 120_000);
