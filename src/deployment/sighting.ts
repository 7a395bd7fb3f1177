import type { Fact, Gap } from './fact.ts';
import type {
  PastDeployment,
  Service,
  ServiceRef,
  Target,
  TargetGroupCheck,
  TargetGroupRef,
  Task,
  TaskDefinition,
} from './service.ts';

/** All that one look at a service found. What could not be read is an unknown fact, never left out. */
export interface Sighting {
  readonly ref: ServiceRef;
  readonly service: Fact<Service>;
  /** Tasks that run or are about to. */
  readonly tasks: Fact<readonly Task[]>;
  /** Stopped tasks that ECS still remembers (about an hour); undefined where the look did not ask for them. */
  readonly stopped: Fact<readonly Task[]> | undefined;
  /** One per target group of the service; empty behind no load balancer. */
  readonly targetGroups: readonly TargetGroupSighting[];
  /** The task definitions of the live deployments; undefined where the look did not ask for them. */
  readonly definitions: Fact<readonly TaskDefinition[]> | undefined;
  /** Newest first; undefined where the look did not ask for it. */
  readonly history: Fact<readonly PastDeployment[]> | undefined;
}

/** One target group of a service: who is in it and how it is checked. */
export interface TargetGroupSighting {
  readonly group: TargetGroupRef;
  readonly targets: Fact<readonly Target[]>;
  /** Undefined where the look did not ask for it. */
  readonly check: Fact<TargetGroupCheck> | undefined;
}

/** The services that can be listed, and what stood in the way of listing more. */
export interface Listing {
  readonly refs: readonly ServiceRef[];
  readonly gaps: readonly Gap[];
  readonly readAt: Date;
}

/** Many services at once, in the order asked, and what could not be read of them. */
export interface Overview {
  readonly sightings: readonly Sighting[];
  readonly gaps: readonly Gap[];
}
