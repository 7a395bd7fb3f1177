import { createHash } from 'node:crypto';
import type { Delivery, Thread } from '../alerting/thread.ts';
import { threadMessage } from '../ask/thread-message.ts';
import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';
import type { DueThread } from '../store/store.ts';
import type { Message } from '../views/message.ts';
import { maybeRepeated } from '../views/repeated.ts';
import { mayBeThere, postAnnounced, settled } from './announced-post.ts';
import { cameAndWent } from './came-and-went.ts';
import { type Reply, repliesOwed } from './thread-replies.ts';

/** What bringing a thread up to date needs. */
export type DeliverDeps = Pick<
  Deps,
  | 'threads'
  | 'outbox'
  | 'clock'
  | 'sleep'
  | 'estate'
  | 'directory'
  | 'watches'
  | 'blackBox'
  | 'diagnoses'
  | 'redact'
  | 'linesWithheld'
>;

/** One that is deleted by hand is posted anew; whoever deletes that as well does not want it. */
const MOST_LOST = 1;

/**
 * Posts the root of a thread that has none; the rest is still to be done. Each post is announced in the row before it
 * is made, so that a process that ends in between leaves behind how to find out.
 * @throws UpstreamError where Slack does not take it
 */
export async function deliverRoot(deps: DeliverDeps, { thread, delivery }: DueThread): Promise<void> {
  if (delivery.root !== undefined || delivery.lost > MOST_LOST) return;
  const known = await settled(deps, thread, delivery);
  // It turned out that nobody was told before it was over: the next run tells it with others.
  if (cameAndWent({ thread, delivery: known })) await saved(deps, thread, known);
  else await rootShown(deps, thread, known);
}

/**
 * Brings one thread up to date: the root as it is to be seen now, then what is still to be said.
 * @throws UpstreamError where Slack does not take it
 */
export async function deliverThread(deps: DeliverDeps, { thread, delivery }: DueThread): Promise<void> {
  const known = await settled(deps, thread, delivery);
  try {
    await upToDate(deps, thread, known);
  } catch (error) {
    // Replies may have been said before it turned out.
    const reached = await deps.threads.deliveryOf(thread.id);
    if (reached.root === undefined || !(await wasDeleted(deps, thread, error))) throw error;
    const gone = { root: undefined, shown: undefined, posting: undefined, lost: reached.lost + 1 };
    await deps.threads.saveDelivery(thread.id, { ...reached, ...gone });
    await upToDate(deps, thread, { ...reached, ...gone });
  }
}

/** Whether a message is not there any more, and not the whole channel: Slack hides a private one from whom was removed. */
async function wasDeleted({ directory }: DeliverDeps, { channel }: Thread, error: unknown): Promise<boolean> {
  if (!(error instanceof UpstreamError) || error.kind !== 'not-found') return false;
  return (await directory.membership(channel)) !== 'outside';
}

async function upToDate(deps: DeliverDeps, thread: Thread, known: Delivery): Promise<void> {
  let delivery = known;
  if (delivery.lost <= MOST_LOST) {
    delivery = await rootShown(deps, thread, delivery);
    // What is over before it was said is said by the root alone.
    const isOld = known.root !== undefined || thread.about.topic === 'alert';
    const replies = isOld ? repliesOwed(deps, thread, delivery.said) : [];
    for (const reply of replies) delivery = await replied(deps, thread, delivery, reply);
  }
  const done = { version: thread.version, posting: undefined, refused: undefined, nextAt: undefined };
  await deps.threads.saveDelivery(thread.id, { ...delivery, ...done });
}

async function rootShown(deps: DeliverDeps, thread: Thread, delivery: Delivery): Promise<Delivery> {
  const { id, channel, about } = thread;
  const message = await threadMessage(deps, thread, { gone: delivery.lost > 0 });
  const shown = digestOf(message);
  if (delivery.root !== undefined) {
    if (shown === delivery.shown) return delivery;
    await deps.outbox.update({ channel, ts: delivery.root }, message);
    return saved(deps, thread, { ...delivery, shown });
  }
  const urgent = about.topic === 'alert';
  const repeated = mayBeThere(delivery, 'root');
  const root = await postAnnounced(
    deps,
    { id, delivery },
    {
      what: 'root',
      post: (key) => deps.outbox.post(channel, repeated ? maybeRepeated(message) : message, { key, urgent }),
    },
  );
  // A mark that it may be there twice stays until there is something else to be shown.
  return saved(deps, thread, { ...delivery, root, shown, posting: undefined });
}

async function replied(
  deps: DeliverDeps,
  thread: Thread,
  delivery: Delivery,
  { seq, broadcast, message }: Reply,
): Promise<Delivery> {
  const { id, channel } = thread;
  const root = { channel, ts: delivery.root ?? '' };
  const fresh = await message();
  const reply = mayBeThere(delivery, seq) ? maybeRepeated(fresh) : fresh;
  await postAnnounced(
    deps,
    { id, delivery },
    { what: seq, post: (key) => deps.outbox.reply(root, reply, { key, urgent: true, broadcast }) },
  );
  return saved(deps, thread, { ...delivery, said: seq, posting: undefined });
}

async function saved({ threads }: DeliverDeps, { id }: Thread, delivery: Delivery): Promise<Delivery> {
  await threads.saveDelivery(id, delivery);
  return delivery;
}

function digestOf(message: Message): string {
  return createHash('sha256').update(JSON.stringify(message)).digest('hex').slice(0, 16);
}
