import type { Place } from '../access/person.ts';
import { watchersOf } from '../alerting/find-watchers.ts';
import { type Scope, serviceIn } from '../alerting/scope.ts';
import type { Watch } from '../alerting/watch.ts';
import { NAMES } from '../aws/limits.ts';
import { eachOnce, type Gap, unknownOf } from '../deployment/fact.ts';
import { serviceKey } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Deps } from '../deps.ts';
import { here } from '../views/place-words.ts';
import { type Expanded, expandScopes } from './expand-scopes.ts';

/** Services, and what could not be read on the way to them. */
interface Found {
  readonly refs: readonly ServiceRef[];
  readonly gaps: readonly Gap[];
}

/** What a channel watches. */
interface Watched extends Found {
  /** Whether it watches anything, be it that nothing is covered at the moment. */
  readonly any: boolean;
}

type WatchedDeps = Pick<Deps, 'watches' | 'estate'>;

/** The services a channel watches. Where the database does not say, none, and the gap: an outage of ours must not hide AWS. */
export async function watchedServices(deps: WatchedDeps, place: Place): Promise<Watched> {
  if (place.kind === 'terminal') return { refs: [], gaps: [], any: false };
  const { scopes, gaps } = await scopesOf(deps, place);
  if (scopes.length === 0) return { refs: [], gaps, any: false };
  const found = await expandScopes(deps, scopes);
  return { refs: found.refs, gaps: found.gaps, any: true };
}

/** The services a channel watches; every one where it watches none, and where the database does not say. */
export async function watchedOrAll(
  deps: WatchedDeps,
  place: Place,
): Promise<Found & { readonly scope: 'watched' | 'unwatched' | 'all' }> {
  const { any, ...watched } = await watchedServices(deps, place);
  if (watched.refs.length > 0) return { ...watched, scope: 'watched' };
  const { refs, gaps } = await deps.estate.list(NAMES);
  const scope = !any && watched.gaps.length === 0 ? 'unwatched' : 'all';
  // What keeps what is watched from being listed keeps all services from it as well.
  return { refs, gaps: eachOnce([...watched.gaps, ...gaps]), scope };
}

/** What several watches cover. */
interface Covered extends Found, Pick<Expanded, 'gapsOf'> {
  readonly watchersOf: (ref: ServiceRef) => readonly Watch[];
}

/**
 * What several watches cover at the moment, and which of them cover a service: one of each channel, the most
 * particular. None where it is not there any more, be it that its name would fit.
 */
export async function coveredServices(
  deps: Pick<Deps, 'estate'>,
  watches: readonly Watch[],
): Promise<Covered> {
  const { refs, gaps, gapsOf, tagged } = await expandScopes(
    deps,
    watches.map(({ scope }) => scope),
  );
  const there = new Set(refs.map(serviceKey));
  const { exact, wide } = sorted(watches);
  return {
    refs,
    gaps,
    gapsOf,
    watchersOf(ref) {
      const key = serviceKey(ref);
      return there.has(key) ? watchersOf(ref, [...(exact.get(key) ?? []), ...wide], tagged) : [];
    },
  };
}

/** Those of a service by its key: a thousand watches need not be tried for each of a thousand services. */
function sorted(watches: readonly Watch[]): {
  readonly exact: ReadonlyMap<string, readonly Watch[]>;
  readonly wide: readonly Watch[];
} {
  const exact = new Map<string, Watch[]>();
  const wide: Watch[] = [];
  for (const watch of watches) {
    const ref = serviceIn(watch.scope);
    const own = ref && exact.get(serviceKey(ref));
    if (!ref) wide.push(watch);
    else if (own) own.push(watch);
    else exact.set(serviceKey(ref), [watch]);
  }
  return { exact, wide };
}

async function scopesOf(
  { watches }: Pick<Deps, 'watches'>,
  place: Place,
): Promise<{ readonly scopes: readonly Scope[]; readonly gaps: readonly Gap[] }> {
  try {
    return { scopes: (await watches.list(place.channel)).map(({ scope }) => scope), gaps: [] };
  } catch (error) {
    const subject = `what ${here(place)} watches`;
    return { scopes: [], gaps: [{ env: undefined, subject, unknown: unknownOf(error) }] };
  }
}
