import { targetGroupsToAsk } from '../alerting/target-groups-to-ask.ts';
import { coveredServices } from '../ask/watched-services.ts';
import type { Deps } from '../deps.ts';
import type { Job } from './job.ts';
import { withLease } from './lease.ts';

/** Of the calls that our share of the quota allows in five seconds, two thirds; the rest is for groups under suspicion. */
const MOST_GROUPS = 8;
/** What the last look at everything found; nothing of it is asked for again. */
const SEEN = { maxAgeMs: 60_000 } as const;

type RotateDeps = Pick<Deps, 'watches' | 'leases' | 'estate' | 'clock' | 'sleep' | 'worker'>;

/**
 * Asks the health of a few target groups, those first that were never asked or not for the longest time: each costs
 * a call, and one account has few of them. What is found is remembered, and judged by the next look at all services.
 */
export const rotateTargets = {
  name: 'rotate-targets',
  cron: '*/5 * * * * *',
  overlaps: false,
  async run(deps: RotateDeps): Promise<void> {
    await withLease(deps, 'night-watch', async () => {
      const watches = await deps.watches.all();
      if (watches.length === 0) return;
      const { refs } = await coveredServices(deps, watches);
      const { sightings } = await deps.estate.sweep(refs, SEEN);
      const groups = targetGroupsToAsk(sightings, deps.clock.now(), MOST_GROUPS);
      if (groups.length > 0) await deps.estate.withTargets(sightings, groups);
    });
  },
} satisfies Job;
