import { tailHere } from '../ask/tail-here.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { WINDOW } from '../tailing/window.ts';
import { sayMessage } from '../views/failure.ts';
import { logHeadMessage } from '../views/log-thread.ts';
import { utcTime } from '../views/mrkdwn.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

const LONGER_MS = 10 * 60_000;

type ExtendDeps = Pick<Deps, 'tails' | 'clock'> & { readonly outbox: Pick<Deps['outbox'], 'update'> };

/** *Follow 10 min longer* in a log thread, or 10 min more after its end: no line in between is left out. */
export const extendTail = {
  id: 'extend-tail',
  role: 'viewer',
  reads: 'logs',
  async run({ tails, outbox, clock }: ExtendDeps, { value, place }: Click): Promise<ClickAnswer> {
    const tail = await tailHere(tails, value, place);
    if (tail.plan.untilAt)
      throw new UserError(
        'That thread shows a window that is over. `/snail logs` without `--until` follows.',
      );
    const now = clock.now();
    const latestMs = now.getTime() + WINDOW.longestFollowMs;
    const endsAt = new Date(Math.min(Math.max(tail.endsAt.getTime(), now.getTime()) + LONGER_MS, latestMs));
    if ((await tails.extend(tail.id, endsAt, now)) === 'absent')
      throw new UserError('That log thread is over for good. `/snail logs` opens a new one.');
    const extended = { ...tail, endsAt, end: undefined, stoppedBy: undefined };
    await outbox.update({ channel: tail.channel, ts: tail.head }, logHeadMessage(extended));
    const message = sayMessage(`The lines of ${tail.plan.ref.name} are followed until ${utcTime(endsAt)}.`);
    return { answer: { message, data: { id: tail.id, endsAt } }, show: 'beside' };
  },
} satisfies Action;
