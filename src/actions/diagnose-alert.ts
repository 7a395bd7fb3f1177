import { alertContext, type ContextDeps } from '../ask/alert-context.ts';
import { alertHere } from '../ask/clicked-alert.ts';
import type { Deps } from '../deps.ts';
import { alertContextMessage } from '../views/alert-context.ts';
import { sayMessage } from '../views/failure.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

type DiagnoseDeps = ContextDeps & Pick<Deps, 'threads'> & { readonly outbox: Pick<Deps['outbox'], 'reply'> };

/** *Diagnose* on an alert: what can be found out now, as a reply in its thread for all to see. */
export const diagnoseAlert = {
  id: 'diagnose-alert',
  role: 'viewer',
  reads: 'logs',
  async run(deps: DiagnoseDeps, { value, place }: Click): Promise<ClickAnswer> {
    const { id, channel, about } = await alertHere(deps, value, place);
    const [context, { root }] = await Promise.all([alertContext(deps, about), deps.threads.deliveryOf(id)]);
    const message = alertContextMessage(context);
    // A root that is about to be posted has no thread yet; the answer is worth having all the same.
    if (root === undefined) return { answer: { message, data: context }, show: 'beside' };
    await deps.outbox.reply({ channel, ts: root }, message, { urgent: true });
    return {
      answer: { message: sayMessage('What I found is in the thread.'), data: context },
      show: 'beside',
    };
  },
} satisfies Action;
