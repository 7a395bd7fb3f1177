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

/** Long work is broken off after so long: what comes in meanwhile waits for several turns of the event loop. */
const BREATH_AFTER_MS = 4;
/** Lines, or what else there are thousands of, that are dealt with before the time is looked at: a part of a millisecond. */
const PIECE = 20;

/** Lets what waits be done first. An acknowledgement must not wait until thousands of lines are dealt with. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Hands over all of many things in their order, piece by piece, with a breath whenever some milliseconds are over. */
export async function inPieces<T>(all: readonly T[], take: (piece: readonly T[]) => void): Promise<void> {
  if (all.length <= PIECE) return take(all);
  // Whoever hands over one long list after the other would else hold its breath from one to the next.
  await breath();
  let sinceMs = performance.now();
  for (let from = 0; from < all.length; from += PIECE) {
    take(all.slice(from, from + PIECE));
    if (performance.now() - sinceMs < BREATH_AFTER_MS) continue;
    await breath();
    sinceMs = performance.now();
  }
}
