import { type Clock, inTime } from '../clock.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Overview, Sighting } from '../deployment/sighting.ts';
import type { Environment, Freshness } from './estate.ts';
import type { Limits } from './limits.ts';
import { beginLooks } from './many-looks.ts';
import type { Reads } from './reads.ts';
import { accountGaps, ofRightAccount, unknownSighting } from './right-account.ts';

/** An environment to look into. */
export interface Place {
  readonly environment: Environment;
  readonly reads: Reads;
}

/** The first answer, and a fuller one where something was still being read. */
export interface Overviews {
  readonly first: Overview;
  readonly complete: Promise<Overview> | undefined;
}

/**
 * Looks at many services with as few calls as the batch sizes allow. Reads of target health begin at once, at
 * the pace of the budget. Where they fit in one burst of it they are waited for a moment; else they are left to
 * the fuller answer, as is everything of an environment that takes too long.
 */
export async function overviewOf(
  places: readonly Place[],
  refs: readonly ServiceRef[],
  freshness: Freshness,
  { limits, clock }: { readonly limits: Limits; readonly clock: Clock },
): Promise<Overviews> {
  const begunOnes = new Map(
    places.flatMap(({ environment: { alias }, reads }) => {
      const own = refs.filter(({ env }) => env === alias);
      return [...beginLooks(reads, own, freshness.maxAgeMs)];
    }),
  );
  const all = [...begunOnes.values()];
  const takePicture = (): Overview => {
    const seen = refs.map((ref) => begunOnes.get(ref)?.soFar() ?? unseen(ref));
    return {
      sightings: seen.map((each) => {
        const place = places.find(({ environment }) => environment.alias === each.ref.env);
        return place ? ofRightAccount(place.environment, each) : each;
      }),
      gaps: places.flatMap(({ environment }) => accountGaps(environment, seen)),
    };
  };
  const everything = () => Promise.all(all.map(({ done }) => done));

  const inTimeForFirst = await inTime(
    Promise.all(all.map(({ ecsDone }) => ecsDone)),
    limits.askMs,
    clock,
    () => undefined,
  );
  const unread = new Set(all.flatMap((each) => each.unreadGroups()));
  if (inTimeForFirst && unread.size <= limits.rates.elb.calls)
    await inTime(everything(), limits.targetsMs, clock, () => undefined);
  const first = takePicture();
  if (all.every((each) => each.isDone())) return { first, complete: undefined };
  return { first, complete: everything().then(takePicture) };
}

/** A service in an environment that is not configured, or no longer. */
export function unseen(ref: ServiceRef): Sighting {
  const detail = `could not look: no environment is called ${ref.env}`;
  return unknownSighting(ref, { kind: 'unknown', why: 'not-found', detail });
}
