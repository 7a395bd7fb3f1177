import { type Clock, inTime } from '../clock.ts';
import type { Fact } from '../deployment/fact.ts';
import type { Target } from '../deployment/service.ts';
import type { Sighting, TargetGroupSighting } from '../deployment/sighting.ts';
import type { Limits, Rate } from './limits.ts';
import type { Place } from './overview.ts';

/** A target group of an environment. */
export interface GroupRef {
  readonly env: string;
  readonly arn: string;
}

/** What somebody else read so short a time ago is as good as asked now. */
const NOW = { maxAgeMs: 5000, lane: 'routine' } as const;

/**
 * The same sightings with the health of these groups asked now. Those whose turn does not come in time, the last
 * ones named, keep the fact they have; one that fails becomes unknown.
 */
export async function withTargetsOf(
  places: readonly Place[],
  sightings: readonly Sighting[],
  groups: readonly GroupRef[],
  { limits, clock }: { readonly limits: Limits; readonly clock: Clock },
): Promise<readonly Sighting[]> {
  const seen = new Set(sightings.flatMap(keysOf));
  const wanted = groups.filter((group) => seen.has(keyOf(group)));
  const most = callsWithin(limits.askMs, limits.routine.elb);
  const answers = new Map<string, Fact<readonly Target[]>>();
  const asking = places.flatMap(({ environment, reads }) =>
    wanted
      .filter(({ env }) => env === environment.alias)
      // Those that wait in vain would stand in the way of the next round, which may want others first.
      .slice(0, most)
      .map(async (group) => void answers.set(keyOf(group), await reads.targets(group.arn, NOW))),
  );
  await inTime(Promise.all(asking), limits.askMs, clock, () => undefined);

  const answered = (env: string, each: TargetGroupSighting): TargetGroupSighting => {
    const targets = answers.get(keyOf({ env, arn: each.group.arn }));
    return targets ? { ...each, targets } : each;
  };
  return sightings.map((sighting) =>
    keysOf(sighting).some((key) => answers.has(key))
      ? {
          ...sighting,
          targetGroups: sighting.targetGroups.map((each) => answered(sighting.ref.env, each)),
        }
      : sighting,
  );
}

/** How many calls a rate lets through within a time. */
function callsWithin(ms: number, { calls, perMs }: Rate): number {
  return calls + Math.floor((ms * calls) / perMs);
}

function keysOf({ ref: { env }, targetGroups }: Sighting): readonly string[] {
  return targetGroups.map(({ group: { arn } }) => keyOf({ env, arn }));
}

function keyOf({ env, arn }: GroupRef): string {
  return `${env} ${arn}`;
}
