import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';
import { cameAndWent, sayCameAndWent } from './came-and-went.ts';
import { type DeliverDeps, type Due, deliverThread } from './deliver-thread.ts';
import type { Job } from './job.ts';
import { withLease } from './lease.ts';
import { refusedBy } from './refused-channel.ts';

/** Slack is asked again after so long. */
const LATER_MS = 10_000;
/** A thread that broke is tried again after so long. */
const BROKEN_MS = 60_000;

type JobDeps = DeliverDeps & Pick<Deps, 'leases' | 'sleep' | 'worker'>;

/**
 * Brings what people see up to date with what the bot knows. Channels do not wait for each other; in one channel
 * things are said one after the other, alerts first.
 */
export const deliverThreads = {
  name: 'deliver-threads',
  cron: '* * * * * *',
  overlaps: true,
  async run(given: JobDeps, signal: AbortSignal): Promise<void> {
    const due = await given.threads.due(given.clock.now());
    const channels = [...new Set(due.map(({ thread }) => thread.channel))];
    // Of its own for each run: one that is slow in a channel is not joined by the next.
    const deps = { ...given, worker: `${given.worker}/${given.clock.now().getTime()}` };
    const done = await Promise.allSettled(
      channels.map((channel) => channelDelivered(deps, channel, due, signal)),
    );
    const failures = done.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    if (failures.length > 0) throw new AggregateError(failures, 'threads not delivered');
  },
} satisfies Job;

async function channelDelivered(
  deps: JobDeps,
  channel: string,
  due: readonly Due[],
  signal: AbortSignal,
): Promise<void> {
  const name = `deliver:${channel}`;
  await withLease(deps, name, async () => {
    const own = due.filter(({ thread }) => thread.channel === channel);
    try {
      await allSaid(deps, own, signal);
    } finally {
      await deps.leases.free(name, deps.worker);
    }
  });
}

async function allSaid(deps: JobDeps, due: readonly Due[], signal: AbortSignal): Promise<void> {
  const over = due.filter(cameAndWent);
  const rest = due.filter((each) => !cameAndWent(each)).sort(byUrgency);
  const bugs: unknown[] = [];
  try {
    for (const each of rest) {
      if (signal.aborted) return;
      const bug = await said(deps, each);
      if (bug !== undefined) bugs.push(bug);
    }
    // What is over calls nobody, and comes last.
    if (over.length > 0) await sayCameAndWent(deps, over);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    await postponed(deps, due, error);
  }
  if (bugs.length > 0) throw new AggregateError(bugs, 'threads broke');
}

/** @returns what is no refusal of Slack's but a bug: it keeps no other thread from its turn */
async function said(deps: JobDeps, { thread, delivery }: Due): Promise<unknown> {
  try {
    await deliverThread(deps, { thread, delivery });
    return undefined;
  } catch (error) {
    if (error instanceof UpstreamError) throw error;
    await laterOn(deps, thread.id, BROKEN_MS);
    return error;
  }
}

/** What one post of a channel met, the others would meet as well. */
async function postponed(deps: JobDeps, due: readonly Due[], error: UpstreamError): Promise<void> {
  if (lasts(error)) return refusedBy(deps, due, error);
  for (const { thread } of due) {
    const { version } = await deps.threads.deliveryOf(thread.id);
    if (version < thread.version) await laterOn(deps, thread.id, LATER_MS);
  }
}

async function laterOn({ threads, clock }: JobDeps, id: string, waitMs: number): Promise<void> {
  const delivery = await threads.deliveryOf(id);
  await threads.saveDelivery(id, { ...delivery, nextAt: new Date(clock.now().getTime() + waitMs) });
}

function lasts({ kind }: UpstreamError): boolean {
  return kind === 'denied' || kind === 'not-found' || kind === 'refused' || kind === 'credentials';
}

/** Alerts before all else, those that were opened longest ago first. */
function byUrgency(one: Due, other: Due): number {
  const rank = ({ thread }: Due) => (thread.about.topic === 'alert' ? 0 : 1);
  return rank(one) - rank(other) || startOf(one) - startOf(other);
}

function startOf({ thread: { about } }: Due): number {
  if (about.topic === 'alert') return about.beganAt.getTime();
  return about.topic === 'rollout' ? about.startedAt.getTime() : about.sinceAt.getTime();
}
