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

/** How much of long work is done in one go: some ten milliseconds. */
export const LINES_PER_BREATH = 2000;

/** Lets what waits be done first. An acknowledgement must not wait until thousands of lines are dealt with. */
export function breath(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
