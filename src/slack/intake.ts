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

/** Eight pieces of work run at a time; each is expected to deal with its own failures. */
export function createIntake({ clock, log }: { clock: Clock; log: Log }): Intake {
  const queue = new PQueue({ concurrency: AT_ONCE });

  async function run(work: () => Promise<void>): Promise<void> {
    await new Promise(setImmediate);
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
