import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ALERT_POLICY } from '../alerting/policy.ts';
import { createApp } from '../app.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createLog, LOG_LEVELS } from '../log.ts';
import { createAwsServer } from './aws-server.ts';
import { createEnding, type Ending } from './ending.ts';
import { seedOperation, seedProof } from './seed-operation.ts';
import { createSlackServer } from './slack-server.ts';
import { FIX_BEGINS_S } from './story/enhanced-ml-fix.ts';
import { createStory } from './story.ts';
import { DEMO_WATCH, seedWatches } from './watches.ts';

const USAGE = `npm run demo -- [--port 4010] [--speed 1] [--help]
  --port   where the page is; the simulated AWS takes the next one
  --speed  how much happens, 0.1 to 600: at 10, ten seconds of the story happen in each second.
           The clock stays the ordinary one, and so do ages: tasks fail ten times as often,
           but a rollout gets older by a second each second.`;

/** The whole bot on one machine: a local Slack with a page, a simulated AWS, and the real SDKs and Bolt in between. */
async function demo(port: number, speed: number, ending: Ending): Promise<void> {
  const clock = systemClock;
  const level = LOG_LEVELS.find((each) => each === process.env.LOG_LEVEL) ?? 'warn';
  const story = createStory({ clock, speed });
  const aws = createAwsServer({ worlds: [story.world], clock, beforeAnswer: story.advance });
  const slack = createSlackServer({ clock });
  ending.add(async () => void (await Promise.all([slack.stop(), aws.stop()])));
  await slack.start({ port }).catch(sayPort(port));
  const endpoint = await aws.start({ port: port + 1 }).catch(sayPort(port + 1));
  const folder = temporaryFolder();
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
    alerts: ALERT_POLICY,
    blackBoxMs: 30 * 86_400_000,
    tracker: undefined,
    probeHosts: [],
    logLevel: level,
    port: undefined,
  };
  const credentials = { accessKeyId: 'AKIADEMO000000000000', secretAccessKey: 'demo' };
  const log = createLog(level);
  await seedWatches(config.databaseUrl, { seed: slack.seed, env: 'prod-eu', clock, log });
  const app = await createApp(config, {
    log,
    clock,
    aws: { endpoint, credentials },
    host: '127.0.0.1',
  });
  ending.add(() => app.stop(2000));
  await seedOperation(app, slack.seed);
  await app.start();
  await seedProof(app, slack.seed);
  console.log(greeting(slack.pageUrl, endpoint, { region, speed }));
}

/** Is gone when the process ends, in whichever way it can notice. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'snail-demo-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

function greeting(
  page: string,
  endpoint: string,
  { region, speed }: { region: string; speed: number },
): string {
  const fixAfterS = Math.round(FIX_BEGINS_S / speed);
  const fixAfter = fixAfterS < 120 ? `${fixAfterS} s` : `${Math.round(fixAfterS / 60)} min`;
  return `
🐌 Snail Trail is up: the real bot between a local Slack and a simulated AWS.

   Open  ${page}
   and type  /snail status   then  /snail status enhanced-ml

   #${DEMO_WATCH.channel} watches ${DEMO_WATCH.services} with @${DEMO_WATCH.onCall} on call: an alert opens there within a minute,
   and the fix is rolled out ${fixAfter} from now. It works at the operation Snail Trail, a tracker that claims 99 %:
   /snail status, verify, contradictions and op export show what is behind it. A digest comes every quarter of an hour.

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
// npm may be killed without a word to those it started.
const parent = process.env.npm_lifecycle_event === undefined ? undefined : process.ppid;
const ending = createEnding({ clock: systemClock, parent });
try {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '4010' },
      speed: { type: 'string', default: '1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  await demo(portOf(values.port), numberOf(values.speed, 0.1, 600), ending);
} catch (error) {
  // A stop ends a start that is still under way; the process then ends with the stop.
  if (!ending.hasBegun) {
    console.error(
      `The demo cannot start: ${error instanceof Error ? error.message : String(error)}\n${USAGE}`,
    );
    process.exit(1);
  }
}
