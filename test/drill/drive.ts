import { climbAlerts } from '../../src/jobs/climb-alerts.ts';
import { deliverThreads } from '../../src/jobs/deliver-threads.ts';
import type { Job } from '../../src/jobs/job.ts';
import { rotateTargets } from '../../src/jobs/rotate-targets.ts';
import { watchHealth } from '../../src/jobs/watch-health.ts';
import type { Bot } from './bot.ts';
import type { DrillClock, Stillness } from './drill-clock.ts';

/** What a drive goes by. */
export interface Drive {
  readonly clock: DrillClock;
  readonly stillness: Stillness;
  /** The bot that lives now. */
  bot(): Bot;
  /** What is to be done at which moments; earliest first. */
  readonly scenes: readonly { readonly at: Date; play(): Promise<void> }[];
  /** Whether something is going on, so that looks are close together. */
  isBusy(now: Date): boolean;
  /** Called whenever the process is still, before the clock moves on. */
  onStill(): Promise<void>;
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** Between two looks while something is going on, and while nothing is; and between two rounds of the target groups. */
const CLOSE_MS = 15 * SECOND_MS;
const CALM_MS = 15 * MINUTE_MS;
/** Between two times that time itself is looked at, and what is to be delivered; what a look finds is delivered at once. */
const CLOCKED_MS = 15 * SECOND_MS;

/**
 * Lets the clock go from moment to moment until `end`: to the next scene, look or delivery, or to when the next
 * sleeper wakes. Work gets all the real time that it needs; nothing overlaps that does not in production.
 * @returns what jobs and scenes threw
 */
export async function drive(
  { clock, stillness, bot, scenes, isBusy, onStill }: Drive,
  end: Date,
): Promise<unknown[]> {
  const failures: unknown[] = [];
  const running = new Map<string, Bot>();
  const waiting = [...scenes];
  let looksAt = clock.now();
  let rotatesAt = clock.now();
  let climbsAt = clock.now();
  let deliversAt = clock.now();

  function start(job: Job): Promise<void> {
    const own = bot();
    if (!job.overlaps && running.get(job.name) === own) return Promise.resolve();
    running.set(job.name, own);
    return job
      .run(own.deps, own.signal)
      .catch((error: unknown) => {
        // A dead process says nothing any more.
        if (!own.signal.aborted) failures.push(error);
      })
      .finally(() => {
        if (running.get(job.name) === own) running.delete(job.name);
      });
  }

  /** What was found is delivered within a second. */
  async function thenDeliver(work: Promise<void>): Promise<void> {
    await work;
    deliversAt = new Date(Math.min(deliversAt.getTime(), clock.now().getTime() + SECOND_MS));
  }

  /** One that took its time may have left others behind. */
  async function deliver(): Promise<void> {
    const begunAt = clock.now();
    await start(deliverThreads);
    if (clock.now() > begunAt) await thenDeliver(Promise.resolve());
  }

  await stillness.reached();
  while (clock.now() < end) {
    const times = [looksAt, rotatesAt, climbsAt, deliversAt, end, waiting[0]?.at, clock.nextAt()].flatMap(
      (at) => at ?? [],
    );
    clock.go(new Date(Math.min(...times.map((at) => at.getTime()))));
    const now = clock.now();
    while (waiting[0] && waiting[0].at <= now) {
      await played(waiting.shift()?.play());
      if (isBusy(now)) looksAt = new Date(Math.min(looksAt.getTime(), nextOf(now, CLOSE_MS).getTime()));
    }
    if (looksAt <= now) {
      looksAt = nextOf(now, isBusy(now) ? CLOSE_MS : CALM_MS);
      void thenDeliver(start(watchHealth));
    }
    if (rotatesAt <= now) {
      rotatesAt = nextOf(now, CALM_MS);
      void start(rotateTargets);
    }
    if (climbsAt <= now) {
      climbsAt = nextOf(now, CLOCKED_MS);
      void thenDeliver(start(climbAlerts));
    }
    if (deliversAt <= now) {
      deliversAt = nextOf(now, CLOCKED_MS);
      void deliver();
    }
    await stillness.reached();
    await onStill();
  }
  return failures;

  /** A scene may wait for Slack, but not for the clock. */
  async function played(scene: Promise<void> | undefined): Promise<void> {
    await scene?.catch((error: unknown) => failures.push(error));
    deliversAt = clock.now();
  }
}

/** The next whole multiple of a step. */
function nextOf(now: Date, stepMs: number): Date {
  return new Date((Math.floor(now.getTime() / stepMs) + 1) * stepMs);
}
