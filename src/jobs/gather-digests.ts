import { digestFacts, type FactsDeps, onRounds, type WantedDigest } from '../ask/digest-facts.ts';
import { lastTime } from '../cron.ts';
import type { Deps } from '../deps.ts';
import { composeDigest } from '../digest/compose.ts';
import type { Digest } from '../digest/digest.ts';
import type { DigestRun } from '../digest/run.ts';
import type { DigestSchedule } from '../digest/schedule.ts';
import { type Snapshot, snapshotOf } from '../digest/snapshot.ts';
import { byNeed } from '../digest/verdict.ts';

export type GatherDeps = FactsDeps & Pick<Deps, 'digests'>;

/** A digest that is to be posted, as it would be posted now. */
export interface OwedDigest {
  readonly run: DigestRun;
  readonly schedule: DigestSchedule;
  readonly digest: Digest;
  readonly snapshot: Snapshot;
}

/** What is owed, and what kept one or the other from being put together. */
export interface Gathered {
  readonly owed: readonly OwedDigest[];
  readonly bugs: readonly unknown[];
}

const DAY_MS = 86_400_000;

/**
 * What is owed in some channels now, put together at the cost of one: the channels that need somebody first come first.
 * Read here, since others may have posted it before the channels were ours.
 */
export async function gatherDigests(deps: GatherDeps, channels: readonly string[]): Promise<Gathered> {
  if (channels.length === 0) return { owed: [], bugs: [] };
  const mine = new Set(channels);
  const runs = (await deps.digests.owed(deps.clock.now())).filter(({ channel }) => mine.has(channel));
  const wanted = (await Promise.all(runs.map((run) => wantedOf(deps, run)))).flat();
  const factsOf = await digestFacts(
    deps,
    wanted.map(({ want }) => want),
    onRounds(deps),
  );
  const bugs: unknown[] = [];
  const owed = wanted.flatMap(({ run, schedule, want }): readonly OwedDigest[] => {
    try {
      const facts = factsOf(want);
      const digest = composeDigest(facts);
      return [{ run, schedule, digest, snapshot: snapshotOf(facts, digest.verdict) }];
    } catch (error) {
      bugs.push(error);
      return [];
    }
  });
  return { owed: owed.toSorted((one, other) => byNeed(one.digest, other.digest)), bugs };
}

interface Wanted {
  readonly run: DigestRun;
  readonly schedule: DigestSchedule;
  readonly want: WantedDigest;
}

/** Nothing where the schedule was removed meanwhile. */
async function wantedOf({ digests }: GatherDeps, run: DigestRun): Promise<readonly Wanted[]> {
  const [schedule, [before]] = await Promise.all([
    digests.get(run.schedule),
    digests.snapshots(run.schedule, 1),
  ]);
  if (!schedule) return [];
  const fromAt = before?.takenAt ?? periodStart(schedule, run.dueAt);
  return [{ run, schedule, want: { channel: run.channel, fromAt, before } }];
}

/** When the digest before the first would have been. */
function periodStart({ times }: DigestSchedule, dueAt: Date): Date {
  return lastTime(times, new Date(dueAt.getTime() - 1)) ?? new Date(dueAt.getTime() - DAY_MS);
}
