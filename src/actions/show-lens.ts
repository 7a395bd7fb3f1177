import { ASK_AGAIN } from '../ask/judged-answer.ts';
import { type LensDeps, lensAgain } from '../ask/lens-again.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Health* or *Deployments* of a service, beside what was clicked. The value is the command as it is typed. */
export const showLens = {
  id: 'show-lens',
  role: 'viewer',
  async run(deps: LensDeps, { value, place }: Click): Promise<ClickAnswer> {
    return { answer: await lensAgain(deps, value, { place, freshness: ASK_AGAIN }), show: 'beside' };
  },
} satisfies Action;
