/** A service's name in three parts. Written `cluster/name`, or `env:cluster/name` outside the default environment. */
export interface ServiceRef {
  /** Alias of the environment: one account, one region. */
  readonly env: string;
  readonly cluster: string;
  readonly name: string;
}

/** A task definition revision, written `web:42`. */
export interface Revision {
  readonly arn: string;
  readonly family: string;
  readonly number: number;
}

/** Who moves the service to a new revision. With `code-deploy` and `external` ECS keeps task sets, not deployments. */
export type DeploymentController = 'ecs' | 'code-deploy' | 'external';

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html */
export interface Service {
  readonly ref: ServiceRef;
  readonly arn: string;
  /** The AWS account id, read from the ARN; undefined where the ARN has none. */
  readonly account: string | undefined;
  readonly region: string | undefined;
  /** A deleted service is no service: its fact is unknown, and says so. */
  readonly status: 'active' | 'draining';
  readonly scheduling: 'replica' | 'daemon';
  readonly controller: DeploymentController;
  /** How traffic moves to a new revision. */
  readonly strategy: 'rolling' | 'blue-green' | 'linear' | 'canary';
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
  /** The revision last asked for; after a rollback the one rolled back to. */
  readonly revision: Revision | undefined;
  /** Primary first, then newest first. Empty for the `external` and `code-deploy` controllers. */
  readonly deployments: readonly Deployment[];
  /** Only for the `external` and `code-deploy` controllers. */
  readonly taskSets: readonly TaskSet[];
  /** Newest first, at most 100. */
  readonly events: readonly ServiceEvent[];
  readonly targetGroups: readonly TargetGroupRef[];
  /** 0 where none is set. */
  readonly gracePeriodMs: number;
  /** How long a deployment is watched after its last task runs; 0 where none is set. */
  readonly bakeTimeMs: number;
  readonly circuitBreaker: { readonly enabled: boolean; readonly rollback: boolean };
  /** How its tasks are connected, in `awsvpc` mode. */
  readonly network?: TaskNetwork | undefined;
  /** How many tasks a deployment must keep and may have, in percent of those desired. */
  readonly percents?: { readonly minimum: number; readonly maximum: number } | undefined;
  /** AWS's word: `FARGATE`, `EC2`, `EXTERNAL`; undefined with a capacity provider. */
  readonly launchType?: string | undefined;
  readonly createdAt: Date | undefined;
}

/** Where the network interfaces of a service's tasks are put. */
export interface TaskNetwork {
  readonly subnets: readonly string[];
  readonly securityGroups: readonly string[];
  readonly publicIp: boolean;
}

/** ECS's record of moving a service to a revision. */
export interface Deployment {
  /** `ecs-svc/…` */
  readonly id: string;
  /** `primary` is the newest; `active` ones are being replaced. */
  readonly status: 'primary' | 'active' | 'inactive';
  readonly revision: Revision | undefined;
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
  /** Consecutive failures: back to 0 once a task runs, so 0 does not mean that none failed. */
  readonly failedTasks: number;
  /** Absent where ECS does not track the rollout. */
  readonly rolloutState: 'completed' | 'failed' | 'in-progress' | undefined;
  readonly rolloutReason: string | undefined;
  readonly createdAt: Date | undefined;
  readonly updatedAt: Date | undefined;
}

/** A part of a service under the `external` or `code-deploy` controller. */
export interface TaskSet {
  readonly id: string;
  readonly status: 'primary' | 'active' | 'draining';
  readonly revision: Revision | undefined;
  /** `computedDesiredCount` */
  readonly desiredCount: number;
  readonly runningCount: number;
  readonly pendingCount: number;
  readonly stability: 'steady-state' | 'stabilizing' | undefined;
  readonly createdAt: Date | undefined;
}

/** A line ECS wrote about a service. */
export interface ServiceEvent {
  readonly id: string;
  readonly message: string;
  readonly createdAt: Date;
}

/** Where a service registers its tasks. */
export interface TargetGroupRef {
  readonly arn: string;
  /** The name inside the ARN. */
  readonly name: string;
  readonly containerName: string | undefined;
  readonly containerPort: number | undefined;
  /**
   * `alternate` is the second group of a blue/green pair: after a deployment either of the two may be the one
   * in use. `replacement` belongs to a task set that is not the primary one, or to none at the moment.
   */
  readonly role: 'production' | 'alternate' | 'replacement';
  /** The other group of a blue/green pair. */
  readonly partnerArn: string | undefined;
}

/** A running or stopped ECS task. */
export interface Task {
  readonly arn: string;
  /** Last segment of the ARN. */
  readonly id: string;
  readonly revision: Revision | undefined;
  /** `running`, `pending`, `stopped`, …: AWS's word in lower case. */
  readonly lastStatus: string;
  readonly desiredStatus: string;
  /** Container health as ECS sums it up; `unknown` also where no check is defined. */
  readonly health: 'healthy' | 'unhealthy' | 'unknown';
  /** `service:NAME` for a task of a service. */
  readonly group: string | undefined;
  /** The id of the deployment or task set that started it. */
  readonly startedBy: string | undefined;
  readonly zone: string | undefined;
  /** Of the task's own network interface; undefined in bridge and host mode. */
  readonly privateIp: string | undefined;
  /** Ports of the container instance that lead to the task, in bridge and host mode. */
  readonly hostPorts: readonly number[];
  readonly createdAt: Date | undefined;
  readonly startedAt: Date | undefined;
  readonly stoppingAt: Date | undefined;
  readonly stoppedAt: Date | undefined;
  /** AWS's word as it stands: `TaskFailedToStart`, `EssentialContainerExited`, … */
  readonly stopCode: string | undefined;
  readonly stoppedReason: string | undefined;
  readonly containers: readonly Container[];
  /** When its images began to be pulled, and were there; undefined also for tasks that were written down before this was kept. */
  readonly pullStartedAt?: Date | undefined;
  readonly pullStoppedAt?: Date | undefined;
  /** Of its own network interface. */
  readonly subnet?: string | undefined;
}

export interface Container {
  readonly name: string;
  /** Undefined for the sidecars that AWS injects. */
  readonly image: string | undefined;
  /** `sha256:…` */
  readonly imageDigest: string | undefined;
  readonly lastStatus: string | undefined;
  readonly health: 'healthy' | 'unhealthy' | 'unknown';
  readonly exitCode: number | undefined;
  readonly reason: string | undefined;
}

/** What a revision asks for; immutable once registered. */
export interface TaskDefinition {
  readonly revision: Revision;
  readonly registeredAt: Date | undefined;
  /** ARN of the role or user that registered it. */
  readonly registeredBy?: string | undefined;
  readonly networkMode: string | undefined;
  readonly containers: readonly ContainerDefinition[];
}

export interface ContainerDefinition {
  readonly name: string;
  readonly image: string | undefined;
  readonly essential: boolean;
  readonly ports: readonly number[];
  readonly healthCheck: ContainerHealthCheck | undefined;
  /** `awslogs`, `awsfirelens`, …; undefined where the definition names none. */
  readonly logDriver: string | undefined;
  /** Options of the `awslogs` driver; undefined for other drivers. */
  readonly awslogs:
    | { readonly group: string; readonly region: string | undefined; readonly prefix: string | undefined }
    | undefined;
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html */
export interface ContainerHealthCheck {
  readonly command: readonly string[];
  readonly intervalMs: number;
  readonly timeoutMs: number;
  readonly retries: number;
  readonly startPeriodMs: number;
}

/** One address and port behind a load balancer. */
export interface Target {
  /** IP address or instance id. */
  readonly id: string;
  readonly port: number | undefined;
  readonly zone: string | undefined;
  /** AWS's word: `initial`, `healthy`, `unhealthy`, `unused`, `draining`, `unavailable`, `unhealthy.draining`. */
  readonly state: string;
  /** AWS's reason code, for example `Target.ResponseCodeMismatch`; undefined when healthy. */
  readonly reason: string | undefined;
  readonly description: string | undefined;
  /** The port that is asked, where AWS says it. */
  readonly checkPort?: number | undefined;
}

/** How a load balancer checks the targets of a group. */
export interface TargetGroupCheck {
  readonly arn: string;
  readonly protocol: string | undefined;
  /** `traffic-port` or a number as text. */
  readonly port: string | undefined;
  readonly path: string | undefined;
  /** Codes that pass, for example `200-299`. */
  readonly matcher: string | undefined;
  readonly intervalMs: number | undefined;
  readonly timeoutMs: number | undefined;
  readonly healthyThreshold: number | undefined;
  readonly unhealthyThreshold: number | undefined;
  /** False where no load balancer forwards to the group. */
  readonly attached: boolean;
  readonly loadBalancers?: readonly string[] | undefined;
  /** `ip`, `instance`, … */
  readonly targetType?: string | undefined;
  readonly vpc?: string | undefined;
}

/** One entry of a service's deployment history (kept by ECS for 90 days). */
export interface PastDeployment {
  readonly arn: string;
  /** AWS's word in lower case with hyphens: `successful`, `rollback-successful`, `in-progress`, … */
  readonly status: string;
  readonly statusReason: string | undefined;
  /** The revision that was asked for; undefined where the service revision could not be read. */
  readonly revision: Revision | undefined;
  readonly createdAt: Date | undefined;
  readonly startedAt: Date | undefined;
  readonly finishedAt: Date | undefined;
  /** The service revision that was asked for. */
  readonly serviceRevisionArn?: string | undefined;
}
