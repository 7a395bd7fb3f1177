import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Order, Report } from './parent.ts';

/** A script of ours in a process of its own. */
export interface Script {
  readonly pid: number;
  /** Has it do something; rejects with what went wrong there, or when the process ends. */
  ask<T>(name: string, input?: unknown): Promise<T>;
  /** Ends the process; what it was asked and did not answer is forgotten. */
  stop(): void;
}

/** A program that is measured. */
export interface Program {
  readonly pid: number;
  /** What it wrote, standard output and errors in one file. */
  readonly outputFile: string;
  /** Undefined while it runs. */
  exitCode(): number | undefined;
  /** Kills it and resolves when it is gone. */
  stop(): Promise<void>;
}

/** All processes of one run, and its temporary folder. */
export interface Processes {
  readonly folder: string;
  /** Starts a script of this folder that answers `ask`. */
  script(name: string, nodeArgs?: readonly string[]): Script;
  /** Starts Node with these arguments and nothing but this environment. */
  program(args: readonly string[], env: Readonly<Record<string, string>>): Program;
  /** Kills what still runs and removes the folder; synchronous, so that it can be done while exiting. */
  stop(): void;
}

export function createProcesses(): Processes {
  const folder = mkdtempSync(join(tmpdir(), 'snail-bench-'));
  const running = new Set<ChildProcess>();
  let started = 0;

  function track(child: ChildProcess): void {
    running.add(child);
    child.once('exit', () => running.delete(child));
  }

  return {
    folder,
    script(name, nodeArgs = []) {
      const file = fileURLToPath(new URL(name, import.meta.url));
      const execArgv = [...process.execArgv, ...nodeArgs];
      const child = fork(file, { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
      track(child);
      return scriptOf(name, child);
    },
    program(args, env) {
      started += 1;
      const outputFile = join(folder, `output-${started}.log`);
      const output = openSync(outputFile, 'w');
      const child = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', output, output] });
      track(child);
      return {
        pid: child.pid ?? 0,
        outputFile,
        exitCode: () => child.exitCode ?? undefined,
        async stop() {
          if (child.exitCode !== null || child.signalCode !== null) return;
          child.kill('SIGKILL');
          await once(child, 'exit');
        },
      };
    },
    stop() {
      for (const child of running) child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function scriptOf(name: string, child: ChildProcess): Script {
  const waiting = new Map<number, { resolve(output: unknown): void; reject(error: Error): void }>();
  let asked = 0;
  child.on('message', (message) => {
    const { id, output, error } = message as Report;
    const asker = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asker?.resolve(output);
    else asker?.reject(new Error(`${name}: ${error}`));
  });
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`${name} ended with ${code ?? signal}`));
  });
  return {
    pid: child.pid ?? 0,
    ask: <T>(what: string, input?: unknown) =>
      new Promise<T>((resolve, reject) => {
        asked += 1;
        const order: Order = { id: asked, name: what, input };
        waiting.set(asked, { resolve: (output) => resolve(output as T), reject });
        child.send(order);
      }),
    stop: () => void child.kill('SIGKILL'),
  };
}
