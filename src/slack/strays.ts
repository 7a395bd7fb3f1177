import type { Log } from '../log.ts';
import type { Attempt, Calls } from './calls.ts';
import { type Failure, failureOf, upstreamOf } from './failures.ts';
import type { Posted } from './outbox.ts';
import { permalinkOf } from './permalinks.ts';

const PATIENCE_MS = 10_000;
const GONE: Failure = { kind: 'refused', word: 'thread_not_found', messages: [] };

/**
 * Slack does not refuse a reply whose root was deleted: it shows it in the channel, where nobody knows what it
 * belongs to. Such a one is taken back, and counts as refused. A stand-in may leave `thread_ts` out of its answers,
 * so the message's address has to say the same.
 * @see https://github.com/slack-go/slack/issues/1571
 */
export async function takeBack(
  posted: Posted,
  { calls, log }: { readonly calls: Calls; readonly log: Log },
): Promise<Attempt<Posted>> {
  const { channel, ts } = posted;
  const done: Attempt<Posted> = { kind: 'done', value: posted };
  try {
    const address = await permalinkOf(posted, calls, PATIENCE_MS);
    if (address === undefined || address.includes('thread_ts=')) return done;
    await calls.make(
      {
        method: 'chat.delete',
        attempt: `take back a message in ${channel}`,
        repeatable: true,
        run: (client) => client.chat.delete({ channel, ts }),
      },
      PATIENCE_MS,
    );
  } catch (err) {
    // Deleted by somebody else meanwhile, it is gone as well.
    if (failureOf(err).word !== 'message_not_found') {
      log.warn({ err, channel }, 'reply outside its thread could not be taken back');
      return done;
    }
  }
  return { kind: 'failed', failure: GONE, error: upstreamOf(`reply in ${channel}`, GONE, undefined) };
}
