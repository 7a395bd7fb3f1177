import { clean } from '../text.ts';
import { actions, button, context, type Message, section } from './message.ts';
import { code, escapeText } from './mrkdwn.ts';
import { commandWord, type Where } from './place-words.ts';

/** What the help tells of a command. */
export interface CommandHelp {
  readonly name: string;
  /** Without `/snail`: "status [service]". */
  readonly usage: string;
  readonly summary: string;
  readonly examples: readonly string[];
  /** What each option does, by how it is typed. */
  readonly optionWords: Readonly<Record<string, string>>;
}

/** All commands, a line each. */
export function helpMessage(commands: readonly CommandHelp[], place: Where): Message {
  const snail = commandWord(place);
  const lines = commands.map(({ usage, summary }) => ({ usage: `${snail} ${usage}`, summary }));
  const more =
    place.kind === 'terminal'
      ? ['snail is `npm run -s snail --` here. `--json` prints what was judged as JSON.']
      : [];
  return {
    text: clean(['Commands', ...lines.map((each) => `${each.usage}: ${each.summary}`), ...more].join('\n')),
    blocks: [
      section(
        `*Commands*\n${lines.map((each) => `${code(each.usage)} ${escapeText(each.summary)}`).join('\n')}`,
      ),
      context(
        'The same words work as a mention (`@Snail Trail status`), also in threads, and in a direct message. `/snail help <command>` shows options and examples.',
      ),
      actions(button('show-status', 'Status', '')),
    ],
  };
}

/** One command with its options and examples. */
export function commandHelpMessage(
  { usage, summary, examples, optionWords }: CommandHelp,
  place: Where,
): Message {
  const snail = commandWord(place);
  const options = Object.entries(optionWords);
  const optionLines = options.map(([typed, words]) => `• ${code(typed)} ${escapeText(words)}`);
  return {
    text: clean(
      [
        `${snail} ${usage}: ${summary}`,
        ...options.map(([typed, words]) => `  ${typed}: ${words}`),
        'Examples',
        ...examples.map((example) => `  ${snail} ${example}`),
      ].join('\n'),
    ),
    blocks: [
      section(`${code(`${snail} ${usage}`)} ${escapeText(summary)}`),
      ...(optionLines.length > 0 ? [section(optionLines.join('\n'))] : []),
      section(`*Examples*\n${examples.map((example) => `• ${code(`${snail} ${example}`)}`).join('\n')}`),
    ],
  };
}
