import { type HealthDeps, healthAnswer } from '../ask/health-answer.ts';
import { ASK_AGAIN } from '../ask/judged-answer.ts';
import { chosenService } from '../ask/meant-service.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** The menu under an overview of health: the checks of the chosen service, beside the list it was chosen from. */
export const openHealth = {
  id: 'open-health',
  role: 'viewer',
  async run(deps: HealthDeps, { value, place }: Click): Promise<ClickAnswer> {
    const ref = await chosenService(deps, value);
    return { answer: await healthAnswer(deps, ref, { freshness: ASK_AGAIN, place }), show: 'beside' };
  },
} satisfies Action;
