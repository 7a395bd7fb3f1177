import { ASK_AGAIN, cardOf } from '../ask/judged-answer.ts';
import { chosenService } from '../ask/meant-service.ts';
import type { Deps } from '../deps.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** The *Open a service* menu: the chosen service's card, beside the list it was chosen from. */
export const openService = {
  id: 'open-service',
  role: 'viewer',
  async run(
    deps: Pick<Deps, 'estate' | 'clock' | 'blackBox'>,
    { value, place }: Click,
  ): Promise<ClickAnswer> {
    const ref = await chosenService(deps, value);
    return { answer: await cardOf(deps, ref, { freshness: ASK_AGAIN, place }), show: 'beside' };
  },
} satisfies Action;
