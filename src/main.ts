import { existsSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { createApp } from './app.ts';
import { type Config, parseConfig, problemsText, type SlackNeed } from './config.ts';
import { UserError } from './errors.ts';
import { createLog, type Log } from './log.ts';
import { migrate } from './store/database.ts';

/** Time for running commands to answer and for posts to leave before the process ends all the same. */
const DRAIN_MS = 10_000;
/** Time beside that: the grace in HTTP mode, the last writes, and closing. */
const CLOSE_MS = 5000;

/**
 * By how much the heap may grow before V8 looks for garbage. Its own answer is several times what is in use, so
 * that ten seconds of a flood of lines would stay for minutes; there is time enough to look more often.
 */
const HEAP_GROWTH_PERCENT = 40;

const WORDS = ['http', 'socket', 'migrate'];

/** `main.js` in the mode of its settings, `main.js http`, `main.js socket`, or `main.js migrate` to bring the database up to date. */
async function main(word: string | undefined): Promise<void> {
  if (word !== undefined && !WORDS.includes(word)) {
    throw new UserError(`"${word}" is not a way to start; there are ${WORDS.join(', ')}, or none of them.`);
  }
  setFlagsFromString(`--heap-growing-percent=${HEAP_GROWTH_PERCENT}`);
  if (existsSync('.env')) process.loadEnvFile('.env');
  // Our own engines field says which Node runs; the SDK's advice would stand in every answer.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  const need: SlackNeed =
    word === 'migrate' ? 'database' : word === 'http' || word === 'socket' ? word : 'either';
  const parsed = parseConfig(process.env, need);
  if (parsed.kind === 'invalid') {
    console.error(problemsText(parsed.problems));
    process.exit(1);
  }
  const log = createLog(parsed.config.logLevel);
  if (word === 'migrate') await migrate(parsed.config.databaseUrl, { log });
  else await run(parsed.config, log);
}

async function run(config: Config, log: Log): Promise<void> {
  const app = await createApp(config, { log });
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      stopping = true;
      log.info({ signal }, 'stopping');
      setTimeout(() => process.exit(1), DRAIN_MS + CLOSE_MS).unref();
      app.stop(DRAIN_MS).then(
        () => process.exit(0),
        (err) => {
          log.error({ err }, 'stopped with a failure');
          process.exit(1);
        },
      );
    });
  }
  try {
    await app.start();
  } catch (error) {
    // A stop ends a start that still waits for Slack; the process then ends with the stop.
    if (stopping) return;
    throw error;
  }
  log.info(
    { mode: config.slack?.mode.kind, environments: config.environments.map(({ alias }) => alias) },
    'ready',
  );
}

main(process.argv[2]).catch((error: unknown) => {
  console.error(`Snail Trail cannot start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
