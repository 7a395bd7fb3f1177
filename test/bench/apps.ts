import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Processes, Program } from './processes.ts';

/** An app that Slack's requests go to: the bot, or the bare Bolt app. */
export interface RunningApp extends Program {
  readonly eventsUrl: string;
  /** From the start of the process until it could be used. */
  readonly readyMs: number;
}

/** Where the app finds Slack and AWS. */
export interface Surroundings {
  readonly slack: { readonly apiUrl: string; readonly bot: string; readonly signingSecret: string };
  readonly aws: { readonly endpoint: string; readonly region: string };
}

const READY_WITHIN_MS = 20_000;
const LOOK_EVERY_MS = 5;

/** Starts the built bot and waits until `/readyz` says yes. */
export async function startBot(
  processes: Processes,
  { slack, aws }: Surroundings,
  nodeArgs: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): Promise<RunningApp> {
  const port = await freePort();
  const file = fileURLToPath(new URL('../../dist/main.js', import.meta.url));
  const env = {
    SLACK_BOT_TOKEN: slack.bot,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    PORT: String(port),
    AWS_ENDPOINT_URL: aws.endpoint,
    AWS_REGION: aws.region,
    AWS_ACCESS_KEY_ID: 'AKIABENCH00000000000',
    AWS_SECRET_ACCESS_KEY: 'bench',
    DATABASE_URL: `file:${join(processes.folder, `bot-${port}.db`)}`,
    NODE_ENV: 'production',
    ...more,
  };
  return started(processes, { args: [...nodeArgs, file, 'http'], env, port, path: '/readyz', status: 200 });
}

/** Starts the bare Bolt app and waits until it answers at all. */
export async function startBare(
  processes: Processes,
  file: string,
  { slack }: Pick<Surroundings, 'slack'>,
): Promise<RunningApp> {
  const port = await freePort();
  const env = {
    SLACK_BOT_TOKEN: slack.bot,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    PORT: String(port),
    NODE_ENV: 'production',
  };
  return started(processes, { args: [file], env, port, path: '/', status: undefined });
}

/** Bundles the bare Bolt app as `npm run build` bundles the bot, so that both start under the same conditions. */
export async function buildBare(folder: string): Promise<string> {
  const outfile = join(folder, 'bare-bolt.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL('bare-bolt.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
    logLevel: 'warning',
    banner: {
      js: "import{createRequire as requireOf}from'node:module';const require=requireOf(import.meta.url);",
    },
  });
  return outfile;
}

/** Resident memory of a process in bytes: now, and the most it ever was. */
export async function memoryOf(pid: number): Promise<{ readonly now: number; readonly peak: number }> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const bytes = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) * 1024;
  return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
}

/** Linux counts in hundredths of a second. @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const TICKS_PER_SECOND = 100;

/** Seconds of processor time that a process has had, its own and the kernel's for it. */
export async function cpuSecondsOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  // The name of the program, in parentheses, may hold spaces; the times are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

async function started(
  processes: Processes,
  plan: {
    readonly args: readonly string[];
    readonly env: Readonly<Record<string, string>>;
    readonly port: number;
    readonly path: string;
    /** Undefined: any answer will do. */
    readonly status: number | undefined;
  },
): Promise<RunningApp> {
  const origin = `http://127.0.0.1:${plan.port}`;
  const beganAt = performance.now();
  const program = processes.program(plan.args, plan.env);
  while (!(await answers(`${origin}${plan.path}`, plan.status))) {
    const isLate = performance.now() - beganAt > READY_WITHIN_MS;
    if (isLate || program.exitCode() !== undefined) {
      const output = await readFile(program.outputFile, 'utf8');
      throw new Error(`${plan.args.join(' ')} did not become ready:\n${output.slice(-3000)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return { ...program, eventsUrl: `${origin}/slack/events`, readyMs: performance.now() - beganAt };
}

async function answers(url: string, status: number | undefined): Promise<boolean> {
  try {
    const response = await fetch(url, { headers: { connection: 'close' } });
    await response.arrayBuffer();
    return status === undefined || response.status === status;
  } catch {
    return false; // It does not listen yet.
  }
}

/** A port that was free a moment ago; the bot's settings have no word for "any". */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
