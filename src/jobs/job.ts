import type { Deps } from '../deps.ts';

/** One thing that happens by the clock. Its `name` equals its file's name. */
export interface Job {
  readonly name: string;
  /** Six fields: the first counts seconds. In UTC. */
  readonly cron: string;
  /** Whether it may begin again before the last run has ended. */
  readonly overlaps: boolean;
  /**
   * Runs once. What fails for one of many is thrown when the others are done.
   * @param signal aborted: begin nothing new
   */
  run(deps: Deps, signal: AbortSignal): Promise<void>;
}
