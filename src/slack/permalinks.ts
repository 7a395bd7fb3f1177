import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Calls } from './calls.ts';
import type { Posted } from './outbox.ts';
import { createSharedAnswers } from './shared-answers.ts';

/** An address never changes; only the memory is bounded. */
const TTL_MS = 24 * 3_600_000;
const REMEMBERED = 2000;
/** Somebody waits for the answer meanwhile, and it is complete without. */
const PATIENCE_MS = 2000;

/** Addresses of messages, remembered. The function never rejects: undefined where Slack does not say. */
export function createPermalinks({
  calls,
  clock,
  log,
}: {
  readonly calls: Calls;
  readonly clock: Clock;
  readonly log: Log;
}): (posted: Posted) => Promise<string | undefined> {
  const answers = createSharedAnswers({
    clock,
    ttlMs: TTL_MS,
    max: REMEMBERED,
    ask: async (key) => {
      const [channel = '', ts = ''] = key.split(' ');
      return { address: await permalinkOf({ channel, ts }, calls, PATIENCE_MS) };
    },
  });
  return async ({ channel, ts }) => {
    try {
      return (await answers(`${channel} ${ts}`)).address;
    } catch (err) {
      log.info({ err, channel }, 'address of a message not known');
      return undefined;
    }
  };
}

/**
 * Where a browser finds a message.
 * @throws UpstreamError
 * @see https://docs.slack.dev/reference/methods/chat.getPermalink
 */
export async function permalinkOf(
  { channel, ts }: Posted,
  calls: Calls,
  patienceMs: number,
): Promise<string | undefined> {
  const { permalink } = await calls.make(
    {
      method: 'chat.getPermalink',
      attempt: 'ask for the address of a message',
      repeatable: true,
      run: (client) => client.chat.getPermalink({ channel, message_ts: ts }),
    },
    patienceMs,
  );
  return permalink;
}
