import { LRUCache } from 'lru-cache';
import type { Clock } from '../clock.ts';
import type { Fact } from '../deployment/fact.ts';
import type { Task } from '../deployment/service.ts';
import { asFact } from './as-fact.ts';
import type { Ticket } from './budget.ts';
import { BATCH, type Ecs } from './ecs.ts';
import { chunks, createMemory, type Want } from './memory.ts';

const MOST_CLUSTERS = 200;

/** Stopped tasks kept per cluster: more than one a second for the hour that ECS remembers them. */
const MOST_STOPPED = 5000;

/** The stopped tasks of a whole cluster that belong to services, or say nothing of whose they are; with those that are about to stop. */
export type StoppedReads = (cluster: string, want: Want) => Promise<Fact<readonly Task[]>>;

/** By ARN what was described; undefined where it belongs to no service, so that nothing of it is worth keeping. */
type Described = Map<string, Task | undefined>;

/**
 * A stopped task does not change any more, so each is described once: what is new in an hour of a cluster costs a
 * call for every hundred tasks, and a round in which none stopped only the listing. Forgotten when ECS forgets it.
 */
export function createStoppedReads(
  { ecs, clock }: { ecs: Pick<Ecs, 'taskArns' | 'tasks'>; clock: Clock },
  most = MOST_STOPPED,
): StoppedReads {
  const clusters = new LRUCache<string, Described>({ max: MOST_CLUSTERS });
  const memory = createMemory<readonly Task[]>({ source: 'ecs:DescribeTasks', most: MOST_CLUSTERS }, clock);

  const read = async (cluster: string, ticket: Ticket): Promise<readonly Task[]> => {
    const listed = await ecs.taskArns(cluster, 'STOPPED', { ticket });
    const known: Described = clusters.get(cluster) ?? new Map();
    clusters.set(cluster, known);
    const here = new Set(listed);
    for (const arn of known.keys()) if (!here.has(arn)) known.delete(arn);
    // Beyond the bound they are not described at all: to describe and forget them would be paid for in every round.
    const missing = listed.filter((arn) => !known.has(arn)).slice(0, Math.max(0, most - known.size));
    const parts = chunks(missing, BATCH.tasks);
    const stopping = await Promise.all(
      parts.map(async (part) => takeIn(known, await ecs.tasks(cluster, part, ticket))),
    );
    return [...[...known.values()].flatMap((task) => task ?? []), ...stopping.flat()];
  };

  return (cluster, want) => asFact(memory.read(cluster, want, (ticket) => read(cluster, ticket)));
}

/** Keeps those that have stopped. Those that are about to are returned: they have yet to say how they ended. */
function takeIn(known: Described, tasks: readonly Task[]): readonly Task[] {
  const stopping: Task[] = [];
  for (const task of tasks) {
    const ofService = task.group === undefined || task.group.startsWith('service:');
    if (task.lastStatus === 'stopped') known.set(task.arn, ofService ? task : undefined);
    else if (ofService) stopping.push(task);
  }
  return stopping;
}
