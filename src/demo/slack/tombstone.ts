import type { StoredMessage } from './ledger.ts';

/** What stands where a message with replies was deleted. @see https://docs.slack.dev/messaging/modifying-messages */
export function tombstoneOf(message: StoredMessage): StoredMessage {
  const { channel, ts, threadTs, broadcast, ephemeralTo } = message;
  return {
    ...{ channel, ts, threadTs, broadcast, ephemeralTo },
    user: 'USLACKBOT',
    text: 'This message was deleted.',
    isDeleted: true,
    blocks: [],
    attachments: [],
    metadata: undefined,
    files: [],
    edited: undefined,
    reactions: [],
    pings: [],
    links: [],
  };
}
