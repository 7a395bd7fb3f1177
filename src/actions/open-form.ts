import { type FormDeps, formFor } from '../ask/form-for.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** Opens a form. The value is its name, the operation's id or `-`, and what it is about. */
export const openForm = {
  id: 'open-form',
  role: 'operator',
  async run(deps: FormDeps, { value, place }: Click): Promise<ClickAnswer> {
    return { answer: await formFor(deps, value, place), show: 'beside' };
  },
} satisfies Action;
