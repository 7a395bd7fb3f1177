import type { Fact, Unknown } from '../deployment/fact.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Series } from './measures.ts';
import type { LoadBalancer, Network, SecurityGroup } from './network.ts';
import type { Listener } from './routing.ts';
import type { DeploymentDetail, ServiceRevision, Settings } from './settings.ts';
import type { Suspect } from './suspect.ts';

/**
 * Everything a rule may look at, gathered once. What was asked for and could not be read is an unknown fact; what
 * no suspicion needed was not asked for and is undefined.
 */
export interface Evidence extends Deeper {
  /** Its stopped tasks include those that the bot wrote down before ECS forgot them. */
  readonly sighting: Sighting;
  readonly suspect: Suspect;
  /** Of the tasks that fail, oldest first; secrets made unreadable. */
  readonly lines: Fact<readonly Line[]>;
  /** The newest line in which the health path was answered with success. */
  readonly success: Line | undefined;
  /** What would have been looked at as well; what is not there is said by the fact itself. */
  readonly gaps?: readonly { readonly what: string; readonly unknown: Unknown }[];
  /** In which a task that serves said how long it took to start; read where tasks were stopped before they answered. */
  readonly earlierStart?: Line | undefined;
  readonly now: Date;
}

/** What is read of a service beyond a look, as far as a suspicion needs it. */
export interface Deeper {
  /** Of the failing revision and of the one that worked. */
  readonly settings: Fact<readonly Settings[]> | undefined;
  /** Of the newest deployments that the history names. */
  readonly serviceRevisions: Fact<readonly ServiceRevision[]> | undefined;
  /** The newest deployment. */
  readonly deployment: Fact<DeploymentDetail> | undefined;
  readonly network: Fact<Network> | undefined;
  readonly securityGroups: Fact<readonly SecurityGroup[]> | undefined;
  readonly loadBalancers: Fact<readonly LoadBalancer[]> | undefined;
  readonly listeners: Fact<readonly Listener[]> | undefined;
  /** How long the load balancers keep a connection that says nothing. */
  readonly idleTimeouts: Fact<readonly IdleTimeout[]> | undefined;
  readonly measures: Fact<readonly Series[]> | undefined;
  /** Whether the registry has the failing image; undefined also for images outside ECR. */
  readonly image: Fact<ImageState> | undefined;
}

/** How long a load balancer keeps a connection that says nothing. */
export interface IdleTimeout {
  readonly balancer: string;
  readonly ms: number;
}

/** What ECR says of the image that the failing revision names. */
export interface ImageState {
  readonly image: string;
  readonly exists: boolean;
  /** Tags of the repository, the newest first, a few. */
  readonly newestTags: readonly string[];
}

/** A line that a container wrote. */
export interface Line {
  readonly at: Date;
  /** Undefined where the stream does not tell. */
  readonly task: string | undefined;
  readonly container: string;
  readonly text: string;
}

/** Nothing beyond the look, as for a healthy service. */
export const NOTHING_DEEPER: Deeper = {
  settings: undefined,
  serviceRevisions: undefined,
  deployment: undefined,
  network: undefined,
  securityGroups: undefined,
  loadBalancers: undefined,
  listeners: undefined,
  idleTimeouts: undefined,
  measures: undefined,
  image: undefined,
};

/** The settings of a revision; undefined where they were not read. */
export function settingsOf(
  { settings }: Pick<Evidence, 'settings'>,
  arn: string | undefined,
): Settings | undefined {
  return settings?.kind === 'known' ? settings.value.find(({ revision }) => revision.arn === arn) : undefined;
}
