import { UpstreamError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Message } from '../views/message.ts';
import type { Calls } from './calls.ts';
import { failureOf, refusesBlocks } from './failures.ts';
import type { ClickReply, Reply, Shown } from './heard.ts';
import type { Posted } from './outbox.ts';
import { sendOrPlain } from './plain-form.ts';
import { responseUrlCall } from './response-url.ts';
import type { Wire } from './wire.ts';
import { isDirect } from './wiring.ts';

/** What every reply needs: the interactive calls, and where to tell of detours. */
export interface ReplyMeans {
  readonly calls: Calls;
  readonly log: Log;
}

/** Where an answer goes: to one person, in a channel, perhaps in a thread. */
export interface Reader {
  readonly channel: string;
  readonly user: string;
  readonly thread: string | undefined;
}

/** How long an answer is worth trying, in milliseconds. */
const PATIENCE_MS = 10_000;

/** After a slash command: every form is a new private message. */
export function slashReply(means: ReplyMeans, url: string, reader: Reader): Reply {
  return { answer: again((message) => respondWith(means, { url, replace: false }, reader, message)) };
}

/** After a click in a message: beside it come new private messages; what replaces it is replaced by its newer form. */
export function clickReply(means: ReplyMeans, url: string, reader: Reader): ClickReply {
  return {
    ...slashReply(means, url, reader),
    replace: again((message) => respondWith(means, { url, replace: true }, reader, message)),
  };
}

/** After a click on one of the bot's own messages in a direct message: what stands beside it is ordinary and can be edited. */
export function directClickReply(means: ReplyMeans, url: string, reader: Reader): ClickReply {
  return { ...clickReply(means, url, reader), ...directReply(means, reader) };
}

/** After a mention: private, in the thread if there is one; where Slack refuses that, by direct message. */
export function mentionReply(means: ReplyMeans, reader: Reader): Reply {
  const send = (message: Message) =>
    sendOrPlain(message, means.log, async (wire) => {
      try {
        await postPrivately(means, reader, wire);
      } catch (error) {
        if (!mayGoAnotherWay(error)) throw error;
        means.log.warn({ err: error, channel: reader.channel }, 'answer refused in channel, sent directly');
        await post(means, ownOf(reader), wire);
      }
    });
  return { answer: again(send) };
}

/** After a form: like a mention in a channel, an ordinary message in a direct one. */
export function formReply(means: ReplyMeans, reader: Reader): Reply {
  return isDirect(reader.channel) ? directReply(means, reader) : mentionReply(means, reader);
}

/** In a direct message: an ordinary message, edited for a newer form. */
export function directReply(means: ReplyMeans, reader: Reader): Reply {
  return {
    async answer(message) {
      const posted = await sendOrPlain(message, means.log, (wire) => postDirectly(means, reader, wire));
      const amend = async (newer: Message) =>
        void (await sendOrPlain(newer, means.log, (wire) => edit(means, posted, wire)));
      return { amend };
    },
  };
}

/** Where a newer form goes the same way as the answer did. */
function again(send: (message: Message) => Promise<void>): (message: Message) => Promise<Shown> {
  return async (message) => {
    await send(message);
    return { amend: send };
  };
}

function respondWith(
  means: ReplyMeans,
  target: ResponseTarget,
  reader: Reader,
  message: Message,
): Promise<void> {
  return sendOrPlain(message, means.log, (wire) => respond(means, target, reader, wire));
}

interface ResponseTarget {
  readonly url: string;
  /** Whether it takes the place of the clicked message. */
  readonly replace: boolean;
}

/** A response URL that has expired or is used up still leaves the private message. */
async function respond(means: ReplyMeans, target: ResponseTarget, reader: Reader, wire: Wire): Promise<void> {
  const call = responseUrlCall(target.url, wire, { replace: target.replace, thread: reader.thread });
  try {
    await means.calls.make(call, PATIENCE_MS);
  } catch (error) {
    if (!mayGoAnotherWay(error)) throw error;
    means.log.warn({ err: error, channel: reader.channel }, 'response url refused, sent as private message');
    await postPrivately(means, reader, wire);
  }
}

function postPrivately(
  { calls }: ReplyMeans,
  { channel, user, thread }: Reader,
  wire: Wire,
): Promise<unknown> {
  const { text, blocks, attachments, parse } = wire;
  const where = { channel, user, ...(thread === undefined ? {} : { thread_ts: thread }) };
  return calls.make(
    {
      method: 'chat.postEphemeral',
      attempt: `answer in ${channel}`,
      repeatable: false,
      run: (client) => client.chat.postEphemeral({ ...where, text, blocks, attachments, parse }),
    },
    PATIENCE_MS,
  );
}

/** A direct message of two other people is closed to the bot; its own with the person is open. */
async function postDirectly(means: ReplyMeans, reader: Reader, wire: Wire): Promise<Posted> {
  try {
    return await post(means, reader, wire);
  } catch (error) {
    if (reader.channel === reader.user || !mayGoAnotherWay(error)) throw error;
    means.log.warn({ err: error, channel: reader.channel }, 'answer refused, sent in the direct message');
    return post(means, ownOf(reader), wire);
  }
}

/** What is between the bot and the reader. */
function ownOf(reader: Reader): Reader {
  return { ...reader, channel: reader.user, thread: undefined };
}

async function post({ calls }: ReplyMeans, { channel, thread }: Reader, wire: Wire): Promise<Posted> {
  const where = { channel, ...(thread === undefined ? {} : { thread_ts: thread }) };
  const posted = await calls.make(
    {
      method: 'chat.postMessage',
      attempt: 'answer in a direct message',
      repeatable: false,
      run: (client) => client.chat.postMessage({ ...wire, ...where }),
    },
    PATIENCE_MS,
  );
  return { channel: posted.channel ?? channel, ts: posted.ts ?? '' };
}

function edit({ calls }: ReplyMeans, posted: Posted, wire: Wire): Promise<unknown> {
  return calls.make(
    {
      method: 'chat.update',
      attempt: 'edit an answer',
      repeatable: true,
      run: (client) => client.chat.update({ ...posted, ...wire }),
    },
    PATIENCE_MS,
  );
}

/** Slack certainly did not show it, for a reason that lies in the way it was sent and not in what it says. */
function mayGoAnotherWay(error: unknown): boolean {
  if (!(error instanceof UpstreamError) || refusesBlocks(failureOf(error))) return false;
  return error.kind !== 'unconfirmed' && error.kind !== 'timeout' && error.kind !== 'credentials';
}
