import type { Unknown } from '../deployment/fact.ts';
import type { Sighting } from '../deployment/sighting.ts';

/** ECS remembers for a while that it deleted a service, and says so. */
const SAID_SO = /: it was deleted$|no environment/;

/**
 * The same sightings, where it is not believed that everything is gone: to the credentials of another account all
 * services of an environment are unknown, and that looks as if they were deleted. Such a service cannot be read, until
 * ECS says that it was deleted or another one is there.
 */
export function believed(sightings: readonly Sighting[]): readonly Sighting[] {
  const seen = new Set(sightings.flatMap(({ service, ref }) => (service.kind === 'known' ? [ref.env] : [])));
  return sightings.map((sighting) => {
    const { service, ref } = sighting;
    if (service.kind === 'known' || service.why !== 'not-found') return sighting;
    if (seen.has(ref.env) || SAID_SO.test(service.detail)) return sighting;
    const detail = `${service.detail}; nor any other of ${ref.env}: are these the credentials of its account?`;
    const doubted: Unknown = { kind: 'unknown', why: 'refused', detail };
    return { ...sighting, service: doubted };
  });
}
