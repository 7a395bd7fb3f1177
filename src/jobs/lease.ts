import type { Deps } from '../deps.ts';

/** A process that died leaves its work to others after so long. */
const LEASE_MS = 20_000;
const RENEW_MS = 5000;

type LeaseDeps = Pick<Deps, 'leases' | 'clock' | 'sleep' | 'worker'>;

/**
 * Does work that only one process may do at a time, and says again and again meanwhile that it is alive. Nothing
 * is done where another has it. The lease is kept when the work is done: whoever did it does it again, as long as it lives.
 * @param work its signal is aborted when the lease is lost, so that another may be doing the same by now
 * @throws what the work throws; else what kept the lease from being renewed in the end
 */
export async function withLease(
  { leases, clock, sleep, worker }: LeaseDeps,
  name: string,
  work: (lost: AbortSignal) => Promise<void>,
): Promise<void> {
  const take = async (): Promise<Date | undefined> => {
    const now = clock.now();
    const until = new Date(now.getTime() + LEASE_MS);
    return (await leases.take(name, { id: worker, until }, now)) ? until : undefined;
  };
  const until = await take();
  if (!until) return;
  const done = new AbortController();
  const lost = new AbortController();
  const renewing = renew({ take, until, clock, sleep, signal: done.signal, lost });
  let failure: unknown;
  try {
    await work(lost.signal);
  } finally {
    done.abort();
    failure = await renewing;
  }
  if (failure !== undefined) throw failure;
}

interface Renewal extends Pick<LeaseDeps, 'clock' | 'sleep'> {
  /** Until when it is held now; undefined where another has it. */
  take(): Promise<Date | undefined>;
  readonly until: Date;
  readonly signal: AbortSignal;
  readonly lost: AbortController;
}

/** One that fails may be made up for by the next. Never rejects. @returns the last failure, where nothing made up for it */
async function renew({ take, until, clock, sleep, signal, lost }: Renewal): Promise<unknown> {
  let failure: unknown;
  let held: Date | undefined = until;
  for (;;) {
    await sleep(RENEW_MS, signal);
    if (signal.aborted) return failure;
    try {
      held = await take();
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (!held || held <= clock.now()) lost.abort();
  }
}
