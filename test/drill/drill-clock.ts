import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Clock } from '../../src/clock.ts';

/** A clock that goes when it is told to. Whoever sleeps wakes when the moment has come, not before. */
export interface DrillClock extends Clock {
  /** Goes to that moment and wakes all whose time has come, those due first first. Never goes back. */
  go(to: Date): void;
  /** When the next sleeper wakes; undefined while nobody sleeps. */
  nextAt(): Date | undefined;
}

interface Sleeper {
  readonly wakesMs: number;
  wake(): void;
}

/** Stands at `at` until it is told to go. */
export function createDrillClock(at: Date): DrillClock {
  let nowMs = at.getTime();
  const sleepers = new Set<Sleeper>();

  function wakeDue(): void {
    const due = [...sleepers].filter(({ wakesMs }) => wakesMs <= nowMs);
    for (const { wake } of due.sort((one, other) => one.wakesMs - other.wakesMs)) wake();
  }

  return {
    now: () => new Date(nowMs),
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted || ms <= 0) return resolve();
        const sleeper: Sleeper = {
          wakesMs: nowMs + ms,
          wake() {
            sleepers.delete(sleeper);
            signal?.removeEventListener('abort', sleeper.wake);
            resolve();
          },
        };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', sleeper.wake, { once: true });
      }),
    go(to) {
      nowMs = Math.max(nowMs, to.getTime());
      wakeDue();
    },
    nextAt() {
      const next = Math.min(...[...sleepers].map(({ wakesMs }) => wakesMs));
      return Number.isFinite(next) ? new Date(next) : undefined;
    },
  };
}

/** Tells when this process has nothing left to do but to wait for the clock. */
export interface Stillness {
  /** Resolves when no HTTP request is out and everything that answers set off has run as far as it can. */
  reached(): Promise<void>;
  close(): void;
}

/** So many rounds of the event loop with nothing on its way are silence: parsing an answer takes a few. */
const QUIET_ROUNDS = 6;
const STUCK_AFTER_MS = 10_000;

/** Counts the HTTP requests that this process makes, from now until it is closed. */
export function createStillness(): Stillness {
  let out = 0;
  const onStart = (message: unknown) => {
    const { request } = message as { request: { once(event: 'close', done: () => void): void } };
    out += 1;
    request.once('close', () => {
      out -= 1;
    });
  };
  subscribe('http.client.request.start', onStart);
  return {
    async reached() {
      const beganMs = performance.now();
      for (let quiet = 0; quiet < QUIET_ROUNDS; ) {
        await new Promise((resolve) => setImmediate(resolve));
        quiet = out === 0 ? quiet + 1 : 0;
        if (performance.now() - beganMs > STUCK_AFTER_MS)
          throw new Error(`${out} requests are still out after ${STUCK_AFTER_MS} ms: the drill is stuck`);
      }
    },
    close: () => unsubscribe('http.client.request.start', onStart),
  };
}
