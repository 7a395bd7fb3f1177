import type { Person, Place, Who } from '../access/person.ts';
import { type AlertClick, act } from '../alerting/act.ts';
import { isOpen } from '../alerting/decide.ts';
import { type AlertThread, isAlertThread } from '../alerting/thread.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { Answer } from './answer.ts';
import { type ThreadMessageDeps, threadMessage } from './thread-message.ts';

/** What a click on an alert needs. */
export type ClickedDeps = ThreadMessageDeps & Pick<Deps, 'threads' | 'policy'>;

/** A sweep saves every 15 seconds at most, and takes no time for it. */
const MOST_TRIES = 5;

const OVER = 'That alert is over for good. `/snail alerts` lists what is open.';

/**
 * The alert that a button belongs to. Buttons may be a year old, and their values are not to be trusted: an alert
 * is only touched from its own channel.
 * @throws UserError
 */
export async function alertHere(
  { threads }: Pick<Deps, 'threads'>,
  id: string,
  place: Pick<Place, 'channel'>,
): Promise<AlertThread> {
  const thread = await threads.get(id);
  if (thread && isAlertThread(thread) && thread.channel === place.channel) return thread;
  throw new UserError(OVER);
}

/**
 * Does what was clicked, and answers with the root as it is now. Whoever clicks second is judged by what the
 * first one did.
 * @throws UserError where the click does not fit the state any more
 */
export async function clickedAlert(
  deps: ClickedDeps,
  { id, place, click }: { readonly id: string; readonly place: Place; readonly click: AlertClick },
): Promise<Answer> {
  const thread = await changed(deps, { id, place, click });
  const message = await threadMessage(deps, thread, { gone: false });
  const { about } = thread;
  return { message, data: { id, alert: about } };
}

/** Who clicked: shown by name, never mentioned. */
export function whoOf({ id, name }: Person): Who {
  return { id, name: name ?? id };
}

async function changed(
  { threads, clock, policy }: ClickedDeps,
  { id, place, click }: { readonly id: string; readonly place: Place; readonly click: AlertClick },
): Promise<AlertThread> {
  let before: AlertThread | undefined;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const thread = await alertHere({ threads }, id, place);
    // Saved by nobody else meanwhile and lost all the same: the channel has an open one of its key.
    if (before && before.version === thread.version)
      throw new UserError('A newer alert about the same is open already. `/snail alerts` lists it.');
    before = thread;
    const now = clock.now();
    const about = act(thread.about, click, policy, now);
    const next = { ...thread, about, open: isOpen(about) };
    if ((await threads.save([{ thread: next }], now)).length === 0) return next;
  }
  throw new UserError('That alert changes all the time just now. Click again in a moment.');
}
