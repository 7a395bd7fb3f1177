import { randomUUID } from 'node:crypto';
import PQueue from 'p-queue';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

/** Where work goes once Slack has its acknowledgement. */
export interface Intake {
  /** Never throws and never runs the work at once, so that other acknowledgements come first. */
  take(work: () => Promise<void>): void;
  /** How many pieces of work are running or waiting. */
  count(): number;
  /** Waits until all work is done, at most `timeoutMs`; returns how many were left. */
  finish(timeoutMs: number): Promise<number>;
}

const AT_ONCE = 8;
/** More than this many waiting is a flood; people have given up on them by the time they would be answered. */
const WAITING_AT_MOST = 1000;
/**
 * Turns of the event loop without anything new after which a burst counts as over, and after which work begins
 * in any case. A turn takes microseconds when there is nothing to do.
 */
const QUIET_TURNS = 20;
const TURNS_AT_MOST = 400;

/**
 * Eight pieces of work run at a time; each is expected to deal with its own failures. While a burst of requests
 * comes in nothing new is begun, for each of them has three seconds to be acknowledged and work has more.
 */
export function createIntake({ clock, log }: { clock: Clock; log: Log }): Intake {
  const queue = new PQueue({ concurrency: AT_ONCE });
  let taken = 0;
  let isHolding = false;

  async function hold(): Promise<void> {
    if (isHolding) return;
    isHolding = true;
    queue.pause();
    let quiet = 0;
    for (let turns = 0; quiet < QUIET_TURNS && turns < TURNS_AT_MOST; turns += 1) {
      const before = taken;
      await new Promise(setImmediate);
      quiet = taken === before ? quiet + 1 : 0;
    }
    isHolding = false;
    queue.start();
  }

  async function run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (err) {
      log.error({ err, reference: randomUUID().slice(0, 8) }, 'work for slack failed');
    }
  }

  return {
    take(work) {
      if (queue.size >= WAITING_AT_MOST) {
        log.error({ waiting: queue.size }, 'too much to do, a request from slack was dropped');
        return;
      }
      taken += 1;
      void hold();
      void queue.add(() => run(work));
    },
    count: () => queue.size + queue.pending,
    async finish(timeoutMs) {
      const waited = new AbortController();
      await Promise.race([queue.onIdle(), clock.sleep(timeoutMs, waited.signal)]);
      waited.abort();
      return queue.size + queue.pending;
    },
  };
}
