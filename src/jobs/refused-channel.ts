import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';
import { undeliverableMessage } from '../views/undeliverable.ts';
import type { Due } from './deliver-thread.ts';

/** A channel that takes nothing is tried again after so long. */
const AGAIN_MS = 5 * 60_000;
/** Whoever watches is told once in so long. */
const TELL_MS = 24 * 3_600_000;

type RefusedDeps = Pick<Deps, 'threads' | 'watches' | 'leases' | 'outbox' | 'clock'>;

/**
 * Slack will not take anything for this channel: it is archived, or the bot was removed. What is owed stays owed;
 * whoever made the channel watch is told directly, once a day, since nobody would miss what they never see.
 */
export async function refusedBy(deps: RefusedDeps, due: readonly Due[], error: UpstreamError): Promise<void> {
  const [first] = due;
  if (!first) return;
  const now = deps.clock.now();
  const nextAt = new Date(now.getTime() + AGAIN_MS);
  for (const { thread, delivery } of due) {
    const refused = { sinceAt: delivery.refused?.sinceAt ?? now, why: error.message };
    const { posting, root, shown, said, lost } = await deps.threads.deliveryOf(thread.id);
    await deps.threads.saveDelivery(thread.id, {
      ...delivery,
      ...{ posting, root, shown, said, lost, refused, nextAt },
    });
  }
  const sinceAt = first.delivery.refused?.sinceAt ?? now;
  await toldOnce(deps, { channel: first.thread.channel, waiting: due.length, sinceAt }, error);
}

async function toldOnce(
  { watches, leases, outbox, clock }: RefusedDeps,
  { channel, ...rest }: { readonly channel: string; readonly waiting: number; readonly sinceAt: Date },
  { kind, message: why, permission }: UpstreamError,
): Promise<void> {
  const now = clock.now();
  const about = { ...rest, channel: { id: channel, name: undefined }, kind, why, permission };
  const people = new Set((await watches.list(channel)).map(({ createdBy }) => createdBy));
  for (const person of people) {
    const until = new Date(now.getTime() + TELL_MS);
    // A lease that nobody else can take before it is over, this process neither.
    const worker = { id: `${now.getTime()}`, until };
    if (!(await leases.take(`undeliverable:${channel}:${person}`, worker, now))) continue;
    try {
      await outbox.say(person, undeliverableMessage(about));
    } catch (failure) {
      // They may have left, or Slack takes nothing from us at all; the alerts' list says it as well.
      if (!(failure instanceof UpstreamError)) throw failure;
    }
  }
}
