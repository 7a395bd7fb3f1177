import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { createApp } from './app.ts';
import { help } from './commands/help.ts';
import { COMMANDS } from './commands/index.ts';
import { op } from './commands/op.ts';
import { parseConfig, problemsText } from './config.ts';
import { apartFromFiles, fileAt } from './file-arguments.ts';
import { createLog } from './log.ts';

/** How long the audit of the command may take once it was answered. */
const AUDIT_MS = 5000;

/** The same commands in a terminal: `npm run -s snail -- status web [--json]`. Errors, and answers that could read nothing, go to stderr, exit code 1. */
async function cli(args: readonly string[]): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  // Our own engines field says which Node runs; the SDK's advice would stand in every answer.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
  if (
    args[0] === 'help' ||
    args.every((arg) => arg === '--json') ||
    args.some((arg) => /^(--help|-h)$/.test(arg))
  )
    return printHelp(args);
  const parsed = parseConfig(process.env, 'none');
  if (parsed.kind === 'invalid') {
    console.error(problemsText(parsed.problems));
    return 1;
  }
  // Only the answer belongs on stdout, where a program may read it.
  const log = createLog(process.env.LOG_LEVEL ? parsed.config.logLevel : 'error', process.stderr);
  const app = await createApp(parsed.config, { log });
  try {
    const { typed, paths } = apartFromFiles(args, op.options);
    const files = await Promise.all(paths.map((path) => fileAt(path, folder())));
    const { answer, outcome } = await app.typed(typedText(typed), TERMINAL, files);
    const { message, data, nothingRead, output } = (await answer.later) ?? answer;
    const isAnswer = outcome === 'done' && !nothingRead;
    const text = args.includes('--json') ? JSON.stringify(data, undefined, 2) : message.text;
    if (!isAnswer) console.error(text);
    // A file has to come out as it is: a line end more, and it is another one.
    else if (output !== undefined && !args.includes('--json')) process.stdout.write(output);
    else console.log(text);
    return isAnswer ? 0 : 1;
  } finally {
    await app.stop(AUDIT_MS);
  }
}

/** Needs no settings: whoever asks for help may not have any yet. */
async function printHelp(args: readonly string[]): Promise<number> {
  const words = args.filter((arg) => !arg.startsWith('-') && arg !== 'help').slice(0, 1);
  const { message, data } = await help.run({ commands: COMMANDS }, { words, ...TERMINAL });
  console.log(args.includes('--json') ? JSON.stringify(data, undefined, 2) : message.text);
  return 0;
}

const TERMINAL = {
  via: 'terminal',
  person: { id: `terminal:${userInfo().username}`, team: undefined, kind: 'member', groups: [] },
  place: { channel: 'terminal', thread: undefined, kind: 'terminal', team: undefined },
} as const;

/** Where the one who types is: npm starts its scripts in the folder of the package, and says from where. */
function folder(): string {
  const { npm_lifecycle_event: script, INIT_CWD: from } = process.env;
  return (script === 'snail' ? from : undefined) ?? process.cwd();
}

/** The shell has taken the quotes away already; words with blanks get them back. */
function typedText(args: readonly string[]): string {
  return args
    .filter((arg) => arg !== '--json')
    .map((arg) => (/\s/.test(arg) ? `"${arg}"` : arg))
    .join(' ');
}

process.exitCode = await cli(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error));
  return 1;
});
