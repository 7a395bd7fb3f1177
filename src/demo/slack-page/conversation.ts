import type { PageChannel, PageMessage } from './protocol.ts';

/** The name as people write it. */
export function channelTitle(channel: PageChannel): string {
  return channel.kind === 'channel' ? `#${channel.name}` : channel.name;
}

/** Whether the channel shows it: what is no reply, and replies that are for everybody there. */
export function isInChannel(message: PageMessage): boolean {
  return isRoot(message) || message.broadcast;
}

/** Whether the message stands in the channel itself rather than in a thread. */
function isRoot(message: PageMessage): boolean {
  return message.threadTs === undefined || message.threadTs === message.ts;
}

/** The replies in each thread, by the root's ts, oldest first. */
export function threadsOf(messages: readonly PageMessage[]): ReadonlyMap<string, readonly PageMessage[]> {
  const threads = new Map<string, PageMessage[]>();
  for (const message of messages) {
    if (message.threadTs === undefined || isRoot(message)) continue;
    const replies = threads.get(message.threadTs) ?? [];
    replies.push(message);
    threads.set(message.threadTs, replies);
  }
  return threads;
}

/** `1 reply`, `12 replies`; what only the reader sees does not count. */
export function replyCount(replies: readonly PageMessage[]): string {
  const { length } = replies.filter(({ ephemeral }) => !ephemeral);
  return length === 1 ? '1 reply' : `${length} replies`;
}
