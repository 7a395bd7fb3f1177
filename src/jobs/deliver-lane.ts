import type { Thread } from '../alerting/thread.ts';
import { UpstreamError } from '../errors.ts';
import type { DueThread } from '../store/store.ts';
import { cameAndWent, sayCameAndWent } from './came-and-went.ts';
import { type DeliverDeps, deliverRoot, deliverThread } from './deliver-thread.ts';
import { isLasting } from './refusal.ts';
import { type Refusal, type RefusedDeps, refusedBy } from './refused-channel.ts';

/** After so long the rest is left to the next run, a second later, in which new alerts go first. */
const TURN_MS = 5000;
/** Slack is asked again after so long. */
const LATER_MS = 10_000;
/** A thread that broke is tried again after so long. */
const BROKEN_MS = 60_000;
/** So many threads that are refused say that the channel takes nothing. */
const MOST_REFUSED = 3;

type LaneDeps = DeliverDeps & RefusedDeps;

/** What of a channel is said one after the other: its alerts, or the rest. */
export interface Lane {
  readonly channel: string;
  readonly alerts: boolean;
}

/**
 * Brings the threads of a lane up to date, one after the other: new alerts first of all, and all of them before the
 * first is explained. What was read before the lane was ours may be said by now, so it is read here.
 */
export async function deliverLane(
  deps: LaneDeps,
  { channel, alerts }: Lane,
  signal: AbortSignal,
): Promise<void> {
  const all = await deps.threads.due(deps.clock.now(), channel);
  const due = all.filter(({ thread }) => (thread.about.topic === 'alert') === alerts);
  const endsAt = new Date(deps.clock.now().getTime() + TURN_MS);
  const refusals: Refusal[] = [];
  const broken = new Map<string, unknown>();
  for (const { threads, take } of stepsOf(deps, due)) {
    if (signal.aborted || deps.clock.now() >= endsAt) break;
    if (threads.some(({ id }) => broken.has(id) || refusals.some(({ tried }) => tried.has(id)))) continue;
    try {
      await take();
    } catch (error) {
      if (!(error instanceof UpstreamError)) {
        await laterOn(deps, threads, BROKEN_MS);
        for (const { id } of threads) broken.set(id, error);
      } else if (isLasting(error)) {
        refusals.push({ tried: new Set(threads.map(({ id }) => id)), error });
        if (refusals.length === MOST_REFUSED) break;
      } else {
        // What one post met, the others would meet as well.
        await laterOn(deps, await owed(deps, due), LATER_MS);
        break;
      }
    }
  }
  await refuse(deps, due, refusals);
  if (broken.size > 0) throw new AggregateError(new Set(broken.values()), 'threads broke');
}

/** One thing that is to be done, and the threads that it is about. */
interface Step {
  readonly threads: readonly Thread[];
  take(): Promise<void>;
}

function stepsOf(deps: LaneDeps, due: readonly DueThread[]): readonly Step[] {
  const over = due.filter(cameAndWent);
  const rest = due.filter((each) => !cameAndWent(each)).sort(byUrgency);
  const unseen = rest.filter(({ thread, delivery }) => thread.about.topic === 'alert' && !delivery.root);
  return [
    ...unseen.map(({ thread }) => stepOf(deps, thread, deliverRoot)),
    ...rest.map(({ thread }) => stepOf(deps, thread, deliverThread)),
    ...(over.length > 0
      ? [{ threads: over.map(({ thread }) => thread), take: () => sayCameAndWent(deps, over) }]
      : []),
  ];
}

/** Taken with the thread as it is then: others may have come before it for seconds. */
function stepOf(
  deps: LaneDeps,
  thread: Thread,
  deliver: (deps: DeliverDeps, due: DueThread) => Promise<void>,
): Step {
  return {
    threads: [thread],
    async take() {
      const now = await deps.threads.get(thread.id);
      if (!now) return;
      const due = { thread: now, delivery: await deps.threads.deliveryOf(thread.id) };
      // Over meanwhile: the next run tells it with the others.
      if (!cameAndWent(due)) await deliver(deps, due);
    },
  };
}

async function refuse(
  deps: LaneDeps,
  due: readonly DueThread[],
  refusals: readonly Refusal[],
): Promise<void> {
  const [first] = refusals;
  if (!first) return;
  const tried = new Set(refusals.flatMap((each) => [...each.tried]));
  const isAll = refusals.length === MOST_REFUSED;
  const refused = due.filter(({ thread }) => isAll || tried.has(thread.id));
  await refusedBy(deps, await owed(deps, refused), { error: first.error, tried });
}

/** Those of which something is still to be said. */
async function owed({ threads }: LaneDeps, due: readonly DueThread[]): Promise<readonly Thread[]> {
  const all = await Promise.all(
    due.map(async ({ thread }) => ({ thread, delivery: await threads.deliveryOf(thread.id) })),
  );
  return all.filter(({ thread, delivery }) => delivery.version < thread.version).map(({ thread }) => thread);
}

async function laterOn(
  { threads, clock }: LaneDeps,
  later: readonly Thread[],
  waitMs: number,
): Promise<void> {
  for (const { id } of later) {
    const delivery = await threads.deliveryOf(id);
    await threads.saveDelivery(id, { ...delivery, nextAt: new Date(clock.now().getTime() + waitMs) });
  }
}

/** Those that began longest ago first; what was refused before keeps nothing else from its turn. */
function byUrgency(one: DueThread, other: DueThread): number {
  const rank = ({ delivery }: DueThread) => (delivery.refused ? 1 : 0);
  return rank(one) - rank(other) || startOf(one) - startOf(other);
}

function startOf({ thread: { about } }: DueThread): number {
  if (about.topic === 'alert') return about.beganAt.getTime();
  return about.topic === 'rollout' ? about.startedAt.getTime() : about.sinceAt.getTime();
}
