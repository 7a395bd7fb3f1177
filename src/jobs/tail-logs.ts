import type { Deps } from '../deps.ts';
import type { Tail } from '../tailing/tail.ts';
import type { Job } from './job.ts';
import { stepTail, type TailDeps } from './tail-step.ts';

/** A process that died leaves its tails to others after so long. */
const CLAIM_MS = 20_000;
const RENEW_MS = 5000;
/** A tail that broke is tried again after so long. */
const BROKEN_MS = 15_000;
/** Ended tails can be gone on with for so long. */
const REMEMBERED_MS = 7 * 86_400_000;

type JobDeps = TailDeps & Pick<Deps, 'sleep'>;

/**
 * Moves every tail that is due forward by one read. Channels do not wait for each other; in one channel the
 * tails take turns, one post a second between them, and each reads only when its turn has come.
 */
export const tailLogs = {
  name: 'tail-logs',
  cron: '* * * * * *',
  overlaps: true,
  async run(given: JobDeps, signal: AbortSignal): Promise<void> {
    // Of its own for each run: a tail that could not be let go is not kept by the runs that follow.
    const deps = { ...given, worker: `${given.worker}/${given.clock.now().getTime()}` };
    const now = deps.clock.now();
    if (now.getUTCMinutes() === 0 && now.getUTCSeconds() === 0)
      await deps.tails.forget(new Date(now.getTime() - REMEMBERED_MS));
    const due = await deps.tails.claim({ id: deps.worker, until: new Date(now.getTime() + CLAIM_MS) }, now);
    if (due.length === 0) return;
    const channels = new Set(due.map(({ channel }) => channel));
    const failures = await claimed(deps, () =>
      [...channels].map((channel) =>
        moveAll(
          deps,
          due.filter((tail) => tail.channel === channel),
          signal,
        ),
      ),
    );
    if (failures.length > 0) throw new AggregateError(failures, 'tails failed');
  },
} satisfies Job;

/** Says again and again that this process is alive while it works. @returns what went wrong in all of it */
async function claimed(
  { tails, clock, sleep, worker }: JobDeps,
  work: () => readonly Promise<readonly unknown[]>[],
): Promise<readonly unknown[]> {
  const done = new AbortController();
  const renewing = (async () => {
    let failures: readonly unknown[] = [];
    for (;;) {
      await sleep(RENEW_MS, done.signal);
      if (done.signal.aborted) return failures;
      try {
        await tails.renew({ id: worker, until: new Date(clock.now().getTime() + CLAIM_MS) });
        failures = [];
      } catch (error) {
        // The next time may be early enough.
        failures = [error];
      }
    }
  })();
  const failures = await Promise.all(work());
  done.abort();
  return [...failures.flat(), ...(await renewing)];
}

/**
 * The tails of one channel, the one due longest first, until one has posted: the next second is another's, and
 * those it was not the turn of keep their places. A read waits until the channel takes its lines.
 * @returns what went wrong: one that fails keeps no other from its turn
 */
async function moveAll(
  deps: JobDeps,
  due: readonly Tail[],
  signal: AbortSignal,
): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  let posted = false;
  for (const tail of due) {
    try {
      const closedMs = posted ? 0 : deps.outbox.waitOf(tail.channel);
      if (closedMs > 0) await deps.sleep(closedMs, signal);
      posted = (await moveOne(deps, tail, posted ? 'wait' : 'go', signal)) || posted;
    } catch (error) {
      failures.push(error);
    }
  }
  return failures;
}

/** Moves a tail and lets it go, to be taken again when it is due. True where it has posted. */
async function moveOne(
  deps: TailDeps,
  tail: Tail,
  turn: 'go' | 'wait',
  signal: AbortSignal,
): Promise<boolean> {
  const { tails, clock } = deps;
  const worker = { id: deps.worker };
  if (turn === 'wait' || signal.aborted) {
    await tails.release(tail.id, worker, undefined);
    return false;
  }
  const beganMs = clock.now().getTime();
  let waitMs = BROKEN_MS;
  try {
    const step = await stepTail(deps, tail, signal);
    waitMs = step.waitMs;
    return step.posted;
  } finally {
    await tails.release(tail.id, worker, new Date(beganMs + waitMs));
  }
}
