import { type LensDeps, lensAgain } from '../ask/lens-again.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** Anew, whatever is remembered; another page is read anew as well. */
const ANEW = { maxAgeMs: 0 };

/** The same anew, or another page of it, in its place. The value is as that of *show-lens*. */
export const turnLens = {
  id: 'turn-lens',
  role: 'viewer',
  async run(deps: LensDeps, { value, place }: Click): Promise<ClickAnswer> {
    return { answer: await lensAgain(deps, value, { place, freshness: ANEW }), show: 'instead' };
  },
} satisfies Action;
