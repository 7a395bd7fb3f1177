import { statusAgain } from '../ask/status-answer.ts';
import type { Deps } from '../deps.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** Quick clicks in a row are one look. */
const REFRESH = { maxAgeMs: 1000 };

/** *Refresh*: the same status, looked at anew, in the same place. */
export const refreshStatus = {
  id: 'refresh-status',
  role: 'viewer',
  async run(deps: Pick<Deps, 'estate' | 'clock' | 'watches'>, { value, place }: Click): Promise<ClickAnswer> {
    return { answer: await statusAgain(deps, value, place, REFRESH), show: 'instead' };
  },
} satisfies Action;
