import type { Clock } from '../clock.ts';
import type { Fact } from '../deployment/fact.ts';
import type { Service } from '../deployment/service.ts';
import { UpstreamError } from '../errors.ts';
import { lastSegment } from './arn.ts';
import { factsOf } from './as-fact.ts';
import type { Ticket } from './budget.ts';
import { BATCH, type Ecs, type ServicesAsked, type Tags } from './ecs.ts';
import { createMemory, type Memory, type Want } from './memory.ts';

/** Entries kept: several times the largest estate that one bot is meant for. */
export const MOST_SERVICES = 5000;

/** Tags are asked for by every round of the bot, a hundred calls for a thousand services: not again at once where they are denied. */
const TAGS_FAILURE_MS = 60_000;

/** Facts by service name, asked for ten at a time. A name that is given and not there is unknown as `not-found`. */
export type OfServices<T> = (
  cluster: string,
  names: readonly string[],
  want: Want,
) => ReadonlyMap<string, Promise<Fact<T>>>;

/** What `ecs:DescribeServices` tells of services. */
export interface ServiceReads {
  readonly services: OfServices<Service>;
  readonly tags: OfServices<Tags>;
}

/** Keys of one cluster. Those that ECS knows as deleted are put into `gone`. */
interface Asked {
  readonly cluster: string;
  readonly keys: readonly string[];
  readonly gone: Set<string>;
}

/** With empty memories. ECS tells the services themselves together with their tags, so the next look finds those read. */
export function createServiceReads({
  ecs,
  clock,
}: {
  ecs: Pick<Ecs, 'services'>;
  clock: Clock;
}): ServiceReads {
  const source = 'ecs:DescribeServices';
  const services = createMemory<Service>({ source, most: MOST_SERVICES }, clock);
  const tags = createMemory<Tags>({ source, most: MOST_SERVICES, failureMs: TAGS_FAILURE_MS }, clock);

  const described = async ({ cluster, keys, gone }: Asked, asked: ServicesAsked) => {
    const found = await ecs.services(cluster, keys.map(lastSegment), asked);
    for (const name of found.deleted) gone.add(keyOf(cluster, name));
    const byKey = <T>(byName: ReadonlyMap<string, T>) =>
      new Map([...byName].map(([name, value]) => [keyOf(cluster, name), value]));
    return { services: byKey(found.byName), tags: byKey(found.tags) };
  };

  const ofServices =
    <T>(
      memory: Memory<T>,
      fetch: (asked: Asked, ticket: Ticket) => Promise<ReadonlyMap<string, T>>,
    ): OfServices<T> =>
    (cluster, names, want) => {
      const gone = new Set<string>();
      const reads = memory.readMany(
        names.map((name) => keyOf(cluster, name)),
        want,
        {
          batch: BATCH.services,
          fetch: (keys, ticket) => fetch({ cluster, keys, gone }, ticket),
          absent: (key) => new UpstreamError(`find service ${key}: ${whyAbsent(gone.has(key))}`, 'not-found'),
        },
      );
      return factsOf(names, (name) => reads.get(keyOf(cluster, name)));
    };

  return {
    services: ofServices(services, async (asked, ticket) => {
      const found = await described(asked, { ticket });
      return found.services;
    }),
    tags: ofServices(tags, async (asked, ticket) => {
      const found = await described(asked, { ticket, withTags: true });
      for (const [key, service] of found.services) services.keep(key, service);
      return found.tags;
    }),
  };
}

function keyOf(cluster: string, name: string): string {
  return `${cluster}/${name}`;
}

function whyAbsent(deleted: boolean): string {
  return deleted ? 'it was deleted' : 'ECS knows no such service, or has forgotten that it was deleted';
}
