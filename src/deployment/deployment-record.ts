import type { Fact } from './fact.ts';
import type { PastDeployment, Revision, Service, ServiceRef } from './service.ts';

/**
 * All that ECS wrote down of one deployment. Revisions are named by the ARNs of service revisions.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html
 */
export interface DeploymentRecord {
  readonly arn: string;
  /** Tasks of the revision that was asked for. */
  readonly tasks: { readonly requested: number; readonly running: number; readonly pending: number };
  /** Percent of the production traffic that it is to have; undefined where no traffic is shifted. */
  readonly productionWeight: number | undefined;
  /** What ran before. */
  readonly sources: readonly string[];
  readonly rollback: DeploymentRollback | undefined;
  readonly breaker: DeploymentBreaker | undefined;
  /** Names of those that ended it. */
  readonly alarms: readonly string[];
  readonly strategy: Service['strategy'];
  readonly bakeTimeMs: number;
  /** AWS's word, `SCALE_UP`, `BAKE_TIME`, …; undefined for rolling deployments. */
  readonly stage: string | undefined;
  readonly hooks: readonly DeploymentHook[];
}

export interface DeploymentRollback {
  readonly reason: string | undefined;
  readonly startedAt: Date | undefined;
  /** ARN of the service revision that serves instead. */
  readonly to: string | undefined;
}

/** How many failures the circuit breaker counted, and at how many it ends the deployment. */
export interface DeploymentBreaker {
  readonly status: string;
  readonly failures: number;
  readonly threshold: number;
}

/** Something that a deployment waits for at a stage. */
export interface DeploymentHook {
  readonly target: string;
  /** AWS's word: `AWAITING_ACTION`, `IN_PROGRESS`, `SUCCEEDED`, … */
  readonly status: string;
  readonly expiresAt: Date | undefined;
}

/** A service's history as far as it was read; a page of it in full. */
export interface DeployReads {
  readonly ref: ServiceRef;
  readonly service: Fact<Service>;
  /** Newest first: ARNs, states and times of all that were listed. */
  readonly listed: Fact<ListedDeployments>;
  /** Of the page alone. */
  readonly records: Fact<readonly DeploymentRecord[]> | undefined;
  readonly revisions: Fact<readonly DeployedRevision[]> | undefined;
  /** Who registered the revisions of the page. */
  readonly registrations: Fact<readonly Registration[]> | undefined;
}

export interface ListedDeployments {
  readonly all: readonly PastDeployment[];
  /** Whether ECS has older ones, which were not read. */
  readonly more: boolean;
}

/** A service revision with the images that were resolved for it. */
export interface DeployedRevision {
  readonly arn: string;
  readonly revision: Revision;
  readonly images: readonly DeployedImage[];
}

export interface DeployedImage {
  readonly container: string;
  readonly image: string;
  readonly digest: string | undefined;
}

/** Who registered a task definition revision: no proof of who deployed it, and often the same. */
export interface Registration {
  readonly revisionArn: string;
  /** ARN of a role or a user; undefined where ECS does not say. */
  readonly by: string | undefined;
}
