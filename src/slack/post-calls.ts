import type { Call } from './calls.ts';
import type { Posted, TextFile } from './outbox.ts';
import { POST_EVENT } from './settle.ts';
import type { Wire } from './wire.ts';

/** A channel, or a thread in it. */
export interface PostPlace {
  readonly channel: string;
  /** `ts` of the thread's root. */
  readonly thread: string | undefined;
  /** Whether the channel sees a reply as well. */
  readonly broadcast?: boolean;
}

/** A message that was taken, and whether Slack says that it stands in the thread it was meant for. */
export interface Taken {
  readonly posted: Posted;
  readonly isStray: boolean;
}

/** @see https://docs.slack.dev/reference/methods/chat.postMessage */
export function postCall({ channel, thread, broadcast }: PostPlace, wire: Wire, key: string): Call<Taken> {
  const where = { channel, ...(thread === undefined ? {} : placeIn(thread, broadcast ?? false)) };
  const metadata = { event_type: POST_EVENT, event_payload: { key } };
  return {
    method: 'chat.postMessage',
    attempt: `post to ${channel}`,
    repeatable: false,
    async run(client) {
      const { message, ...answer } = await client.chat.postMessage({ ...wire, ...where, metadata });
      const isStray = thread !== undefined && message !== undefined && message.thread_ts === undefined;
      return { posted: { channel: answer.channel ?? channel, ts: answer.ts ?? '' }, isStray };
    },
  };
}

function placeIn(thread: string, broadcast: boolean) {
  return broadcast ? { thread_ts: thread, reply_broadcast: true as const } : { thread_ts: thread };
}

/** @see https://docs.slack.dev/reference/methods/chat.update */
export function editCall(posted: Posted, wire: Wire): Call<unknown> {
  return {
    method: 'chat.update',
    attempt: `edit a message in ${posted.channel}`,
    repeatable: true,
    run: (client) => client.chat.update({ ...wire, ...posted }),
  };
}

/** @see https://docs.slack.dev/messaging/working-with-files#upload */
export function fileCall(root: Posted, { name, content }: TextFile): Call<unknown> {
  return {
    method: 'files.uploadV2',
    attempt: `put a file into a thread in ${root.channel}`,
    repeatable: false,
    run: (client) =>
      client.filesUploadV2({
        channel_id: root.channel,
        thread_ts: root.ts,
        filename: name,
        title: name,
        content: content || ' ',
      }),
  };
}
