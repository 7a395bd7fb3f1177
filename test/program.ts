import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import type { AwsServer } from '../src/demo/aws-server.ts';
import type { SlackServer } from '../src/demo/slack-server.ts';
import { PROGRAMS } from './bundle-programs.ts';

/** One of the project's programs in a process of its own. */
export interface Program {
  stdout(): string;
  stderr(): string;
  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void;
  /** Resolves with the exit code when it has ended and all it wrote has arrived; null after a SIGKILL. */
  readonly ended: Promise<number | null>;
  /** Resolves when it has written words that match, on either stream; throws with all it wrote otherwise. */
  said(words: RegExp): Promise<void>;
}

const PATIENCE_MS = 40_000;
/** The loader by address: the programs run in a folder without `node_modules`. */
const LOADER = import.meta.resolve('tsx');

/** Starts a program of `src` in this folder, with nothing in its environment but what is given and what every process has. */
export function run(
  script: string,
  args: readonly string[],
  given: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Program {
  const { PATH = '' } = process.env;
  const child = spawn(process.execPath, [...started(script), ...args], {
    cwd: given.cwd,
    env: { PATH, HOME: given.cwd, ...given.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return {
    stdout: () => stdout,
    stderr: () => stderr,
    signal: (name) => void child.kill(name),
    ended: once(child, 'close').then(([code]) => code as number | null),
    said: (words) => expect.poll(() => stdout + stderr, { timeout: PATIENCE_MS }).toMatch(words),
  };
}

/** The bot and its terminal as they are built; the demo, which is not, from its sources. */
function started(script: string): readonly string[] {
  if (!script.includes('/')) return [`${PROGRAMS}/${script.replace(/\.ts$/, '.js')}`];
  return ['--import', LOADER, fileURLToPath(new URL(`../src/${script}`, import.meta.url))];
}

/** The settings of a bot in Socket Mode between the two local servers. */
export function settingsOf({
  slack,
  aws,
  databaseUrl,
}: {
  readonly slack: Pick<SlackServer, 'tokens' | 'url'>;
  readonly aws: Pick<AwsServer, 'url'>;
  readonly databaseUrl: string;
}): Readonly<Record<string, string>> {
  return {
    SLACK_BOT_TOKEN: slack.tokens.bot,
    SLACK_APP_TOKEN: slack.tokens.app,
    SLACK_API_URL: slack.url,
    AWS_ENDPOINT_URL: aws.url,
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: 'AKIATEST000000000000',
    AWS_SECRET_ACCESS_KEY: 'test',
    DATABASE_URL: databaseUrl,
  };
}

/** A port that was free a moment ago, and the one after it as well. */
export async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const isNextFree = await canListen(port + 1);
    server.close();
    await once(server, 'close');
    if (isNextFree) return port;
  }
}

/** Whether nobody listens there. */
export async function canListen(port: number): Promise<boolean> {
  if (port > 65_535) return false;
  const server = createServer();
  const listening = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => resolve(true));
  });
  if (!(await listening)) return false;
  server.close();
  await once(server, 'close');
  return true;
}
