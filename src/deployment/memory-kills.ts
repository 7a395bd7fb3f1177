import type { Fact } from './fact.ts';
import type { Task } from './service.ts';

/** Tasks of which a container was killed for using too much memory. */
export interface MemoryKills {
  readonly count: number;
  readonly newestAt: Date;
}

/** About as long as ECS remembers a stopped task. */
const HOUR_MS = 60 * 60_000;

/**
 * Counts those of the last hour; undefined for none, and where the stopped tasks were not read. A service whose
 * tasks are replaced as fast as they are killed looks healthy at every single moment.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html
 */
export function memoryKills(stopped: Fact<readonly Task[]> | undefined, now: Date): MemoryKills | undefined {
  if (stopped?.kind !== 'known') return undefined;
  const times = stopped.value
    .filter(({ containers }) => containers.some(({ reason }) => /^OutOfMemory/i.test(reason ?? '')))
    .flatMap(({ stoppedAt }) => stoppedAt ?? [])
    .filter((at) => now.getTime() - at.getTime() <= HOUR_MS)
    .sort((one, other) => other.getTime() - one.getTime());
  const [newestAt] = times;
  return newestAt && { count: times.length, newestAt };
}
