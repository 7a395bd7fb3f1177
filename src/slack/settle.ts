import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Calls } from './calls.ts';

/** A post whose answer never came. */
export interface Lost {
  readonly channel: string;
  readonly thread: string | undefined;
  /** What the post carries in its metadata, and no other does. */
  readonly key: string;
  readonly sentAt: Date;
}

/** Name of the metadata that carries the key. */
export const POST_EVENT = 'snail_post';

/** Slack shows a message to readers of the history a moment after it has taken it. Milliseconds before each look. */
const LOOKS_MS = [1000, 3000];
/** Slack's clock and ours may differ. */
const SLACK_MS = 60_000;
const PATIENCE_MS = 10_000;

/**
 * Looks in the channel whether a post arrived whose answer was lost. Undefined when it is not there, or when
 * the bot may not read the channel's history (scopes channels:history, groups:history, mpim:history and
 * im:history): both leave it open.
 * @see https://docs.slack.dev/messaging/message-metadata
 */
export function findLost(lost: Lost, means: Means): Promise<string | undefined> {
  return found(lost, (message) => keyOf(message) === lost.key, means);
}

/** The same for a file, known by its name and its size in bytes. */
export function findLostFile(
  lost: Omit<Lost, 'key'> & { readonly name: string; readonly bytes: number },
  means: Means,
): Promise<string | undefined> {
  return found(lost, (message) => holdsFile(message, lost.name, lost.bytes), means);
}

interface Means {
  readonly calls: Calls;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

async function found(
  lost: Omit<Lost, 'key'>,
  isIt: (message: object) => boolean,
  { calls, clock, log, signal }: Means,
): Promise<string | undefined> {
  for (const waitMs of LOOKS_MS) {
    await clock.sleep(waitMs, signal);
    try {
      const ts = await look(lost, isIt, calls);
      if (ts !== undefined) return ts;
    } catch (err) {
      log.info({ err, channel: lost.channel }, 'history not readable, the post stays unconfirmed');
      return undefined;
    }
  }
  return undefined;
}

/**
 * Whether a post was made, by a process that ended before it could tell; `unknown` where the bot may not read
 * the channel's history.
 */
export async function wasPosted(
  lost: Lost,
  { calls, log }: { calls: Calls; log: Log },
): Promise<'posted' | 'absent' | 'unknown'> {
  try {
    const ts = await look(lost, (message) => keyOf(message) === lost.key, calls);
    return ts === undefined ? 'absent' : 'posted';
  } catch (err) {
    log.info({ err, channel: lost.channel }, 'history not readable, the post stays unconfirmed');
    return 'unknown';
  }
}

async function look(
  { channel, thread, sentAt }: Omit<Lost, 'key'>,
  isIt: (message: object) => boolean,
  calls: Calls,
): Promise<string | undefined> {
  const oldest = String((sentAt.getTime() - SLACK_MS) / 1000);
  const range = { channel, oldest, limit: 100, include_all_metadata: true } as const;
  const call = { attempt: 'look for a message', repeatable: true } as const;
  const { messages = [] } =
    thread === undefined
      ? await calls.make(
          { ...call, method: 'conversations.history', run: (client) => client.conversations.history(range) },
          PATIENCE_MS,
        )
      : await calls.make(
          {
            ...call,
            method: 'conversations.replies',
            run: (client) => client.conversations.replies({ ...range, ts: thread }),
          },
          PATIENCE_MS,
        );
  return messages.find(isIt)?.ts;
}

function keyOf(message: object): unknown {
  const metadata = 'metadata' in message ? message.metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null || !('event_payload' in metadata)) return undefined;
  const payload = metadata.event_payload;
  return typeof payload === 'object' && payload !== null && 'key' in payload ? payload.key : undefined;
}

function holdsFile(message: object, name: string, bytes: number): boolean {
  const files: unknown = 'files' in message ? message.files : undefined;
  if (!Array.isArray(files)) return false;
  return files.some((file: { name?: unknown; size?: unknown }) => file.name === name && file.size === bytes);
}
