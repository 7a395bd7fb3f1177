import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { canListen, freePort, type Program, run } from '../program.ts';
import { demoByNpm } from './demo-by-npm.ts';

// Each test starts processes of its own, which takes seconds where the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let running: Program[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snail-demo-test-'));
  running = [];
});

afterEach(async () => {
  for (const program of running) program.signal('SIGKILL');
  await Promise.all(running.map(({ ended }) => ended));
  await rm(folder, { recursive: true, force: true });
});

function demo(...args: readonly string[]): Program {
  const program = run('demo/main.ts', args, { cwd: folder, env: { TMPDIR: folder } });
  running.push(program);
  return program;
}

// It starts the whole of both servers and the bot from its sources, each time.
describe('the demo', { timeout: 60_000 }, () => {
  it('prints where its page is, serves it, and leaves nothing behind at Ctrl-C', async () => {
    const port = await freePort();
    const program = demo('--port', String(port));
    await program.said(/Ctrl-C stops everything/);
    expect(program.stdout()).toContain(`Open  http://127.0.0.1:${port}/`);
    expect(program.stdout()).toContain('#ops watches ml-prod/* with @ml-oncall on call');
    expect(program.stdout()).toContain('the fix is rolled out 7 min from now');
    expect(program.stdout()).toContain(`AWS_ENDPOINT_URL=http://127.0.0.1:${port + 1}`);
    const page = await fetch(`http://127.0.0.1:${port}/`);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<!doctype html>');
    const beganMs = performance.now();
    program.signal('SIGINT');
    expect(await program.ended).toBe(0);
    expect(performance.now() - beganMs).toBeLessThan(5000);
    expect(program.stderr()).toBe('');
    expect([await canListen(port), await canListen(port + 1)]).toEqual([true, true]);
    expect(ownFolders(await readdir(folder))).toEqual([]);
  });

  it.each([
    ['npm alone', 'SIGTERM'],
    ['everything, as a terminal does', 'SIGINT'],
  ] as const)('leaves nothing behind when %s gets %s', async (who, signal) => {
    const port = await freePort();
    const byNpm = await demoByNpm(folder, port);
    try {
      expect(ownFolders(await readdir(folder))).toHaveLength(1);
      if (who === 'npm alone') byNpm.npm.kill(signal);
      else byNpm.signalGroup(signal);
      await byNpm.ended;
      await expect.poll(async () => ownFolders(await readdir(folder)), { timeout: 8000 }).toEqual([]);
      await expect
        .poll(() => Promise.all([canListen(port), canListen(port + 1)]), { timeout: 8000 })
        .toEqual([true, true]);
    } finally {
      byNpm.signalGroup('SIGKILL');
    }
  });

  it('says with --help how it is used', async () => {
    const program = demo('--help');
    expect(await program.ended).toBe(0);
    expect(program.stdout()).toContain('--port');
    expect(program.stdout()).toContain('--speed');
    expect(program.stderr()).toBe('');
  });

  it.each([
    ['--speed', 'fast', /"fast" is not a number from 0\.1 to 600/],
    ['--speed', '0', /"0" is not a number from 0\.1 to 600/],
    ['--port', '99999', /"99999" is not a whole number from 1 to 65534/],
    ['--port', '4010.5', /"4010\.5" is not a whole number/],
    ['--prot', '4010', /--prot/],
  ])('%s %s ends it with 1 and the usage', async (option, value, said) => {
    const program = demo(option, value);
    expect(await program.ended).toBe(1);
    expect(program.stderr()).toMatch(said);
    expect(program.stderr()).toContain('npm run demo -- [--port 4010] [--speed 1]');
    expect(program.stderr()).not.toMatch(/\n {4}at /);
    expect(program.stdout()).toBe('');
  });

  it('ends with 1 and says which port is in use, here that of AWS, above the one asked for', async () => {
    const port = await freePort();
    const other = createServer().listen(port + 1, '127.0.0.1');
    await once(other, 'listening');
    const program = demo('--port', String(port));
    expect(await program.ended).toBe(1);
    expect(program.stderr()).toMatch(
      new RegExp(`^The demo cannot start: port ${port + 1} is in use; choose another with --port`),
    );
    expect(ownFolders(await readdir(folder))).toEqual([]);
    other.close();
    await once(other, 'close');
  });
});

function ownFolders(names: readonly string[]): readonly string[] {
  return names.filter((name) => name.startsWith('snail-'));
}
