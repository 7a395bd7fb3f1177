import type { Place } from '../access/person.ts';
import { NAMES } from '../aws/limits.ts';
import type { Gap } from '../deployment/fact.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';
import { here } from '../views/place-words.ts';

/** Services, and what could not be read on the way to them. */
interface Found {
  readonly refs: readonly ServiceRef[];
  readonly gaps: readonly Gap[];
}

/** The services a channel watches. Where the database does not say, none, and the gap: an outage of ours must not hide AWS. */
export async function watchedServices({ watches }: Pick<Deps, 'watches'>, place: Place): Promise<Found> {
  if (place.kind === 'terminal') return { refs: [], gaps: [] };
  try {
    const all = await watches.list(place.channel);
    return { refs: all.map(({ ref }) => ref), gaps: [] };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const unknown = { kind: 'unknown', why: error.kind, detail: error.message } as const;
    return { refs: [], gaps: [{ env: undefined, subject: `what ${here(place)} watches`, unknown }] };
  }
}

/** The services a channel watches; every one where it watches none, and where the database does not say. */
export async function watchedOrAll(
  deps: Pick<Deps, 'watches' | 'estate'>,
  place: Place,
): Promise<Found & { readonly scope: 'watched' | 'unwatched' | 'all' }> {
  const watched = await watchedServices(deps, place);
  if (watched.refs.length > 0) return { ...watched, scope: 'watched' };
  const { refs, gaps } = await deps.estate.list(NAMES);
  const scope = watched.gaps.length === 0 ? 'unwatched' : 'all';
  return { refs, gaps: [...watched.gaps, ...gaps], scope };
}
