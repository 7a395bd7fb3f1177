import { REMEMBER_MS } from '../alerting/policy.ts';
import { targetGroupsToAsk } from '../alerting/target-groups-to-ask.ts';
import type { Thread, ThreadChange } from '../alerting/thread.ts';
import type { Watch } from '../alerting/watch.ts';
import { coveredServices } from '../ask/watched-services.ts';
import { serviceKey } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Deps } from '../deps.ts';
import type { Job } from './job.ts';
import { judgeWatched } from './judge-watched.ts';
import { keepStopped } from './keep-stopped.ts';
import { withLease } from './lease.ts';
import { pastEmptyGroups } from './past-empty-groups.ts';

/** From the beginning of one look to that of the next at least; half a second less, since ticks are not quite even. */
const PERIOD_MS = 14_500;
/** Looks at a thousand services follow each other closely: what the last one read at its end would not be read by the next. */
const NOW = { maxAgeMs: 0 } as const;
/** Target groups asked in one look, those under suspicion first: as many as our share of the quota allows in four seconds. */
const MOST_GROUPS = 10;
/** Threads that ended, and diagnoses, are forgotten after so long; old buttons then say so. */
const REMEMBERED_MS = 90 * 86_400_000;

type WatchDeps = Pick<
  Deps,
  | 'watches'
  | 'threads'
  | 'leases'
  | 'blackBox'
  | 'diagnoses'
  | 'estate'
  | 'directory'
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
  const { threads, clock, policy, estate } = deps;
  const before = await threads.list({});
  // What is open ends with the last watch.
  if (watches.length === 0 && before.length === 0) return;
  const covered = await coveredServices(deps, watches);
  const { sightings } = await estate.sweep(covered.refs, NOW);
  const seen = await withTargets(deps, sightings, before);
  const now = clock.now();
  // Clicks came in meanwhile.
  const known = await threads.list({ closedSince: new Date(now.getTime() - REMEMBER_MS) });
  const { changes, bugs } = await judgeWatched(policy, { ...covered, watches, sightings: seen, known, now });
  // What a click changed since then is judged anew by the next look.
  await threads.save(await Promise.all(changes.map((change) => called(deps, change, now))), now);
  await keepStopped(deps, seen);
  if (bugs.length > 0) throw new AggregateError(bugs, 'services not judged');
}

/** With the health of those target groups that are worth a call now: an open alert wants to know how it goes on. */
async function withTargets(
  { estate, clock }: WatchDeps,
  sightings: readonly Sighting[],
  known: readonly Thread[],
): Promise<readonly Sighting[]> {
  const troubled = new Set(
    known.flatMap(({ open, about }) => (open && about.topic === 'alert' ? [serviceKey(about.ref)] : [])),
  );
  const watched = (ref: ServiceRef) => troubled.has(serviceKey(ref));
  const groups = targetGroupsToAsk(sightings, clock.now(), MOST_GROUPS, { watched });
  return groups.length > 0 ? estate.withTargets(sightings, groups) : sightings;
}

/** Whoever an alert calls as it opens may be a group that nobody is in. */
async function called(deps: WatchDeps, change: ThreadChange, now: Date): Promise<ThreadChange> {
  if ('remove' in change || change.thread.about.topic !== 'alert') return change;
  const { thread } = change;
  const { about } = change.thread;
  const isOpening = about.openings.at(-1)?.getTime() === now.getTime();
  return isOpening ? { thread: { ...thread, about: await pastEmptyGroups(deps, about, now) } } : change;
}

async function forget({ threads, diagnoses, blackBox, blackBoxMs }: WatchDeps, now: Date): Promise<void> {
  await threads.forget(new Date(now.getTime() - REMEMBERED_MS));
  await diagnoses.forget(new Date(now.getTime() - REMEMBERED_MS));
  await blackBox.forget(new Date(now.getTime() - blackBoxMs));
}
