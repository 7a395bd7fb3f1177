import type { Call } from '../ask/answer.ts';
import { firstWord, nearestWords, parseWords } from '../ask/grammar.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';
import type { Command } from './command.ts';

/** A command with what was typed behind it. */
export interface Dispatched {
  readonly command: Command;
  readonly typed: Pick<Call, 'words' | 'options' | 'rest'>;
}

/**
 * Picks the command that typed text names: the menu for none.
 * @throws UserError for an unknown word, with the commands that are near; for an option the command does not know.
 */
export function dispatch(text: string, commands: readonly Command[]): Dispatched {
  const { first, rest } = firstWord(text);
  const name = first === '' ? 'menu' : first;
  const command = commands.find((each) => each.name === name);
  if (command) {
    const [line = ''] = command.takesText ? rest.split('\n') : [rest];
    return { command, typed: { ...parseWords(line, command.options), rest: asTyped(text) } };
  }
  const nearest = nearestWords(
    name,
    commands.map((each) => each.name),
  );
  const near = nearest.map((each) => `\`/snail ${each}\``).join(', ');
  throw new UserError(
    `I do not know "${oneLine(name, 60)}". ${near ? `Nearest: ${near}. All: \`/snail help\`.` : '`/snail help` lists what I know, `/snail status` every service.'}`,
  );
}

/** What stands behind the first word, with every quote, dash and line end as it came. */
function asTyped(text: string): string {
  return text.replace(/^\s*\S*/, '');
}
