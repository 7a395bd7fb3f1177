import { execFileSync } from 'node:child_process';
import type { LinesRead } from './log-reader.ts';
import type { Processes, Script } from './processes.ts';
import { msText, quantile, type Row, thousandsText } from './table.ts';

const LINES = 100_000;
/** The first one warms up and is not counted. */
const ROUNDS = 7;
const BOUND = 2.5;

/** 100,000 lines from the log API to messages, beside a pager that only reads them. */
export async function logReadingRows(processes: Processes): Promise<readonly Row[]> {
  const server = processes.script('prepared-pages.ts');
  const { endpoint } = await server.ask<{ endpoint: string }>('start', { lines: LINES });
  const readers = { bare: processes.script('log-reader.ts'), ready: processes.script('log-reader.ts') };
  const took = { bare: [] as number[], ready: [] as number[] };
  let last: LinesRead | undefined;
  for (let round = 0; round < ROUNDS; round += 1) {
    const bare = await read(readers.bare, 'bare', endpoint);
    last = await read(readers.ready, 'ready', endpoint);
    if (round === 0) continue;
    took.bare.push(bare.tookMs);
    took.ready.push(last.tookMs);
  }
  for (const { stop } of [server, readers.bare, readers.ready]) stop();
  const [floorMs, readyMs] = [quantile(took.bare, 0.5), quantile(took.ready, 0.5)];
  const rate = (ms: number) => `${msText(ms)} (${thousandsText((LINES / ms) * 1000)}/s)`;
  const messages = `${last?.messages} messages, ${last?.redacted} secrets`;
  return [
    {
      what: `${thousandsText(LINES)} lines to ready messages (${messages}), median of ${took.ready.length}`,
      floor: rate(floorMs),
      measured: rate(readyMs),
      bound: `${BOUND}x the SDK's pager: ${(readyMs / floorMs).toFixed(2)}x`,
      holds: readyMs <= BOUND * floorMs,
    },
    awsCliRow(endpoint),
  ];
}

async function read(reader: Script, how: 'bare' | 'ready', endpoint: string): Promise<LinesRead> {
  const done = await reader.ask<LinesRead>(how, { endpoint });
  if (done.lines !== LINES) throw new Error(`${how}: ${done.lines} lines instead of ${LINES}`);
  return done;
}

/** `aws logs tail` is of version 2. */
function awsCliRow(endpoint: string): Row {
  const row = { what: 'the same lines by `aws logs tail`', floor: '', bound: '', holds: undefined };
  if (!hasAwsCli2()) return { ...row, measured: 'AWS CLI v2 is not installed' };
  const beganAt = performance.now();
  const words = `logs tail /ecs/web --since 2026-03-04T03:00:00Z --endpoint-url ${endpoint} --region eu-central-1`;
  execFileSync('aws', words.split(' '), {
    env: { ...process.env, AWS_ACCESS_KEY_ID: 'AKIABENCH00000000000', AWS_SECRET_ACCESS_KEY: 'bench' },
    stdio: 'ignore',
  });
  const ms = performance.now() - beganAt;
  return { ...row, measured: `${msText(ms)} (${thousandsText((LINES / ms) * 1000)}/s)` };
}

function hasAwsCli2(): boolean {
  try {
    return /^aws-cli\/2\./.test(execFileSync('aws', ['--version'], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}
