import { ASK_AGAIN } from '../ask/judged-answer.ts';
import { oneService } from '../ask/meant-service.ts';
import { runAnswer } from '../ask/run-answer.ts';
import { type RunDeps, runDiagnosis } from '../ask/run-diagnosis.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Diagnose* on a service's card: why it is unwell. The value is the service as one would type it. */
export const diagnoseService = {
  id: 'diagnose-service',
  role: 'viewer',
  reads: 'logs',
  async run(deps: RunDeps, { value, place }: Click): Promise<ClickAnswer> {
    const ref = await oneService(deps, { words: [value], options: {} });
    const run = await runDiagnosis(deps, ref, { freshness: ASK_AGAIN, channel: place.channel });
    return { answer: runAnswer(deps, run, place), show: 'beside' };
  },
} satisfies Action;
