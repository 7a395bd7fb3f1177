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
  async run(deps: JobDeps, signal: AbortSignal): Promise<void> {
    const now = deps.clock.now();
    if (now.getUTCMinutes() === 0 && now.getUTCSeconds() === 0)
      await deps.tails.forget(new Date(now.getTime() - REMEMBERED_MS));
    const due = await deps.tails.claim({ id: deps.worker, until: new Date(now.getTime() + CLAIM_MS) }, now);
    if (due.length === 0) return;
    const channels = new Set(due.map(({ channel }) => channel));
    const settled = await claimed(deps, () =>
      Promise.allSettled(
        [...channels].map((channel) =>
          moveAll(
            deps,
            due.filter((tail) => tail.channel === channel),
            signal,
          ),
        ),
      ),
    );
    const failures = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    if (failures.length > 0) throw new AggregateError(failures, 'tails failed');
  },
} satisfies Job;

/** Says again and again that this process is alive while it works. */
async function claimed<T>({ tails, clock, sleep, worker }: JobDeps, work: () => Promise<T>): Promise<T> {
  const done = new AbortController();
  const renewing = (async () => {
    for (;;) {
      await sleep(RENEW_MS, done.signal);
      if (done.signal.aborted) return;
      await tails.renew({ id: worker, until: new Date(clock.now().getTime() + CLAIM_MS) });
    }
  })();
  try {
    return await work();
  } finally {
    done.abort();
    await renewing;
  }
}

/**
 * The tails of one channel, the one due longest first, until one has posted: the next second is another's, and
 * those it was not the turn of keep their places. A read waits until the channel takes its lines.
 */
async function moveAll(deps: JobDeps, due: readonly Tail[], signal: AbortSignal): Promise<void> {
  const worker = { id: deps.worker };
  let posted = false;
  for (const tail of due) {
    const closedMs = posted ? 0 : deps.outbox.waitOf(tail.channel);
    if (closedMs > 0) await deps.sleep(closedMs, signal);
    if (posted || signal.aborted) {
      await deps.tails.release(tail.id, worker, undefined);
      continue;
    }
    const beganMs = deps.clock.now().getTime();
    let nextAt = new Date(beganMs + BROKEN_MS);
    try {
      const step = await stepTail(deps, tail, signal);
      posted = step.posted;
      nextAt = new Date(beganMs + step.waitMs);
    } finally {
      await deps.tails.release(tail.id, worker, nextAt);
    }
  }
}
