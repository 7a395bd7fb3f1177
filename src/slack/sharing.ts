import type { Sharing } from '../access/log-access.ts';
import type { Clock } from '../clock.ts';
import { UpstreamError } from '../errors.ts';
import type { Calls } from './calls.ts';
import { failureOf } from './failures.ts';
import { createSharedAnswers } from './shared-answers.ts';

/** Tells whether people of other organisations are in a channel. @throws UpstreamError when Slack does not say just now */
export type SharingOf = (channel: string) => Promise<Sharing>;

/** A channel is not shared unnoticed for longer than this. */
const TTL_MS = 60_000;
const CHANNELS_REMEMBERED = 1000;
/** Somebody waits for the answer meanwhile. */
const PATIENCE_MS = 6000;

/** @see https://docs.slack.dev/reference/objects/conversation-object */
export function createSharing({ calls, clock }: { calls: Calls; clock: Clock }): SharingOf {
  const ask = async (channel: string): Promise<{ readonly sharing: Sharing }> => {
    try {
      const { channel: found } = await calls.make(
        {
          method: 'conversations.info',
          attempt: 'ask Slack about the channel',
          repeatable: true,
          run: (client) => client.conversations.info({ channel }),
        },
        PATIENCE_MS,
      );
      const isShared = found?.is_ext_shared || found?.is_pending_ext_shared;
      return { sharing: isShared ? 'external' : 'internal' };
    } catch (error) {
      return { sharing: withoutAnswer(error) };
    }
  };
  const answers = createSharedAnswers({ clock, ttlMs: TTL_MS, max: CHANNELS_REMEMBERED, ask });
  return async (channel) => (channel.startsWith('D') ? 'internal' : (await answers(channel)).sharing);
}

/** A stand-in that does not know the method knows no other organisations either. */
function withoutAnswer(error: unknown): Sharing {
  if (!(error instanceof UpstreamError)) throw error;
  if (error.kind === 'unsupported') return 'internal';
  const { word } = failureOf(error);
  if (word === 'missing_scope' || word === 'channel_not_found') return 'unknown';
  throw error;
}
