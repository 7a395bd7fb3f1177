import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createApp } from '../app.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createLog, LOG_LEVELS } from '../log.ts';
import { createAwsServer } from './aws-server.ts';
import { createSlackServer } from './slack-server.ts';
import { createStory } from './story.ts';

const USAGE = `npm run demo -- [--port 4010] [--speed 1]
  --port   where the page is; the simulated AWS takes the next one
  --speed  how many seconds of the story pass in a second, 0.1 to 600`;

/** The whole bot on one machine: a local Slack with a page, a simulated AWS, and the real SDKs and Bolt in between. */
async function demo(port: number, speed: number): Promise<void> {
  const clock = systemClock;
  const level = LOG_LEVELS.find((each) => each === process.env.LOG_LEVEL) ?? 'warn';
  const story = createStory({ clock, speed });
  const aws = createAwsServer({ worlds: [story.world], clock, beforeAnswer: story.advance });
  const slack = createSlackServer({ clock });
  await slack.start({ port }).catch(sayPort(port));
  const endpoint = await aws.start({ port: port + 1 }).catch(sayPort(port + 1));
  const folder = await mkdtemp(join(tmpdir(), 'snail-demo-'));
  const { region } = story.world;
  const config: Config = {
    slack: {
      botToken: slack.tokens.bot,
      mode: { kind: 'socket', appToken: slack.tokens.app },
      apiUrl: slack.url,
    },
    environments: [{ alias: 'prod-eu', region }],
    databaseUrl: `file:${join(folder, 'snail.db')}`,
    logMappings: [],
    logGrants: { channels: [], readers: [] },
    grants: { viewers: [], operators: [], admins: [] },
    redact: [],
    logLevel: level,
    port: undefined,
  };
  const credentials = { accessKeyId: 'AKIADEMO000000000000', secretAccessKey: 'demo' };
  const app = await createApp(config, {
    log: createLog(level),
    clock,
    aws: { endpoint, credentials },
    host: '127.0.0.1',
  });
  await app.start();
  console.log(greeting(slack.pageUrl, endpoint, region));

  let stops = 0;
  const stop = async (): Promise<void> => {
    stops += 1;
    if (stops > 1) process.exit(1);
    await app.stop(2000);
    await Promise.all([slack.stop(), aws.stop()]);
    await rm(folder, { recursive: true, force: true });
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}

function greeting(page: string, endpoint: string, region: string): string {
  return `
🐌 Snail Trail is up: the real bot between a local Slack and a simulated AWS.

   Open  ${page}
   and type  /snail status   then  /snail status enhanced-ml

   The same in a terminal:
   AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${region} AWS_ACCESS_KEY_ID=demo AWS_SECRET_ACCESS_KEY=demo \\
     npm run -s snail -- status enhanced-ml

   Ctrl-C stops everything; nothing is kept.
`;
}

function sayPort(port: number): (error: unknown) => never {
  return (error) => {
    const inUse = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    if (!inUse) throw error;
    throw new Error(`port ${port} is in use; choose another with --port.`);
  };
}

function portOf(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_534) return port;
  console.error(`"${text}" is not a whole number from 1 to 65534.\n${USAGE}`);
  process.exit(1);
}

function numberOf(text: string, from: number, to: number): number {
  const value = Number(text);
  if (Number.isFinite(value) && value >= from && value <= to) return value;
  console.error(`"${text}" is not a number from ${from} to ${to}.\n${USAGE}`);
  process.exit(1);
}

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
try {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '4010' }, speed: { type: 'string', default: '1' } },
  });
  await demo(portOf(values.port), numberOf(values.speed, 0.1, 600));
} catch (error) {
  console.error(`The demo cannot start: ${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exit(1);
}
