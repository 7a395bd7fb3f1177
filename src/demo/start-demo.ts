import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ALERT_POLICY } from '../alerting/policy.ts';
import { createApp } from '../app.ts';
import { systemClock } from '../clock.ts';
import type { Config } from '../config.ts';
import { createLog, type LogLevel } from '../log.ts';
import { createAwsServer } from './aws-server.ts';
import type { Ending } from './ending.ts';
import { seedOperation, seedProof } from './seed-operation.ts';
import { createSlackServer } from './slack-server.ts';
import { FIX_BEGINS_S } from './story/enhanced-ml-fix.ts';
import { createStory } from './story.ts';
import { DEMO_WATCH, seedWatches } from './watches.ts';

/**
 * Starts the whole bot on one machine: a local Slack with a page, a simulated AWS, and the real SDKs and Bolt in
 * between. Resolves once it says on stdout where it is; the ending stops it.
 * @throws Error in words for people when a port is in use
 */
export async function startDemo(
  { port, speed, level }: { readonly port: number; readonly speed: number; readonly level: LogLevel },
  ending: Ending,
): Promise<void> {
  const clock = systemClock;
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
