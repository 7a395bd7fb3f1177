import { tailHere } from '../ask/tail-here.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { sayMessage } from '../views/failure.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** *Stop* in a log thread. The lines on their way are the last; the thread then says who stopped it. */
export const stopTail = {
  id: 'stop-tail',
  role: 'viewer',
  reads: 'logs',
  async run(
    { tails, clock }: Pick<Deps, 'tails' | 'clock'>,
    { value, person, place }: Click,
  ): Promise<ClickAnswer> {
    const tail = await tailHere(tails, value, place);
    const outcome = await tails.stop(tail.id, person.name ?? person.id, clock.now());
    if (outcome !== 'asked') throw new UserError('That log thread has ended already.');
    const message = sayMessage(`Stopping. The thread says where the lines of ${tail.plan.ref.name} end.`);
    return { answer: { message, data: { id: tail.id, outcome } }, show: 'beside' };
  },
} satisfies Action;
