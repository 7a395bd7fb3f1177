import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The demo as people start it. The group has npm in it and everything that npm started. */
export interface DemoByNpm {
  readonly npm: ChildProcess;
  /** Resolves when npm itself has ended. */
  readonly ended: Promise<unknown>;
  /** Signals npm and all that it started, as a terminal does. */
  signalGroup(name: NodeJS.Signals): void;
}

/** Starts `npm run demo` with its temporary files in the folder; resolves when it says that it is up. */
export async function demoByNpm(folder: string, port: number): Promise<DemoByNpm> {
  const { PATH = '' } = process.env;
  const npm = spawn('npm', ['run', '-s', 'demo', '--', '--port', String(port)], {
    cwd: ROOT,
    env: { PATH, HOME: folder, TMPDIR: folder, npm_config_update_notifier: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let said = '';
  for (const stream of [npm.stdout, npm.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  const demo: DemoByNpm = {
    npm,
    ended: once(npm, 'exit'),
    signalGroup(name) {
      try {
        process.kill(-(npm.pid ?? 0), name);
      } catch {
        // Nobody of the group is left.
      }
    },
  };
  await expect.poll(() => said, { timeout: 50_000 }).toMatch(/Ctrl-C stops everything/);
  return demo;
}
