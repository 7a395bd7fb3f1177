import { randomUUID } from 'node:crypto';
import type { Thread } from '../alerting/thread.ts';
import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';
import { undeliverableMessage } from '../views/undeliverable.ts';
import { isLasting } from './refusal.ts';

/** A channel that takes nothing is tried again after so long. */
const AGAIN_MS = 5 * 60_000;
/** Whoever watches is told once in so long. */
const TELL_MS = 24 * 3_600_000;

/** What dealing with a refusal needs. */
export type RefusedDeps = Pick<Deps, 'threads' | 'watches' | 'leases' | 'outbox' | 'clock'>;

/** What Slack said, and of which threads by their ids. */
export interface Refusal {
  readonly error: UpstreamError;
  readonly tried: ReadonlySet<string>;
}

/**
 * Slack will not take anything for this channel: it is archived, or the bot was removed. What is owed stays owed;
 * whoever made the channel watch is told directly, once a day, since nobody would miss what they never see.
 */
export async function refusedBy(
  deps: RefusedDeps,
  owed: readonly Thread[],
  { error, tried }: Refusal,
): Promise<void> {
  const [first] = owed;
  if (!first) return;
  const now = deps.clock.now();
  let sinceAt = now;
  for (const { id } of owed) {
    const delivery = await deps.threads.deliveryOf(id);
    const before = delivery.refused;
    if (before && before.sinceAt < sinceAt) sinceAt = before.sinceAt;
    const refused = tried.has(id) ? { sinceAt: before?.sinceAt ?? now, why: error.message } : before;
    const nextAt = new Date(now.getTime() + AGAIN_MS);
    await deps.threads.saveDelivery(id, { ...delivery, refused, nextAt });
  }
  await toldOnce(deps, { channel: first.channel, waiting: owed.length, sinceAt }, error);
}

async function toldOnce(
  { watches, leases, outbox, clock }: RefusedDeps,
  { channel, ...rest }: { readonly channel: string; readonly waiting: number; readonly sinceAt: Date },
  { kind, message: why, permission }: UpstreamError,
): Promise<void> {
  const now = clock.now();
  const message = undeliverableMessage({
    ...rest,
    channel: { id: channel, name: undefined },
    ...{ kind, why, permission },
  });
  const people = new Set((await watches.list(channel)).map(({ createdBy }) => createdBy));
  for (const person of people) {
    const name = `undeliverable:${channel}:${person}`;
    // A lease that nobody else can take before it is over, this process neither.
    const worker = { id: randomUUID(), until: new Date(now.getTime() + TELL_MS) };
    if (!(await leases.take(name, worker, now))) continue;
    try {
      await outbox.say(person, message);
    } catch (failure) {
      if (!(failure instanceof UpstreamError)) throw failure;
      // They may have left for good; else it is tried again. The alerts' list says it as well.
      if (!isLasting(failure)) await leases.free(name, worker.id);
    }
  }
}
