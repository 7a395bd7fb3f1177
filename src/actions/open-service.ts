import { ASK_AGAIN, cardOf } from '../ask/judged-answer.ts';
import { serviceOfKey } from '../deployment/ref.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

const NAMES_MAX_AGE_MS = 60_000;

/** The *Open a service* menu: the chosen service's card, beside the list it was chosen from. */
export const openService = {
  id: 'open-service',
  role: 'viewer',
  async run({ estate, clock }: Pick<Deps, 'estate' | 'clock'>, { value }: Click): Promise<ClickAnswer> {
    const { refs } = await estate.list({ maxAgeMs: NAMES_MAX_AGE_MS });
    const ref = serviceOfKey(value, refs);
    if (!ref) throw new UserError('That service is not there any more. `/snail status` lists what is.');
    return { answer: await cardOf({ estate, clock }, ref, ASK_AGAIN), show: 'beside' };
  },
} satisfies Action;
