import type { Calls } from './calls.ts';

/** What was said in a channel or in one of its threads, since a moment. */
export interface HistoryRange {
  readonly channel: string;
  /** `ts` of the root; undefined for the channel itself. */
  readonly thread: string | undefined;
  readonly since: Date;
}

/** Some messages of a range, or the word that there are more than are read. */
export type HistoryPage =
  | { readonly kind: 'page'; readonly messages: readonly { readonly ts?: string }[] }
  | { readonly kind: 'cut' };

interface Answer {
  readonly messages?: readonly { readonly ts?: string }[];
  readonly has_more?: boolean;
  readonly response_metadata?: { readonly next_cursor?: string };
}

/** @see https://docs.slack.dev/reference/methods/conversations.history#pagination */
const PAGE = 200;
/** A channel in which more was said than this is read no further: Slack takes some fifty such calls a minute. */
const MOST_PAGES = 5;
const PATIENCE_MS = 10_000;

/** The messages of a range with their metadata, page by page. @throws UpstreamError */
export async function* readHistory(range: HistoryRange, calls: Calls): AsyncGenerator<HistoryPage> {
  let cursor: string | undefined;
  for (let pages = 0; pages < MOST_PAGES; pages += 1) {
    const { messages = [], has_more, response_metadata } = await readPage(range, cursor, calls);
    yield { kind: 'page', messages };
    cursor = response_metadata?.next_cursor || undefined;
    if (cursor === undefined) {
      if (has_more) yield { kind: 'cut' };
      return;
    }
  }
  yield { kind: 'cut' };
}

function readPage(
  { channel, thread, since }: HistoryRange,
  cursor: string | undefined,
  calls: Calls,
): Promise<Answer> {
  const oldest = String(since.getTime() / 1000);
  const page = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
  const call = { attempt: 'look for a message', repeatable: true } as const;
  if (thread === undefined) {
    const run = { ...call, method: 'conversations.history' };
    return calls.make({ ...run, run: (client) => client.conversations.history(page) }, PATIENCE_MS);
  }
  const run = { ...call, method: 'conversations.replies' };
  return calls.make(
    { ...run, run: (client) => client.conversations.replies({ ...page, ts: thread }) },
    PATIENCE_MS,
  );
}
