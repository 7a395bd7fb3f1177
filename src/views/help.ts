import { clean } from '../text.ts';
import { actions, button, context, type Message, section } from './message.ts';
import { code, escapeText } from './mrkdwn.ts';

/** What the help tells of a command. */
export interface CommandHelp {
  readonly name: string;
  /** Without `/snail`: "status [service]". */
  readonly usage: string;
  readonly summary: string;
  readonly examples: readonly string[];
}

/** All commands, a line each. */
export function helpMessage(commands: readonly CommandHelp[]): Message {
  const lines = commands.map(({ usage, summary }) => ({ usage, summary }));
  return {
    text: clean(['Commands', ...lines.map((each) => `/snail ${each.usage}: ${each.summary}`)].join('\n')),
    blocks: [
      section(
        `*Commands*\n${lines.map((each) => `${code(`/snail ${each.usage}`)} ${escapeText(each.summary)}`).join('\n')}`,
      ),
      context(
        'The same words work as a mention (`@Snail Trail status`), also in threads, and in a direct message. `/snail help <command>` shows examples.',
      ),
      actions(button('show-status', 'Status', '')),
    ],
  };
}

/** One command with its examples. */
export function commandHelpMessage({ usage, summary, examples }: CommandHelp): Message {
  return {
    text: clean(
      [`/snail ${usage}: ${summary}`, ...examples.map((example) => `  /snail ${example}`)].join('\n'),
    ),
    blocks: [
      section(`${code(`/snail ${usage}`)} ${escapeText(summary)}`),
      section(examples.map((example) => `• ${code(`/snail ${example}`)}`).join('\n')),
    ],
  };
}
