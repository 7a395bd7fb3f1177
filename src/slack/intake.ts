import { randomUUID } from 'node:crypto';
import PQueue from 'p-queue';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { Rest } from './heard.ts';

/** Where work goes once Slack has its acknowledgement. */
export interface Intake {
  /**
   * Never throws and never runs the work at once, so that other acknowledgements come first. The rest that the
   * work leaves runs apart from it: the next one's answer does not wait for the last one's fuller form.
   */
  take(work: () => Promise<Rest>): void;
  /** How many pieces of work and rests are running or waiting. */
  count(): number;
  /** Waits until all work is done, rests included, at most `timeoutMs`; returns how many were left. */
  finish(timeoutMs: number): Promise<number>;
}

const AT_ONCE = 8;
/** They mostly wait for AWS, whose own budget sets the pace. */
const RESTS_AT_ONCE = 100;
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
  const rests = new PQueue({ concurrency: RESTS_AT_ONCE });
  const count = () => queue.size + queue.pending + rests.size + rests.pending;
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

  async function run(work: () => Promise<Rest>): Promise<void> {
    try {
      const rest = await work();
      if (rest) later(rest);
    } catch (err) {
      log.error({ err, reference: randomUUID().slice(0, 8) }, 'work for slack failed');
    }
  }

  function later(rest: NonNullable<Rest>): void {
    if (rests.size >= WAITING_AT_MOST) {
      log.error({ waiting: rests.size }, 'too much to do, the fuller form of an answer was dropped');
      return;
    }
    void rests.add(() => run(async () => void (await rest())));
  }

  /** Rests come out of work, so they are all there once that is done. */
  async function idle(): Promise<void> {
    await queue.onIdle();
    await rests.onIdle();
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
    count,
    async finish(timeoutMs) {
      const waited = new AbortController();
      await Promise.race([idle(), clock.sleep(timeoutMs, waited.signal)]);
      waited.abort();
      return count();
    },
  };
}
