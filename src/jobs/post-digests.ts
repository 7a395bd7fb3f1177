import { randomUUID } from 'node:crypto';
import PQueue from 'p-queue';
import type { Deps } from '../deps.ts';
import { beginningOf } from '../digest/timeliness.ts';
import { groupedBy } from '../operation/grouped.ts';
import type { DeliverDigestDeps } from './deliver-digest.ts';
import { deliverDigests } from './deliver-digests.ts';
import { type GatherDeps, gatherDigests } from './gather-digests.ts';
import type { Job } from './job.ts';
import { withLease } from './lease.ts';

type DigestJobDeps = DeliverDigestDeps & GatherDeps & Pick<Deps, 'leases' | 'sleep' | 'worker'>;

/** As long as a look at AWS may take; whoever works at a channel keeps saying so from then on. */
const GATHER_MS = 60_000;
/** How things stood is kept for a year and a month. */
const REMEMBERED_MS = 400 * 86_400_000;
const PERIOD_MS = 5000;
/** So many channels get their first post at once, those that need somebody before the others; one that waits is passed over after so long. */
const AT_ONCE = 12;
const TURN_MS = 250;

/**
 * Posts the digests that are due, each once: what is to be posted is written down first, then posted by whoever gets
 * the channel's lease. All that is owed at a moment shares one look at AWS and one read of each tracker.
 */
export const postDigests = {
  name: 'post-digests',
  cron: '*/5 * * * * *',
  overlaps: true,
  async run(deps: DigestJobDeps, signal: AbortSignal): Promise<void> {
    const { digests, clock } = deps;
    const now = clock.now();
    await begin(deps, now);
    const owed = await digests.owed(now);
    if (owed.length > 0) await postIn(deps, [...new Set(owed.map(({ channel }) => channel))], signal);
    if (now.getUTCMinutes() === 0 && now.getUTCSeconds() * 1000 < PERIOD_MS)
      await digests.forget(new Date(now.getTime() - REMEMBERED_MS));
  },
} satisfies Job;

/** Whoever is second finds the schedule moved on. */
async function begin({ digests }: Pick<Deps, 'digests'>, now: Date): Promise<void> {
  for (const schedule of await digests.due(now)) {
    const beginning = beginningOf(schedule, schedule.nextAt ?? now, now);
    await digests.begin(schedule, beginning, 'I was not running');
  }
}

/** Leases are of their own for each run of the job: one that is slow in a channel is not joined by the next. */
async function postIn(deps: DigestJobDeps, channels: readonly string[], signal: AbortSignal): Promise<void> {
  const worker = randomUUID();
  const mine: string[] = [];
  try {
    for (const channel of channels) if (await take(deps, channel, worker)) mine.push(channel);
    const { owed, bugs } = await gatherDigests(deps, mine);
    const byChannel = [...groupedBy(owed, ({ run }) => run.channel)];
    const ends = await inOrder(deps, byChannel, ([channel, own], onFirst) =>
      withLease({ ...deps, worker }, nameOf(channel), (lost) =>
        deliverDigests(deps, own, { signal: AbortSignal.any([signal, lost]), onFirst }),
      ),
    );
    const failures = ends.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    if (bugs.length + failures.length > 0)
      throw new AggregateError([...bugs, ...failures], 'digests not posted');
  } finally {
    for (const channel of mine) await deps.leases.free(nameOf(channel), worker);
  }
}

/** Begins with the first ones; the next when one of those has its first post, or waits too long for it. */
async function inOrder<T>(
  { sleep }: Pick<Deps, 'sleep'>,
  all: readonly T[],
  work: (each: T, onFirst: () => void) => Promise<unknown>,
): Promise<readonly PromiseSettledResult<unknown>[]> {
  const turns = new PQueue({ concurrency: AT_ONCE });
  const begun = all.map((each) =>
    turns.add(async () => {
      const first = new AbortController();
      const onFirst = () => first.abort();
      const whole = Promise.allSettled([work(each, onFirst).finally(onFirst)]);
      await sleep(TURN_MS, first.signal);
      return { whole };
    }),
  );
  const ends = await Promise.all((await Promise.all(begun)).map(({ whole }) => whole));
  return ends.flat();
}

function take({ leases, clock }: DigestJobDeps, channel: string, worker: string): Promise<boolean> {
  const now = clock.now();
  return leases.take(nameOf(channel), { id: worker, until: new Date(now.getTime() + GATHER_MS) }, now);
}

function nameOf(channel: string): string {
  return `digest:${channel}`;
}
