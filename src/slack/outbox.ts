import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Message } from '../views/message.ts';
import type { Attempt, Calls } from './calls.ts';
import { createEdits } from './edits.ts';
import { refusesBlocks } from './failures.ts';
import { createLanes } from './lanes.ts';
import { createPermalinks } from './permalinks.ts';
import { logRefusedBlocks } from './plain-form.ts';
import { editCall, fileCall, type PostPlace, postCall } from './post-calls.ts';
import { type Found, findLost, findLostFile, findPost } from './settle.ts';
import { takeBack } from './strays.ts';
import { plainWire, type Wire, wire } from './wire.ts';

/** A message in Slack: `ts` is unique within its channel only. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
}

export interface TextFile {
  readonly name: string;
  readonly content: string;
}

/** How something is to be posted. */
export interface PostOptions {
  /** Goes before those that are not. */
  readonly urgent?: boolean;
  /** By which `find` knows it again; no two posts have the same. */
  readonly key?: string;
  /** Of a reply: the channel sees it as well. A call for the channel inside a thread reaches nobody else. */
  readonly broadcast?: boolean;
}

/** The only writer to channels. Within one channel things appear in the order they were handed over, urgent ones first. */
export interface Outbox {
  post(channel: string, message: Message, options?: PostOptions): Promise<Posted>;
  /** `not-found` where the root was deleted: Slack would show it in the channel, and it is not left there. */
  reply(root: Posted, message: Message, options?: PostOptions): Promise<Posted>;
  /** A direct message; where it was posted is told. @param user id */
  say(user: string, message: Message): Promise<Posted>;
  /**
   * What became of a post with this key, made at `sentAt` or later by whatever process: in a thread where its root's
   * `ts` is given, otherwise in the channel itself. Never rejects.
   */
  find(
    place: { readonly channel: string; readonly thread?: string },
    key: string,
    sentAt: Date,
  ): Promise<Found>;
  /** Where a browser finds a message; undefined where Slack does not say. Never rejects. */
  permalink(posted: Posted): Promise<string | undefined>;
  /** Edits that wait for the same message are merged into the newest. */
  update(posted: Posted, message: Message): Promise<void>;
  /** Puts a text file into a thread. */
  file(root: Posted, file: TextFile): Promise<void>;
  /** Milliseconds until a channel takes another post; 0 for now. Who waits so long has newer things to say. */
  waitOf(channel: string): number;
  /** Resolves when nothing waits any more, or after `timeoutMs` with how many were left. */
  drain(timeoutMs: number): Promise<number>;
}

/** What the outbox is made of. */
export interface OutboxOptions {
  /** For posts that nobody waits for at this moment. */
  readonly calls: Calls;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Aborted: what still waits is given up. */
  readonly signal: AbortSignal;
}

/**
 * Posts are a second apart in each channel; edits go on meanwhile. What Slack did not take is tried again for two minutes; a post that
 * may have arrived is never sent again, but looked for, and `unconfirmed` if that settles nothing.
 * Methods that send throw UpstreamError: `denied` for want of membership or a scope, `not-found` where channel,
 * message or thread are gone, `refused` in an archived channel.
 */
export function createOutbox({ calls, clock, log, metrics, signal }: OutboxOptions): Outbox {
  const idle = new Set<() => void>();
  const waitOf = calls.waitOf;
  const lanes = createLanes({ clock, signal, waitOf, onCount });
  const edits = createEdits({ clock, signal, waitMs: () => waitOf('chat.update'), send: edit, onCount });
  const count = () => lanes.count() + edits.count();

  function onCount(): void {
    metrics.outboxWaiting(count());
    if (count() > 0) return;
    for (const resolve of idle) resolve();
    idle.clear();
  }

  async function put(
    place: PostPlace,
    message: Message,
    key: string,
    tries: number,
  ): Promise<Attempt<Posted>> {
    const sentAt = clock.now();
    const attempt = await attemptOrPlain(message, log, (wire) =>
      calls.once(postCall(place, wire, key), tries),
    );
    if (attempt.kind === 'done') {
      const { posted, isStray } = attempt.value;
      return isStray ? takeBack(posted, { calls, log }) : { kind: 'done', value: posted };
    }
    if (attempt.kind !== 'failed' || attempt.failure.kind !== 'uncertain') return attempt;
    const ts = await findLost({ ...place, key, sentAt }, { calls, clock, log, signal });
    return ts === undefined ? attempt : { kind: 'done', value: { channel: place.channel, ts } };
  }

  async function putFile(root: Posted, file: TextFile, tries: number): Promise<Attempt<unknown>> {
    const sentAt = clock.now();
    const attempt = await calls.once(fileCall(root, file), tries);
    if (attempt.kind !== 'failed' || attempt.failure.kind !== 'uncertain') return attempt;
    const place = { channel: root.channel, thread: root.ts, sentAt };
    const lost = { ...place, name: file.name, bytes: Buffer.byteLength(file.content) };
    const ts = await findLostFile(lost, { calls, clock, log, signal });
    return ts === undefined ? attempt : { kind: 'done', value: undefined };
  }

  function edit(posted: Posted, message: Message, tries: number): Promise<Attempt<unknown>> {
    return attemptOrPlain(message, log, (wire) => calls.once(editCall(posted, wire), tries));
  }

  function send(where: PostPlace, message: Message, options: PostOptions = {}): Promise<Posted> {
    const { urgent = false, key = randomUUID(), broadcast = false } = options;
    const place = { ...where, broadcast };
    return lanes.add(place.channel, {
      method: 'chat.postMessage',
      attempt: `post to ${place.channel}`,
      urgent,
      send: (tries) => put(place, message, key, tries),
    });
  }

  return {
    post: (channel, message, options) => send({ channel, thread: undefined }, message, options),
    reply: (root, message, options) => send({ channel: root.channel, thread: root.ts }, message, options),
    say: (user, message) => send({ channel: user, thread: undefined }, message),
    find: ({ channel, thread }, key, sentAt) =>
      findPost({ channel, thread, key, sentAt }, { calls, clock, log, signal }),
    permalink: createPermalinks({ calls, clock, log }),
    update: edits.update,
    waitOf: lanes.waitOf,
    async file(root, file) {
      const { method, attempt } = fileCall(root, file);
      const send = (tries: number) => putFile(root, file, tries);
      await lanes.add(root.channel, { method, attempt, urgent: false, send });
    },
    async drain(timeoutMs) {
      if (count() === 0) return 0;
      const waited = new AbortController();
      await Promise.race([
        new Promise<void>((resolve) => idle.add(resolve)),
        clock.sleep(timeoutMs, waited.signal),
      ]);
      waited.abort();
      return count();
    },
  };
}

/** Like `sendOrPlain`, for one try of a job that may have more. */
async function attemptOrPlain<T>(
  message: Message,
  log: Log,
  once: (wire: Wire) => Promise<Attempt<T>>,
): Promise<Attempt<T>> {
  const attempt = await once(wire(message));
  if (attempt.kind !== 'failed' || !refusesBlocks(attempt.failure)) return attempt;
  logRefusedBlocks(log, message, attempt.failure);
  return once(plainWire(message));
}
