import { describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { Job } from '../../src/jobs/job.ts';
import { createScheduler } from '../../src/jobs/scheduler.ts';
import { readableLog } from '../slack/both-sides.ts';
import { aScene } from './given-scene.ts';

const NEVER = '0 0 0 1 1 *';
const SECOND = '* * * * * *';

/** A scheduler of one job, on the machine's own clock: a second is the shortest time that cron knows. */
function aScheduler(job: Partial<Job> & Pick<Job, 'run'>) {
  const { log, lines } = readableLog();
  const outcomes: string[] = [];
  const scheduler = createScheduler([{ name: 'a-job', cron: SECOND, overlaps: true, ...job }], {
    deps: aScene().deps,
    log,
    clock: systemClock,
    metrics: { trigger: (name, outcome) => void outcomes.push(`${name} ${outcome}`) },
  });
  return { scheduler, lines, outcomes };
}

describe('the scheduler', () => {
  it('runs a job at its time, counts it, and waits for it when it stops', async () => {
    let begun = () => {};
    const began = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const seen: boolean[] = [];
    const { scheduler, outcomes } = aScheduler({
      run: (_, signal) =>
        new Promise((resolve) => {
          begun();
          signal.addEventListener('abort', () => {
            seen.push(signal.aborted);
            resolve();
          });
        }),
    });
    scheduler.start();
    await began;
    await scheduler.stop(5000);
    expect(seen.length).toBeGreaterThan(0);
    expect(outcomes.length).toBe(seen.length);
    expect(new Set(outcomes)).toEqual(new Set(['a-job done']));
  });

  it('logs what a job throws, and runs it again at its next time', async () => {
    let runs = 0;
    let twice = () => {};
    const again = new Promise<void>((resolve) => {
      twice = resolve;
    });
    const { scheduler, lines, outcomes } = aScheduler({
      overlaps: false,
      run: async () => {
        runs += 1;
        if (runs === 2) twice();
        throw new Error('no luck');
      },
    });
    scheduler.start();
    await again;
    await scheduler.stop(5000);
    expect(lines.filter((line) => line.includes('job failed') && line.includes('no luck')).length).toBe(runs);
    expect(outcomes[0]).toBe('a-job failed');
  });

  it('waits no longer than it is given', async () => {
    let begun = () => {};
    const began = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { scheduler } = aScheduler({
      run: () => {
        begun();
        return new Promise(() => {});
      },
    });
    scheduler.start();
    await began;
    await scheduler.stop(1);
  });

  it('stops at once where nothing runs, or nothing was started', async () => {
    const { scheduler, outcomes } = aScheduler({ cron: NEVER, run: async () => {} });
    await scheduler.stop(60_000);
    scheduler.start();
    await scheduler.stop(60_000);
    expect(outcomes).toEqual([]);
  });
});
