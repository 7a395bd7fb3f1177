import type { DigestRun } from '../digest/run.ts';
import type { UpstreamError } from '../errors.ts';
import { type DeliverDigestDeps, type Delivered, finished, postReplies, postRoot } from './deliver-digest.ts';
import type { OwedDigest } from './gather-digests.ts';
import { giveUp, takesNothing } from './refused-digest.ts';

/** Slack is asked again after so long. */
const LATER_MS = 10_000;

/**
 * Posts the digests of one channel, one after the other: all roots before the first reply. What Slack does not take now
 * is tried again later; where it never will, the schedule is paused.
 * @throws AggregateError of what broke, when the others are done
 */
export async function deliverDigests(
  deps: DeliverDigestDeps,
  all: readonly OwedDigest[],
  signal: AbortSignal,
): Promise<void> {
  const broken: unknown[] = [];
  const there: OwedDigest[] = [];
  for (const owed of all) {
    const run = await worked(deps, { owed, signal, broken }, () => postRoot(deps, owed));
    if (run?.state === 'posted') there.push({ ...owed, run });
  }
  for (const owed of there) await worked(deps, { owed, signal, broken }, () => postReplies(deps, owed));
  if (broken.length > 0) throw new AggregateError(broken, 'digests broke');
}

interface Work {
  readonly owed: OwedDigest;
  readonly signal: AbortSignal;
  /** What broke is added here. */
  readonly broken: unknown[];
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
  const nextAt = new Date(now.getTime() + LATER_MS);
  await deps.digests.saveRun({ ...run, nextAt, refusedSinceAt: run.refusedSinceAt ?? now });
}
