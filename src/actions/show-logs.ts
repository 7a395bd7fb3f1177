import { type LogsDeps, logsAnswer } from '../ask/logs-answer.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Logs* on a service's card: opens its log thread. The value is the service as one would type it. */
export const showLogs = {
  id: 'show-logs',
  role: 'viewer',
  reads: 'logs',
  async run(deps: LogsDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    return { answer: await logsAnswer(deps, { words: [value], options: {}, person, place }), show: 'beside' };
  },
} satisfies Action;
