import type { Place } from '../access/person.ts';
import type { Answer } from '../ask/answer.ts';
import { attachedFile } from '../ask/attached-file.ts';
import { type StatusDeps, statusAgain } from '../ask/status-answer.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { sayMessage } from '../views/failure.ts';
import type { Message } from '../views/message.ts';
import { sharedMessage } from '../views/shared.ts';
import type { Action, Click, ClickAnswer } from './action.ts';

/** What was just shown is shared as it was; an old answer is looked at anew, since it would be shared as news. */
const JUST_SHOWN = { maxAgeMs: 60_000 };

type ShareDeps = StatusDeps & PostDeps;

interface PostDeps {
  readonly outbox: Pick<Deps['outbox'], 'post' | 'reply' | 'file'>;
}

/** *Share to channel*: posts the status where everybody sees it, and what it had to cut as a file in its thread. */
export const shareStatus = {
  id: 'share-status',
  role: 'viewer',
  async run(deps: ShareDeps, { value, person, place }: Click): Promise<ClickAnswer> {
    if (place.kind !== 'channel') throw new UserError('There is nobody else here to share it with.');
    const by = person.name ?? person.id;
    const { message, later } = await statusAgain(deps, value, place, JUST_SHOWN);
    if (!later) return { answer: await share(deps, sharedMessage(message, by), place), show: 'beside' };
    const waiting = sayMessage('Target health is still being read. I share it as soon as it is there.');
    const shared = later.then((fuller) => share(deps, sharedMessage(fuller.message, by), place));
    return { answer: { message: waiting, data: { shared: false }, later: shared }, show: 'beside' };
  },
} satisfies Action;

async function share({ outbox }: PostDeps, message: Message, { channel, thread }: Place): Promise<Answer> {
  const root = thread === undefined ? undefined : { channel, ts: thread };
  const posted = root ? await outbox.reply(root, message) : await outbox.post(channel, message);
  const lack = message.file ? await attachedFile({ outbox }, root ?? posted, message.file) : '';
  return { message: sayMessage(`Shared. Everybody here sees it now.${lack}`), data: posted };
}
