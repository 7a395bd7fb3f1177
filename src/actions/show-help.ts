import type { Deps } from '../deps.ts';
import { helpMessage } from '../views/help.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Help* on the menu: all commands, beside it. */
export const showHelp = {
  id: 'show-help',
  role: 'viewer',
  async run({ commands }: Pick<Deps, 'commands'>, { place }: Click): Promise<ClickAnswer> {
    return { answer: { message: helpMessage(commands, place), data: commands }, show: 'beside' };
  },
} satisfies Action;
