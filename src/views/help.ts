import { clean } from '../text.ts';
import { actions, button, context, type Message, section } from './message.ts';
import { code, escapeText } from './mrkdwn.ts';
import { commandWord, type Where } from './place-words.ts';
import { sectionsOf } from './sections.ts';

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

/** More words to choose from than these would hide what the command is for. */
const MOST_CHOICES = 3;

/** All commands, a line each. */
export function helpMessage(commands: readonly CommandHelp[], place: Where): Message {
  const snail = commandWord(place);
  const lines = commands.map(({ usage, summary }) => ({ usage: `${snail} ${shortUsage(usage)}`, summary }));
  const more =
    place.kind === 'terminal'
      ? ['snail is `npm run -s snail --` here. `--json` prints what was judged as JSON.']
      : [];
  return {
    text: clean(['Commands', ...lines.map((each) => `${each.usage}: ${each.summary}`), ...more].join('\n')),
    blocks: [
      ...sectionsOf([
        '*Commands*',
        ...lines.map((each) => `${code(each.usage)} ${escapeText(each.summary)}`),
      ]),
      context(
        'The same words work as a mention (`@Snail Trail status`), also in threads, and in a direct message. `/snail help <command>` shows options and examples.',
      ),
      actions(button('show-status', 'Status', '')),
    ],
  };
}

/** "op [import|export|new|…]" */
function shortUsage(usage: string): string {
  return usage.replace(/\[([^[\]]*\|[^[\]]*)\]/g, (whole, choices: string) => {
    const words = choices.split('|');
    return words.length > MOST_CHOICES + 1 ? `[${words.slice(0, MOST_CHOICES).join('|')}|…]` : whole;
  });
}

/** A cause that a diagnosis can find. */
export interface CauseHelp {
  readonly id: string;
  /** What is wrong where it is the cause. */
  readonly title: string;
}

/** All causes that a diagnosis looks for, a line each. */
export function causesHelpMessage(causes: readonly CauseHelp[]): Message {
  const title = `${causes.length} causes that a diagnosis looks for`;
  const after = 'Where two revisions differ in what explains one of them, the change is the root cause.';
  return {
    text: clean([title, ...causes.map((each) => `${each.id}: ${each.title}`), after].join('\n')),
    blocks: [
      ...sectionsOf([`*${title}*`, ...causes.map((each) => `${code(each.id)} ${escapeText(each.title)}`)]),
      context(escapeText(after)),
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
