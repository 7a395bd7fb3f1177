import { type Clock, inTime } from '../clock.ts';
import type { Fact, Gap, Unknown } from '../deployment/fact.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Listing } from '../deployment/sighting.ts';
import { type Begun, begun } from './begun.ts';
import type { Tags } from './ecs.ts';
import type { Freshness } from './estate.ts';
import type { Limits } from './limits.ts';
import { listIn } from './list.ts';
import type { Place } from './overview.ts';

/** To ask for the tags of all services costs as much as a whole sweep, and they seldom change. */
const TAGS_MAX_AGE_MS = 5 * 60_000;

/** Which tag of which environment. */
export interface TagRef {
  readonly env: string;
  readonly key: string;
  readonly value: string;
}

/** The services of an environment that carry a tag. A service whose tags cannot be read is a gap of its cluster. */
export async function taggedIn(
  place: Place,
  { env, key, value }: TagRef,
  freshness: Freshness,
  { limits, clock }: { readonly limits: Limits; readonly clock: Clock },
): Promise<Listing> {
  const beganAt = clock.now();
  const listing = await listIn({ ...place, clock, ms: limits.sweepMs, lane: 'routine' }, freshness);
  const all = beginTags(place, listing.refs, freshness);
  const leftMs = limits.sweepMs - (clock.now().getTime() - beganAt.getTime());
  await inTime(Promise.all(all.map(({ tags }) => tags.done)), Math.max(0, leftMs), clock, () => undefined);

  const known = all.map(({ ref, tags }) => ({ ref, tags: tags.soFar(late) }));
  const gaps = known.flatMap(({ ref, tags }) => gapOf(env, ref.cluster, tags));
  const ages = known.flatMap(({ tags }) => (tags.kind === 'known' ? tags.readAt.getTime() : []));
  return {
    refs: known.flatMap(({ ref, tags }) =>
      tags.kind === 'known' && tags.value.get(key) === value ? ref : [],
    ),
    gaps: [...listing.gaps, ...oneEach(gaps)],
    readAt: new Date(Math.min(listing.readAt.getTime(), ...ages)),
  };
}

/** Nothing can be listed in an environment that is not configured, or no longer. */
export function taggedNowhere({ env, key, value }: TagRef, now: Date): Listing {
  const detail = `could not look: no environment is called ${env}`;
  const unknown: Unknown = { kind: 'unknown', why: 'not-found', detail };
  return { refs: [], gaps: [{ env, subject: `services tagged ${key}=${value}`, unknown }], readAt: now };
}

interface TagsOf {
  readonly ref: ServiceRef;
  readonly tags: Begun<Tags>;
}

function beginTags({ reads }: Place, refs: readonly ServiceRef[], freshness: Freshness): readonly TagsOf[] {
  const want = { maxAgeMs: Math.max(freshness.maxAgeMs, TAGS_MAX_AGE_MS), lane: 'routine' } as const;
  return [...new Set(refs.map(({ cluster }) => cluster))].flatMap((cluster) => {
    const here = refs.filter((ref) => ref.cluster === cluster);
    const names = here.map(({ name }) => name);
    const reading = reads.tags(cluster, names, want);
    return here.flatMap((ref) => {
      const tags = reading.get(ref.name);
      return tags ? { ref, tags: begun(subjectOf(cluster), tags) } : [];
    });
  });
}

/** A service that went away between the list and the look is none that carries the tag. */
function gapOf(env: string, cluster: string, tags: Fact<Tags>): readonly Gap[] {
  if (tags.kind === 'known' || tags.why === 'not-found') return [];
  return [{ env, subject: subjectOf(cluster), unknown: tags }];
}

function oneEach(gaps: readonly Gap[]): readonly Gap[] {
  return gaps.filter(({ subject }, at) => gaps.findIndex((each) => each.subject === subject) === at);
}

function subjectOf(cluster: string): string {
  return `tags of the services of cluster ${cluster}`;
}

function late(subject: string): Unknown {
  return { kind: 'unknown', why: 'timeout', detail: `could not read the ${subject}: it took too long` };
}
