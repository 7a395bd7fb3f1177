import { type Clock, inTime } from '../clock.ts';
import type { Fact, Gap, Unknown } from '../deployment/fact.ts';
import type { Listing } from '../deployment/sighting.ts';
import { lastSegment } from './arn.ts';
import { type Begun, begun } from './begun.ts';
import type { Lane } from './budget.ts';
import type { Environment, Freshness } from './estate.ts';
import { NAMES } from './limits.ts';
import type { Want } from './memory.ts';
import type { Reads } from './reads.ts';

/** What an environment's services are listed with. */
export interface ListingPlace {
  readonly environment: Environment;
  readonly reads: Reads;
  readonly clock: Clock;
  /** How long all of it is waited for. */
  readonly ms: number;
  /** Who it is for; somebody who waits unless given. */
  readonly lane?: Lane;
}

/**
 * The services of one environment that can be listed. What cannot be, or takes too long, is a gap.
 * @param ahead begins to read the tasks of each cluster as well; a look at all the services then finds them read
 */
export async function listIn(place: ListingPlace, freshness: Freshness, ahead?: Freshness): Promise<Listing> {
  const { reads, clock, ms, lane = 'urgent' } = place;
  const env = place.environment.alias;
  const want = { maxAgeMs: Math.min(freshness.maxAgeMs, NAMES.maxAgeMs), lane };
  const clusters = begun('clusters', clustersOf(place, want));
  let found: readonly NamesOf[] = [];
  const everything = clusters.done.then((fact) => {
    const names = fact.kind === 'known' ? fact.value : [];
    found = names.map((cluster) => beginNames(reads, cluster, want));
    if (ahead) for (const cluster of names) void reads.clusterTasks(cluster, ahead);
    return Promise.all(found.map(({ names }) => names.done));
  });
  await inTime(everything, ms, clock, () => undefined);

  const parts = found.map(({ cluster, names }) => ({ cluster, names: names.soFar(late) }));
  const facts = [clusters.soFar(late), ...parts.map(({ names }) => names)];
  return {
    refs: parts.flatMap(({ cluster, names }) =>
      names.kind === 'known' ? names.value.map((name) => ({ env, cluster, name })) : [],
    ),
    gaps: [
      ...gapsOf(env, 'clusters', clusters.soFar(late)),
      ...parts.flatMap(({ cluster, names }) => gapsOf(env, `services of cluster ${cluster}`, names)),
    ],
    readAt: oldestOf(facts, clock.now()),
  };
}

interface NamesOf {
  readonly cluster: string;
  readonly names: Begun<readonly string[]>;
}

function beginNames(reads: Reads, cluster: string, want: Want): NamesOf {
  return { cluster, names: begun(`services of cluster ${cluster}`, reads.serviceNames(cluster, want)) };
}

/** The configured ones, by name or ARN, else all that can be listed. */
async function clustersOf(
  { environment: { clusters }, reads, clock }: ListingPlace,
  want: Want,
): Promise<Fact<readonly string[]>> {
  if (!clusters) return reads.clusters(want);
  const names = [...new Set(clusters.map(lastSegment))];
  return { kind: 'known', value: names, readAt: clock.now(), source: 'configuration' };
}

function gapsOf(env: string, subject: string, fact: Fact<unknown>): readonly Gap[] {
  return fact.kind === 'unknown' ? [{ env, subject, unknown: fact }] : [];
}

function late(subject: string): Unknown {
  return { kind: 'unknown', why: 'timeout', detail: `could not list the ${subject}: it took too long` };
}

function oldestOf(facts: readonly Fact<unknown>[], now: Date): Date {
  const ages = facts.flatMap((fact) => (fact.kind === 'known' ? fact.readAt.getTime() : []));
  return new Date(Math.min(now.getTime(), ...ages));
}
