import type { Answer, Call } from '../ask/answer.ts';
import { nearestWords } from '../ask/grammar.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';
import { commandHelpMessage, helpMessage } from '../views/help.ts';
import type { Command } from './command.ts';

/** `help` and `help <command>` */
export const help = {
  name: 'help',
  usage: 'help [command]',
  summary: 'all commands, or one with examples',
  examples: ['help', 'help status'],
  role: 'viewer',
  options: {},
  async run({ commands }: Pick<Deps, 'commands'>, { words: [name] }: Call): Promise<Answer> {
    if (name === undefined) return { message: helpMessage(commands), data: commands };
    const one = commands.find((each) => each.name === name.toLowerCase());
    if (one) return { message: commandHelpMessage(one), data: one };
    const nearest = nearestWords(
      name,
      commands.map((each) => each.name),
    );
    throw new UserError(`There is no command "${oneLine(name, 40)}". Nearest: ${nearest.join(', ')}.`);
  },
} satisfies Command;
