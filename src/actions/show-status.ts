import { ASK_AGAIN } from '../ask/judged-answer.ts';
import { type StatusDeps, statusAgain } from '../ask/status-answer.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Status* on the menu and the help: the overview, beside them. */
export const showStatus = {
  id: 'show-status',
  role: 'viewer',
  async run(deps: StatusDeps, { place }: Click): Promise<ClickAnswer> {
    return { answer: await statusAgain(deps, '', place, ASK_AGAIN), show: 'beside' };
  },
} satisfies Action;
