import type { Deps } from '../deps.ts';

/** A process that died leaves its work to others after so long. */
const LEASE_MS = 20_000;
const RENEW_MS = 5000;

type LeaseDeps = Pick<Deps, 'leases' | 'clock' | 'sleep' | 'worker'>;

/**
 * Does work that only one process may do at a time, and says again and again meanwhile that it is alive. Nothing
 * is done where another has it. The lease is kept when the work is done: whoever did it does it again, as long as it lives.
 * @throws what the work throws, and what keeps the lease from being renewed in the end
 */
export async function withLease(
  { leases, clock, sleep, worker }: LeaseDeps,
  name: string,
  work: () => Promise<void>,
): Promise<void> {
  const take = (): Promise<boolean> => {
    const now = clock.now();
    return leases.take(name, { id: worker, until: new Date(now.getTime() + LEASE_MS) }, now);
  };
  if (!(await take())) return;
  const done = new AbortController();
  const renewing = renew(take, sleep, done.signal);
  try {
    await work();
  } finally {
    done.abort();
    await renewing;
  }
}

/** One that fails may be made up for by the next. @throws the last failure, where nothing made up for it */
async function renew(
  take: () => Promise<boolean>,
  sleep: LeaseDeps['sleep'],
  signal: AbortSignal,
): Promise<void> {
  let failure: unknown;
  for (;;) {
    await sleep(RENEW_MS, signal);
    if (signal.aborted) break;
    try {
      await take();
      failure = undefined;
    } catch (error) {
      failure = error;
    }
  }
  if (failure !== undefined) throw failure;
}
