import type { Fact } from '../deployment/fact.ts';
import type { Task } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';

const KEPT_MS = 24 * 60 * 60_000;
const MOST_KEPT = 200;

/** Tasks that stopped within a day and that only the bot remembers: ECS forgets them after about an hour. */
export async function keptTasks(
  { blackBox, clock }: Pick<Deps, 'blackBox' | 'clock'>,
  { ref, stopped }: Pick<Sighting, 'ref' | 'stopped'>,
): Promise<Fact<readonly Task[]>> {
  const now = clock.now();
  try {
    const records = await blackBox.list(ref, new Date(now.getTime() - KEPT_MS), MOST_KEPT);
    const known = new Set(stopped?.kind === 'known' ? stopped.value.map(({ id }) => id) : []);
    const value = records.map(({ task }) => task).filter(({ id }) => !known.has(id));
    return { kind: 'known', value, readAt: now, source: 'black box' };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return { kind: 'unknown', why: error.kind, detail: error.message };
  }
}
