/** Where the present comes from. Only adapters and triggers hold one; pure functions take `now`. */
export interface Clock {
  now(): Date;
  /** Resolves after `ms` milliseconds, or at once when the signal is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The machine's own clock and timers. */
export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const timer = setTimeout(done, ms);
      signal?.addEventListener('abort', done, { once: true });
      function done(): void {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      }
    }),
};

const LATE: unique symbol = Symbol('late');

/** What was promised, if it comes within `ms`; else what `late` makes of it. The promised work goes on all the same. */
export async function inTime<T, L>(
  promised: Promise<T>,
  ms: number,
  clock: Pick<Clock, 'sleep'>,
  late: () => L,
): Promise<T | L> {
  const settled = new AbortController();
  const tooLate = clock.sleep(ms, settled.signal).then((): typeof LATE => LATE);
  try {
    const first = await Promise.race([promised, tooLate]);
    return first === LATE ? late() : first;
  } finally {
    settled.abort();
  }
}

/** Long work is broken off after so long: what comes in meanwhile waits for it, at every step of its own way. */
const BREATH_AFTER_MS = 2;
/** Lines, or what else there are thousands of, that are dealt with before the time is looked at: a part of a millisecond. */
const PIECE = 20;
/** A turn of the event loop that takes longer than this brought others something to do. */
const IDLE_TURN_MS = 0.05;
/** Turns that others may have in a row: long work must get on, too. */
const MOST_TURNS = 5;

/** Lets what waits be done first. An acknowledgement must not wait until thousands of lines are dealt with. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Lets others get on as long as there is something for them to do, for some turns: an answer takes many small
 * steps, and would else wait at each of them.
 */
export async function deepBreath(): Promise<void> {
  for (let turns = 0; turns < MOST_TURNS; turns += 1) {
    const sinceMs = performance.now();
    await breath();
    if (performance.now() - sinceMs < IDLE_TURN_MS) return;
  }
}

/** Hands over all of many things in their order, piece by piece, with a breath whenever some milliseconds are over. */
export async function inPieces<T>(all: readonly T[], take: (piece: readonly T[]) => void): Promise<void> {
  if (all.length <= PIECE) return take(all);
  // Whoever hands over one long list after the other would else hold its breath from one to the next.
  await deepBreath();
  let sinceMs = performance.now();
  for (let from = 0; from < all.length; from += PIECE) {
    take(all.slice(from, from + PIECE));
    if (performance.now() - sinceMs < BREATH_AFTER_MS) continue;
    await deepBreath();
    sinceMs = performance.now();
  }
}
