import { statusAgain } from '../ask/status-answer.ts';
import type { Deps } from '../deps.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** Anew, whatever is remembered; reads that are under way are shared all the same. */
const REFRESH = { maxAgeMs: 0 };

/** *Refresh*: the same status, looked at anew, in the same place. */
export const refreshStatus = {
  id: 'refresh-status',
  role: 'viewer',
  async run(deps: Pick<Deps, 'estate' | 'clock' | 'watches'>, { value, place }: Click): Promise<ClickAnswer> {
    return { answer: await statusAgain(deps, value, place, REFRESH), show: 'instead' };
  },
} satisfies Action;
