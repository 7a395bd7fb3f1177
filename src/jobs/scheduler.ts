import { createTask, type ScheduledTask } from 'node-cron';
import type { Clock } from '../clock.ts';
import type { Deps } from '../deps.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Job } from './job.ts';

/** Runs the jobs at their times. */
export interface Scheduler {
  start(): void;
  /** Begins nothing new, and waits at most `timeoutMs` for what runs. */
  stop(timeoutMs: number): Promise<void>;
}

/** What the scheduler needs besides the jobs' own wants. */
export interface SchedulerDeps {
  readonly deps: Deps;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'trigger'>;
  readonly clock: Clock;
}

/** Makes the scheduler; a job that fails is logged, and runs again at its next time. */
export function createScheduler(
  jobs: readonly Job[],
  { deps, log, metrics, clock }: SchedulerDeps,
): Scheduler {
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let tasks: readonly ScheduledTask[] = [];

  async function run(job: Job): Promise<void> {
    const beganMs = clock.now().getTime();
    let outcome = 'done';
    try {
      await job.run(deps, stopping.signal);
    } catch (err) {
      outcome = 'failed';
      log.error({ err, job: job.name }, 'job failed');
    }
    metrics.trigger(job.name, outcome, clock.now().getTime() - beganMs);
  }

  function fire(job: Job): Promise<void> {
    if (stopping.signal.aborted) return Promise.resolve();
    const done = run(job).finally(() => running.delete(done));
    running.add(done);
    // What may overlap is over for the clock at once.
    return job.overlaps ? Promise.resolve() : done;
  }

  return {
    start() {
      tasks = jobs.map((job) =>
        createTask(job.cron, () => fire(job), {
          name: job.name,
          timezone: 'UTC',
          noOverlap: !job.overlaps,
          logger: quietLogger(log),
          suppressMissedWarning: true,
        }),
      );
      for (const task of tasks) void task.start();
    },
    async stop(timeoutMs) {
      stopping.abort();
      await Promise.all(tasks.map((task) => task.destroy()));
      const waited = new AbortController();
      await Promise.race([Promise.all(running), clock.sleep(timeoutMs, waited.signal)]);
      waited.abort();
    },
  };
}

/** A second that was missed is nothing to be told; what a job throws is logged by us. */
function quietLogger(log: Log) {
  const debug = (message: string | Error) => log.debug({ scheduler: String(message) }, 'scheduler said');
  return { info: debug, debug, warn: debug, error: debug };
}
