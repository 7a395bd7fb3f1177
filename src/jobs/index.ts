import type { Job } from './job.ts';
import { tailLogs } from './tail-logs.ts';

/** Everything that happens by the clock. */
export const JOBS: readonly Job[] = [tailLogs];
