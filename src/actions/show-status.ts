import { ASK_AGAIN } from '../ask/judged-answer.ts';
import { statusAgain } from '../ask/status-answer.ts';
import type { Deps } from '../deps.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Status* on the menu and the help: the overview, beside them. */
export const showStatus = {
  id: 'show-status',
  role: 'viewer',
  async run(deps: Pick<Deps, 'estate' | 'clock' | 'watches'>, { place }: Click): Promise<ClickAnswer> {
    return { answer: await statusAgain(deps, '', place, ASK_AGAIN), show: 'beside' };
  },
} satisfies Action;
