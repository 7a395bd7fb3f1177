import { REMEMBER_MS } from '../alerting/policy.ts';
import { targetGroupsToAsk } from '../alerting/target-groups-to-ask.ts';
import type { Watch } from '../alerting/watch.ts';
import { coveredServices } from '../ask/watched-services.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Deps } from '../deps.ts';
import type { Job } from './job.ts';
import { judgeWatched } from './judge-watched.ts';
import { keepStopped } from './keep-stopped.ts';
import { withLease } from './lease.ts';

/** From the beginning of one look to that of the next at least; half a second less, since ticks are not quite even. */
const PERIOD_MS = 14_500;
/** Answers that people got a moment ago will do. */
const FRESH = { maxAgeMs: 5000 } as const;
/** Target groups asked in one look, those under suspicion first: as many as our share of the quota allows in four seconds. */
const MOST_GROUPS = 10;
/** Threads that ended are forgotten after so long; old buttons then say so. */
const REMEMBERED_MS = 90 * 86_400_000;

type WatchDeps = Pick<
  Deps,
  | 'watches'
  | 'threads'
  | 'leases'
  | 'blackBox'
  | 'estate'
  | 'redact'
  | 'policy'
  | 'blackBoxMs'
  | 'clock'
  | 'sleep'
  | 'worker'
>;

/**
 * Looks at every watched service, judges it, and writes down what is to be told and which tasks stopped. Every
 * quarter of a minute, or as soon as the last look is done; one process does it for all.
 */
export const watchHealth = {
  name: 'watch-health',
  // A look at a thousand services takes 24 seconds: after one that took 26, the next must not wait until 30.
  cron: '* * * * * *',
  overlaps: false,
  async run(deps: WatchDeps): Promise<void> {
    await withLease(deps, 'night-watch', async () => {
      const now = deps.clock.now();
      // Nobody gives it back before it is over, not even this process.
      const look = { id: `${deps.worker}/${now.getTime()}`, until: new Date(now.getTime() + PERIOD_MS) };
      if (!(await deps.leases.take('night-watch:look', look, now))) return;
      await lookAtAll(deps, await deps.watches.all());
      if (now.getUTCMinutes() === 0 && now.getUTCSeconds() < PERIOD_MS / 1000) await forget(deps, now);
    });
  },
} satisfies Job;

async function lookAtAll(deps: WatchDeps, watches: readonly Watch[]): Promise<void> {
  if (watches.length === 0) return;
  const covered = await coveredServices(deps, watches);
  const { sightings } = await deps.estate.sweep(covered.refs, FRESH);
  const seen = await withTargets(deps, sightings);
  const now = deps.clock.now();
  const known = await deps.threads.list({ closedSince: new Date(now.getTime() - REMEMBER_MS) });
  const changes = await judgeWatched(deps.policy, { ...covered, watches, sightings: seen, known, now });
  // What a click changed meanwhile is judged anew by the next look.
  if (changes.length > 0) await deps.threads.save(changes, now);
  await keepStopped(deps, seen);
}

/** With the health of those target groups that are worth a call now. */
async function withTargets(
  { estate, clock }: WatchDeps,
  sightings: readonly Sighting[],
): Promise<readonly Sighting[]> {
  const groups = targetGroupsToAsk(sightings, clock.now(), MOST_GROUPS);
  return groups.length > 0 ? estate.withTargets(sightings, groups) : sightings;
}

async function forget({ threads, blackBox, blackBoxMs }: WatchDeps, now: Date): Promise<void> {
  await threads.forget(new Date(now.getTime() - REMEMBERED_MS));
  await blackBox.forget(new Date(now.getTime() - blackBoxMs));
}
