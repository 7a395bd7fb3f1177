import type { Clock } from './clock.ts';

/** Work that nobody waits for but the stop. */
export interface Alongside {
  /** The work must deal with its own failures. */
  add(work: Promise<void>): void;
  /** Waits until all of it is done, at most `timeoutMs`; returns how many were left. */
  finish(timeoutMs: number): Promise<number>;
}

/** Nothing at first. */
export function createAlongside(clock: Clock): Alongside {
  const running = new Set<Promise<void>>();
  return {
    add(work) {
      const kept = work.finally(() => running.delete(kept));
      running.add(kept);
    },
    async finish(timeoutMs) {
      const waited = new AbortController();
      await Promise.race([allDone(running), clock.sleep(timeoutMs, waited.signal)]);
      waited.abort();
      return running.size;
    },
  };
}

async function allDone(running: ReadonlySet<Promise<void>>): Promise<void> {
  while (running.size > 0) await Promise.all(running);
}
