import type { Answer, Call } from '../ask/answer.ts';
import { nearestWords } from '../ask/grammar.ts';
import type { Deps } from '../deps.ts';
import { CAUSES } from '../diagnosis/rules/index.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';
import { causesHelpMessage, commandHelpMessage, helpMessage } from '../views/help.ts';
import type { Command } from './command.ts';

/** `help`, `help <command>`, and `help causes` */
export const help = {
  name: 'help',
  usage: 'help [command|causes]',
  summary: 'all commands, one with its options and examples, or the causes that a diagnosis knows',
  examples: ['help', 'help status', 'help causes'],
  role: 'viewer',
  options: {},
  optionWords: {},
  async run(
    { commands }: Pick<Deps, 'commands'>,
    { words: [name], place }: Pick<Call, 'words' | 'place'>,
  ): Promise<Answer> {
    if (name === undefined) return { message: helpMessage(commands, place), data: commands };
    if (name.toLowerCase() === 'causes') {
      const causes = CAUSES.map(({ id, title }) => ({ id, title }));
      return { message: causesHelpMessage(causes), data: causes };
    }
    const one = commands.find((each) => each.name === name.toLowerCase());
    if (one) return { message: commandHelpMessage(one, place), data: one };
    const nearest = nearestWords(
      name,
      commands.map((each) => each.name),
    );
    const hint = nearest.length > 0 ? `Nearest: ${nearest.join(', ')}.` : '`/snail help` lists all.';
    throw new UserError(`There is no command "${oneLine(name, 40)}". ${hint}`);
  },
} satisfies Command;
