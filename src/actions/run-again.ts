import { diagnosisHere } from '../ask/diagnosis-here.ts';
import { runAnew, runInThread, type ThreadRunDeps } from '../ask/run-again.ts';
import { runAnswer } from '../ask/run-answer.ts';
import { diagnosisOfButton } from '../views/diagnosis-buttons.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Run again* under a diagnosis: what is new, gone and still so. In its place for one person, in its thread where all can see it. */
export const runAgain = {
  id: 'run-again',
  role: 'viewer',
  reads: 'logs',
  async run(deps: ThreadRunDeps, { value, place }: Click): Promise<ClickAnswer> {
    const { id, posted } = diagnosisOfButton(value);
    const { diagnosis, posts } = await diagnosisHere(deps, id, place);
    const own = posts.filter(({ channel, thread }) => channel === place.channel && thread === undefined);
    const root = place.thread ?? own.at(-1)?.ts;
    if (posted && root !== undefined)
      return {
        answer: await runInThread(deps, diagnosis.ref, { place, root, whole: false }),
        show: 'beside',
      };
    const run = await runAnew(deps, diagnosis.ref, place);
    return { answer: runAnswer(deps, run, place), show: 'instead' };
  },
} satisfies Action;
