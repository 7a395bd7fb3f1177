import { alertHere } from '../ask/clicked-alert.ts';
import { runAnew, runInThread, type ThreadRunDeps } from '../ask/run-again.ts';
import { runAnswer } from '../ask/run-answer.ts';
import type { Deps } from '../deps.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

type DiagnoseDeps = ThreadRunDeps & Pick<Deps, 'threads'>;

/** *Diagnose* on an alert: the whole diagnosis, as a reply in its thread for all to see. */
export const diagnoseAlert = {
  id: 'diagnose-alert',
  role: 'viewer',
  reads: 'logs',
  async run(deps: DiagnoseDeps, { value, place }: Click): Promise<ClickAnswer> {
    const { id, about } = await alertHere(deps, value, place);
    const { root } = await deps.threads.deliveryOf(id);
    if (root !== undefined)
      return { answer: await runInThread(deps, about.ref, { place, root, whole: true }), show: 'beside' };
    // A root that is about to be posted has no thread yet; the answer is worth having all the same.
    return { answer: runAnswer(deps, await runAnew(deps, about.ref, place), place), show: 'beside' };
  },
} satisfies Action;
