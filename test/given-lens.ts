import type { LensDeps } from '../src/ask/lens-again.ts';
import type { Sighting } from '../src/deployment/sighting.ts';
import { createRedactor } from '../src/redaction/redact.ts';
import { clock, fakeEstate } from './fakes.ts';
import { aSighting } from './given.ts';

/** Where it is asked. */
export const LENS_PLACE = { channel: 'C1', thread: undefined, kind: 'channel', team: 'T1' } as const;

/** What `health` and `deploys` need, of these services; one healthy `prod/web` unless given. */
export function aLens(...sightings: readonly Sighting[]): LensDeps {
  const { estate } = fakeEstate(sightings.length > 0 ? sightings : [aSighting()]);
  return {
    ...{ estate, clock, redact: createRedactor([]), sleep: () => new Promise(() => {}) },
    linesWithheld: async () => undefined,
  };
}
