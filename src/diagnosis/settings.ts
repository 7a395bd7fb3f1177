import type { ContainerHealthCheck, Revision, TaskNetwork } from '../deployment/service.ts';

/**
 * What a revision asks for beyond what a status shows, as far as it bears on health. Values that could be secret
 * are not in it.
 */
export interface Settings {
  readonly revision: Revision;
  readonly networkMode: string | undefined;
  /** AWS's own units: 1024 is one processor. */
  readonly cpu: string | undefined;
  /** MiB */
  readonly memory: string | undefined;
  /** ARNs */
  readonly executionRole: string | undefined;
  readonly taskRole: string | undefined;
  /** `X86_64`, `ARM64`; undefined where the revision leaves it to ECS. */
  readonly architecture: string | undefined;
  /** GiB; undefined where the usual 20 hold. */
  readonly ephemeralStorage: number | undefined;
  /** Ids of Elastic File System volumes. */
  readonly fileSystems: readonly string[];
  readonly containers: readonly ContainerSettings[];
}

export interface ContainerSettings {
  readonly name: string;
  readonly image: string | undefined;
  readonly essential: boolean;
  /** May hold a secret: redact before showing. */
  readonly command: readonly string[];
  readonly entryPoint: readonly string[];
  readonly workingDirectory: string | undefined;
  readonly user: string | undefined;
  readonly environment: readonly Variable[];
  /** Where each secret comes from; never what it is. */
  readonly secrets: readonly { readonly name: string; readonly from: string }[];
  readonly environmentFiles: readonly string[];
  readonly ports: readonly { readonly container: number; readonly host: number | undefined }[];
  /** MiB */
  readonly memory: number | undefined;
  readonly cpu: number | undefined;
  readonly healthCheck: ContainerHealthCheck | undefined;
  readonly log: LogSettings | undefined;
  readonly dependsOn: readonly { readonly container: string; readonly condition: string }[];
  readonly readonlyRoot: boolean;
  /** 30 s unless the revision says otherwise. */
  readonly stopTimeoutMs: number;
  /** Whether credentials for a registry outside AWS are named. */
  readonly registryCredentials: boolean;
}

/** An environment variable. Its value is there only where its name says that it is a port, a host or a path. */
export interface Variable {
  readonly name: string;
  /** Equal for equal values within one run of the bot, and of no use outside it. */
  readonly fingerprint: string;
  readonly value: string | undefined;
}

export interface LogSettings {
  readonly driver: string;
  readonly group: string | undefined;
  readonly region: string | undefined;
  readonly prefix: string | undefined;
}

/**
 * What ECS noted when a deployment was asked for: the revision with all that is outside it.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRevision.html
 */
export interface ServiceRevision {
  readonly arn: string;
  readonly revision: Revision;
  readonly createdAt: Date | undefined;
  readonly network: TaskNetwork | undefined;
  readonly platform: string | undefined;
  /** The digest that each image's tag stood for then. */
  readonly images: readonly {
    readonly container: string;
    readonly image: string;
    readonly digest: string | undefined;
  }[];
  readonly targets: readonly {
    readonly groupArn: string;
    readonly container: string | undefined;
    readonly port: number | undefined;
  }[];
}

/**
 * How one deployment went, in more detail than the list of them.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html
 */
export interface DeploymentDetail {
  readonly arn: string;
  readonly status: string;
  readonly alarms: readonly string[];
  /** AWS's word, `SCALE_UP`, `POST_TEST_TRAFFIC_SHIFT`, …; undefined for rolling deployments. */
  readonly stage: string | undefined;
  readonly hooks: readonly { readonly target: string; readonly status: string; readonly stage: string }[];
}
