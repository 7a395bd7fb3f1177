import { type Fact, mapFact } from '../deployment/fact.ts';
import type { Task } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Deps } from '../deps.ts';
import { stoppedRecords } from './stopped-records.ts';

const KEPT = { withinMs: 24 * 60 * 60_000, most: 200 } as const;

/** Tasks that stopped within a day and that only the bot remembers: ECS forgets them after about an hour. */
export async function keptTasks(
  deps: Pick<Deps, 'blackBox' | 'clock'>,
  { ref, stopped }: Pick<Sighting, 'ref' | 'stopped'>,
): Promise<Fact<readonly Task[]>> {
  const known = new Set(stopped?.kind === 'known' ? stopped.value.map(({ id }) => id) : []);
  return mapFact(await stoppedRecords(deps, ref, KEPT), (records) =>
    records.map(({ task }) => task).filter(({ id }) => !known.has(id)),
  );
}
