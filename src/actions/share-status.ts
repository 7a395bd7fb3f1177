import { statusAgain } from '../ask/status-answer.ts';
import type { Deps } from '../deps.ts';
import { sayMessage } from '../views/failure.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** What was just shown is shared as it was; an old answer is looked at anew, since it would be shared as news. */
const JUST_SHOWN = { maxAgeMs: 60_000 };

/** *Share to channel*: posts the status where everybody sees it, and what it had to cut as a file in its thread. */
export const shareStatus = {
  id: 'share-status',
  role: 'viewer',
  async run(
    deps: Pick<Deps, 'estate' | 'clock' | 'watches'> & {
      outbox: Pick<Deps['outbox'], 'post' | 'reply' | 'file'>;
    },
    { value, place }: Click,
  ): Promise<ClickAnswer> {
    const first = await statusAgain(deps, value, place, JUST_SHOWN);
    const { message } = (await first.later) ?? first;
    const thread = place.thread === undefined ? undefined : { channel: place.channel, ts: place.thread };
    const posted = thread
      ? await deps.outbox.reply(thread, message)
      : await deps.outbox.post(place.channel, message);
    if (message.file) await deps.outbox.file(thread ?? posted, message.file);
    const said = sayMessage('Shared. Everybody here sees it now.');
    return { answer: { message: said, data: posted }, show: 'beside' };
  },
} satisfies Action;
