import type { PageChannel, PageMessage } from './protocol.ts';

/** The name as people write it. */
export function channelTitle(channel: PageChannel): string {
  return channel.kind === 'channel' ? `#${channel.name}` : channel.name;
}

/** Whether the message stands in the channel itself rather than in a thread. */
export function isRoot(message: PageMessage): boolean {
  return message.threadTs === undefined || message.threadTs === message.ts;
}

/** The replies in the thread of `ts`, oldest first. */
export function repliesTo(messages: readonly PageMessage[], ts: string): readonly PageMessage[] {
  return messages.filter((message) => message.threadTs === ts && message.ts !== ts);
}
