import type { Answer } from '../ask/answer.ts';
import { oneValue, parseWords } from '../ask/grammar.ts';
import { STATUS_OPTIONS, type StatusDeps, statusAnswer } from '../ask/status-answer.ts';
import { sharedMessage } from '../views/shared.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** Anew, whatever is remembered; reads that are under way are shared all the same. */
const REFRESH = { maxAgeMs: 0 };
/** Under a shared message the button carries who shared it. */
const OPTIONS = { ...STATUS_OPTIONS, 'shared-by': 'value' } as const;

/** *Refresh*: the same status, looked at anew, in the same place. */
export const refreshStatus = {
  id: 'refresh-status',
  role: 'viewer',
  async run(deps: StatusDeps, { value, place }: Click): Promise<ClickAnswer> {
    const { words, options } = parseWords(value, OPTIONS);
    const answer = await statusAnswer(deps, { words, options, place }, REFRESH);
    const by = oneValue(options['shared-by']);
    return { answer: by === undefined ? answer : shared(answer, by), show: 'instead' };
  },
} satisfies Action;

function shared({ later, ...answer }: Answer, by: string): Answer {
  const first = { ...answer, message: sharedMessage(answer.message, by) };
  return later ? { ...first, later: later.then((fuller) => shared(fuller, by)) } : first;
}
