import type { World } from '../world.ts';
import { type AddedService, addService } from './add-service.ts';

/** How many services of which shape; named `service-0001` and so on. */
export interface Population {
  readonly services: number;
  /** 2 unless given. */
  readonly tasksPerService?: number;
  /** Spread evenly over so many clusters, `cluster-1` and so on; 1 unless given. */
  readonly clusters?: number;
  /** Every n-th service has a target group; 1 (every one) unless given, 0 for none. */
  readonly loadBalancedEvery?: number;
}

/** Fills a world with healthy services, for benches and tests of pages and batches. */
export function populate(world: World, population: Population): readonly AddedService[] {
  const every = population.loadBalancedEvery ?? 1;
  return Array.from({ length: population.services }, (_, nth) => {
    const name = `service-${String(nth + 1).padStart(4, '0')}`;
    return addService(world, {
      cluster: `cluster-${(nth % (population.clusters ?? 1)) + 1}`,
      name,
      desired: population.tasksPerService ?? 2,
      targetGroups: every > 0 && nth % every === 0 ? [`${name}-tg`] : [],
    });
  });
}
