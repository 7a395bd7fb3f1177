import { nextTime } from '../cron.ts';
import type { DigestRun } from '../digest/run.ts';
import type { UpstreamError } from '../errors.ts';
import { type DeliverDigestDeps, type Delivered, finished, postReplies, postRoot } from './deliver-digest.ts';
import { endOldThread } from './end-old-thread.ts';
import type { OwedDigest } from './gather-digests.ts';
import { giveUp, takesNothing } from './refused-digest.ts';

/** Slack is asked again after so long. */
const LATER_MS = 10_000;

/**
 * Posts the digests of one channel, one after the other: all roots before the first reply. What Slack does not take now
 * is tried again later; where it never will, the schedule is paused. Threads that have become too old are given up
 * first, so that a root that is posted now can say so. `onFirst` is told of each root that was dealt with.
 * @throws AggregateError of what broke, when the others are done
 */
export async function deliverDigests(
  deps: DeliverDigestDeps,
  all: readonly OwedDigest[],
  { signal, onFirst }: { readonly signal: AbortSignal; readonly onFirst: () => void },
): Promise<void> {
  const broken: unknown[] = [];
  const there: OwedDigest[] = [];
  for (const owed of await withoutOldThreads(deps, all, { signal, broken })) {
    const run = await worked(deps, { owed, signal, broken }, () => postRoot(deps, owed));
    onFirst();
    if (run?.state === 'posted') there.push({ ...owed, run });
  }
  for (const owed of there) await worked(deps, { owed, signal, broken }, () => postReplies(deps, owed));
  if (broken.length > 0) throw new AggregateError(broken, 'digests broke');
}

interface Round {
  readonly signal: AbortSignal;
  /** What broke is added here, and so comes into the log. */
  readonly broken: unknown[];
}

interface Work extends Round {
  readonly owed: OwedDigest;
}

async function withoutOldThreads(
  deps: DeliverDigestDeps,
  all: readonly OwedDigest[],
  { signal, broken }: Round,
): Promise<readonly OwedDigest[]> {
  const left: OwedDigest[] = [];
  for (const owed of all) {
    try {
      const givenUp = signal.aborted ? undefined : await endOldThread(deps, owed);
      if (givenUp) broken.push(givenUp);
      else left.push(owed);
    } catch (error) {
      broken.push(error);
    }
  }
  return left;
}

/** The run, where it can be gone on with at once. */
async function worked(
  deps: DeliverDigestDeps,
  { owed, signal, broken }: Work,
  work: () => Promise<Delivered>,
): Promise<DigestRun | undefined> {
  if (signal.aborted) return undefined;
  try {
    const outcome = await work();
    if (outcome.kind === 'done') return outcome.run;
    await notTaken(deps, owed, outcome);
  } catch (error) {
    broken.push(error);
  }
  return undefined;
}

async function notTaken(
  deps: DeliverDigestDeps,
  owed: OwedDigest,
  { run, error }: { readonly run: DigestRun; readonly error: UpstreamError },
): Promise<void> {
  if (takesNothing(error)) {
    // Without its root a thread takes no reply: whoever deleted it does not want them.
    if (run.state === 'posted') await finished(deps, run);
    else await giveUp(deps, { ...owed, run }, error);
    return;
  }
  const now = deps.clock.now();
  const laterMs = now.getTime() + LATER_MS;
  // When the next digest is due it is settled what becomes of this one.
  const followingMs = nextTime(owed.schedule.times, now)?.getTime() ?? laterMs;
  const nextAt = new Date(Math.min(laterMs, followingMs));
  await deps.digests.saveRun({ ...run, nextAt, refusedSinceAt: run.refusedSinceAt ?? now });
}
