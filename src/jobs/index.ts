import { climbAlerts } from './climb-alerts.ts';
import { deliverThreads } from './deliver-threads.ts';
import type { Job } from './job.ts';
import { postDigests } from './post-digests.ts';
import { readTracker } from './read-tracker.ts';
import { rotateTargets } from './rotate-targets.ts';
import { tailLogs } from './tail-logs.ts';
import { verifyCriteria } from './verify-criteria.ts';
import { watchHealth } from './watch-health.ts';

/** Everything that happens by the clock. */
export const JOBS: readonly Job[] = [
  watchHealth,
  rotateTargets,
  climbAlerts,
  deliverThreads,
  tailLogs,
  postDigests,
  readTracker,
  verifyCriteria,
];
