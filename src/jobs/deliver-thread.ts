import { createHash, randomUUID } from 'node:crypto';
import type { Alert, News } from '../alerting/alert.ts';
import { owedNews } from '../alerting/owed.ts';
import type { Delivery, Posting, Thread } from '../alerting/thread.ts';
import { alertContext } from '../ask/alert-context.ts';
import { threadMessage } from '../ask/thread-message.ts';
import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';
import { alertContextMessage } from '../views/alert-context.ts';
import { seeingAgainMessage } from '../views/blindness.ts';
import type { Message } from '../views/message.ts';
import { maybeRepeated } from '../views/repeated.ts';
import { newsMessage } from './news-message.ts';

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
  | 'redact'
  | 'linesWithheld'
>;

/** A thread, and what of it is in Slack. */
export interface Due {
  readonly thread: Thread;
  readonly delivery: Delivery;
}

type What = Posting['what'];

/** One that is deleted by hand is posted anew; whoever deletes that as well does not want it. */
const MOST_LOST = 1;
/** What the look that opened the alert has read is good enough. */
const FRESH = { maxAgeMs: 15_000 } as const;

/**
 * Brings one thread up to date: the root as it is to be seen now, then what is still to be said. Each post is
 * announced in the row before it is made, so that a process that ends in between leaves behind how to find out.
 * @throws UpstreamError where Slack does not take it
 */
export async function deliverThread(deps: DeliverDeps, { thread, delivery }: Due): Promise<void> {
  const { delivery: known, doubted } = await settled(deps, thread, delivery);
  try {
    await upToDate(deps, thread, known, doubted);
  } catch (error) {
    if (!isGone(error) || known.root === undefined) throw error;
    const lost = { ...known, root: undefined, shown: undefined, posting: undefined, lost: known.lost + 1 };
    await deps.threads.saveDelivery(thread.id, lost);
    await upToDate(deps, thread, lost, undefined);
  }
}

async function upToDate(
  deps: DeliverDeps,
  thread: Thread,
  known: Delivery,
  doubted: What | undefined,
): Promise<void> {
  let delivery = known;
  if (delivery.lost <= MOST_LOST) {
    delivery = await rootShown(deps, thread, delivery, doubted === 'root');
    for (const reply of repliesOwed(deps, thread, delivery.said))
      delivery = await replied(deps, thread, delivery, { ...reply, repeated: doubted === reply.seq });
  }
  const done = { version: thread.version, posting: undefined, refused: undefined, nextAt: undefined };
  await deps.threads.saveDelivery(thread.id, { ...delivery, ...done });
}

async function rootShown(
  deps: DeliverDeps,
  thread: Thread,
  delivery: Delivery,
  repeated: boolean,
): Promise<Delivery> {
  const { channel } = thread;
  const message = await threadMessage(deps, thread, { gone: delivery.lost > 0 });
  const shown = digestOf(message);
  if (delivery.root !== undefined) {
    if (shown === delivery.shown) return delivery;
    await deps.outbox.update({ channel, ts: delivery.root }, message);
    return saved(deps, thread, { ...delivery, shown, shownAt: deps.clock.now() });
  }
  const urgent = thread.about.topic === 'alert';
  const root = await posted(deps, thread, delivery, 'root', (key) =>
    deps.outbox.post(channel, repeated ? maybeRepeated(message) : message, { key, urgent }),
  );
  return saved(deps, thread, {
    ...delivery,
    root,
    shown: repeated ? undefined : shown,
    shownAt: deps.clock.now(),
  });
}

/** A reply that is owed; gathering what it says may take seconds. */
interface Reply {
  readonly seq: number;
  /** Whether the channel sees it as well as the thread. */
  readonly broadcast: boolean;
  message(): Promise<Message>;
}

function repliesOwed(deps: DeliverDeps, thread: Thread, said: number): readonly Reply[] {
  const { about } = thread;
  if (about.topic === 'blindness')
    return about.state === 'over' && said < 1
      ? [{ seq: 1, broadcast: true, message: async () => seeingAgainMessage(about) }]
      : [];
  if (about.topic !== 'alert') return [];
  return owedNews(about, said, deps.clock.now()).map((news) => ({
    seq: news.seq,
    broadcast: isForAll(news),
    message: async () =>
      news.step.kind === 'opened'
        ? contextMessage(deps, about, thread.channel)
        : newsMessage(deps, about, news),
  }));
}

/** Whether nobody who might have to act would see it in the thread alone. */
function isForAll({ step }: News): boolean {
  switch (step.kind) {
    case 'reopened':
    case 'woken':
    case 'unacknowledged':
      return step.by === undefined;
    case 'escalated':
      return step.to.kind === 'channel';
    default:
      return false;
  }
}

/** What is found out by itself, with no lines where nobody may have asked for them. */
async function contextMessage(deps: DeliverDeps, { ref }: Alert, channel: string): Promise<Message> {
  const withheld = await deps.linesWithheld(channel);
  const asked = { freshness: FRESH, ...(withheld === undefined ? {} : { withheld }) };
  return alertContextMessage(await alertContext(deps, { ref }, asked));
}

async function replied(
  deps: DeliverDeps,
  thread: Thread,
  delivery: Delivery,
  { seq, broadcast, message, repeated }: Reply & { readonly repeated: boolean },
): Promise<Delivery> {
  const root = { channel: thread.channel, ts: delivery.root ?? '' };
  const fresh = await message();
  const reply = repeated ? maybeRepeated(fresh) : fresh;
  await posted(deps, thread, delivery, seq, (key) =>
    deps.outbox.reply(root, reply, { key, urgent: true, broadcast }),
  );
  return saved(deps, thread, { ...delivery, said: seq });
}

/** Says in the row what is about to be posted, and posts it. @returns its `ts` */
async function posted(
  { threads, clock }: DeliverDeps,
  { id }: Thread,
  delivery: Delivery,
  what: What,
  post: (key: string) => Promise<{ readonly ts: string }>,
): Promise<string> {
  const key = randomUUID();
  await threads.saveDelivery(id, { ...delivery, posting: { key, at: clock.now(), what } });
  try {
    return (await post(key)).ts;
  } catch (error) {
    // What Slack surely did not take is not to be looked for, and may turn out to be over before it is said.
    if (error instanceof UpstreamError && error.kind !== 'unconfirmed')
      await threads.saveDelivery(id, { ...delivery, posting: undefined });
    throw error;
  }
}

async function saved({ threads }: DeliverDeps, { id }: Thread, delivery: Delivery): Promise<Delivery> {
  const now = { ...delivery, posting: undefined };
  await threads.saveDelivery(id, now);
  return now;
}

/** Finds out what became of a post that was about to be made; where nobody can tell, the next is marked as a possible repeat. */
async function settled(
  deps: DeliverDeps,
  thread: Thread,
  delivery: Delivery,
): Promise<{ readonly delivery: Delivery; readonly doubted: What | undefined }> {
  const { posting, root } = delivery;
  if (!posting) return { delivery, doubted: undefined };
  const place = {
    channel: thread.channel,
    ...(typeof posting.what === 'number' && root ? { thread: root } : {}),
  };
  const found = await deps.outbox.find(place, posting.key, posting.at);
  const open = { ...delivery, posting: undefined };
  if (found.kind !== 'posted')
    return { delivery: open, doubted: found.kind === 'unknown' ? posting.what : undefined };
  const then =
    typeof posting.what === 'number' ? { ...open, said: posting.what } : { ...open, root: found.ts };
  return { delivery: await saved(deps, thread, then), doubted: undefined };
}

function digestOf(message: Message): string {
  return createHash('sha256').update(JSON.stringify(message)).digest('hex').slice(0, 16);
}

function isGone(error: unknown): boolean {
  return error instanceof UpstreamError && error.kind === 'not-found';
}
