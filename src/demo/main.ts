import { parseArgs } from 'node:util';
import { systemClock } from '../clock.ts';
import { LOG_LEVELS } from '../log.ts';
import { createEnding } from './ending.ts';

const USAGE = `npm run demo -- [--port 4010] [--speed 1] [--help]
  --port   where the page is; the simulated AWS takes the next one
  --speed  how much happens, 0.1 to 600: at 10, ten seconds of the story happen in each second.
           The clock stays the ordinary one, and so do ages: tasks fail ten times as often,
           but a rollout gets older by a second each second.`;

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
  const level = LOG_LEVELS.find((each) => each === process.env.LOG_LEVEL) ?? 'warn';
  const [port, speed] = [portOf(values.port), numberOf(values.speed, 0.1, 600)];
  // What is typed wrong is said at once: the bot, both servers and the SDKs take seconds to load.
  const { startDemo } = await import('./start-demo.ts');
  await startDemo({ port, speed, level }, ending);
} catch (error) {
  // A stop ends a start that is still under way; the process then ends with the stop.
  if (!ending.hasBegun) {
    console.error(
      `The demo cannot start: ${error instanceof Error ? error.message : String(error)}\n${USAGE}`,
    );
    process.exit(1);
  }
}
