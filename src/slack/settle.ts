import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Calls } from './calls.ts';
import { type HistoryRange, readHistory } from './history.ts';

/** A post whose answer never came. */
export interface Lost {
  readonly channel: string;
  readonly thread: string | undefined;
  /** What the post carries in its metadata, and no other does. */
  readonly key: string;
  readonly sentAt: Date;
}

/** Whether a post is there; `unknown` where the bot may not read the channel's history, or not far enough. */
export type Found =
  | { readonly kind: 'posted'; readonly ts: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

/** Name of the metadata that carries the key. */
export const POST_EVENT = 'snail_post';

/** Slack shows a message to readers of the history a moment after it has taken it. Milliseconds before each look. */
const LOOKS_MS = [1000, 3000];
/** So long after it was sent, what is not shown will not be. */
const SHOWN_AFTER_MS = 4000;
/** Slack's clock and ours may differ. */
const SLACK_MS = 60_000;

interface Means {
  readonly calls: Calls;
  readonly clock: Clock;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Looks in the channel whether a post arrived whose answer was lost. Undefined when it is not there, or when
 * the bot may not read the channel's history (scopes channels:history, groups:history, mpim:history and
 * im:history): both leave it open.
 * @see https://docs.slack.dev/messaging/message-metadata
 */
export function findLost(lost: Lost, means: Means): Promise<string | undefined> {
  return lookAgain(lost, (message) => keyOf(message) === lost.key, means);
}

/** The same for a file, known by its name and its size in bytes. */
export function findLostFile(
  lost: Omit<Lost, 'key'> & { readonly name: string; readonly bytes: number },
  means: Means,
): Promise<string | undefined> {
  return lookAgain(lost, (message) => holdsFile(message, lost.name, lost.bytes), means);
}

/**
 * What became of a post that was about to be made by a process that ended before it could tell. `absent` only
 * where all since `sentAt` could be read. One sent just now is waited for until Slack would show it.
 */
export async function findPost(lost: Lost, means: Means): Promise<Found> {
  const ageMs = means.clock.now().getTime() - lost.sentAt.getTime();
  if (ageMs < SHOWN_AFTER_MS) await means.clock.sleep(SHOWN_AFTER_MS - Math.max(0, ageMs), means.signal);
  return look(lost, (message) => keyOf(message) === lost.key, means);
}

async function lookAgain(
  lost: Omit<Lost, 'key'>,
  isIt: (message: object) => boolean,
  means: Means,
): Promise<string | undefined> {
  for (const waitMs of LOOKS_MS) {
    await means.clock.sleep(waitMs, means.signal);
    const found = await look(lost, isIt, means);
    if (found.kind === 'posted') return found.ts;
    if (found.kind === 'unknown') return undefined;
  }
  return undefined;
}

async function look(
  { channel, thread, sentAt }: Omit<Lost, 'key'>,
  isIt: (message: object) => boolean,
  { calls, log }: Means,
): Promise<Found> {
  const range: HistoryRange = { channel, thread, since: new Date(sentAt.getTime() - SLACK_MS) };
  try {
    for await (const page of readHistory(range, calls)) {
      if (page.kind === 'cut') return { kind: 'unknown' };
      const ts = page.messages.find(isIt)?.ts;
      if (ts !== undefined) return { kind: 'posted', ts };
    }
    return { kind: 'absent' };
  } catch (err) {
    log.info({ err, channel }, 'history not readable, the post stays unconfirmed');
    return { kind: 'unknown' };
  }
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
