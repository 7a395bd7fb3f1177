/** A name and a value, as ECS writes attachments' details and environments. */
export interface NameValue {
  name: string;
  value: string;
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html */
export interface SimulatedCluster {
  clusterArn: string;
  clusterName: string;
  status: 'ACTIVE' | 'INACTIVE';
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html */
export interface SimulatedService {
  serviceArn: string;
  serviceName: string;
  clusterArn: string;
  status: 'ACTIVE' | 'DRAINING' | 'INACTIVE';
  schedulingStrategy: 'REPLICA' | 'DAEMON';
  deploymentController: { type: 'ECS' | 'CODE_DEPLOY' | 'EXTERNAL' };
  desiredCount: number;
  runningCount: number;
  pendingCount: number;
  launchType: 'FARGATE' | 'EC2' | 'EXTERNAL';
  platformVersion?: string | undefined;
  /** Absent under the `EXTERNAL` controller, whose task sets have their own. */
  taskDefinition?: string | undefined;
  deploymentConfiguration: DeploymentSettings;
  deployments: SimulatedDeployment[];
  taskSets?: SimulatedTaskSet[] | undefined;
  /** Newest first; the answer holds at most 100. */
  events: SimulatedEvent[];
  loadBalancers: ServiceLoadBalancer[];
  healthCheckGracePeriodSeconds?: number | undefined;
  networkConfiguration?: NetworkConfiguration | undefined;
  currentServiceDeployment?: string | undefined;
  /** Answered only where they are asked for. */
  tags?: { key: string; value: string }[] | undefined;
  createdAt: Date;
}

/** How a service is moved to a new revision. */
export interface DeploymentSettings {
  maximumPercent: number;
  minimumHealthyPercent: number;
  deploymentCircuitBreaker: { enable: boolean; rollback: boolean };
  strategy?: 'ROLLING' | 'BLUE_GREEN' | 'LINEAR' | 'CANARY' | undefined;
  bakeTimeInMinutes?: number | undefined;
}

/** Subnets and security groups of tasks with their own network interface. */
export interface NetworkConfiguration {
  awsvpcConfiguration: {
    subnets: string[];
    securityGroups: string[];
    assignPublicIp: 'ENABLED' | 'DISABLED';
  };
}

/** Where a service registers its tasks. */
export interface ServiceLoadBalancer {
  targetGroupArn: string;
  containerName: string;
  containerPort: number;
  advancedConfiguration?:
    | { alternateTargetGroupArn: string; productionListenerRule?: string; roleArn?: string }
    | undefined;
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Deployment.html */
export interface SimulatedDeployment {
  /** `ecs-svc/…` */
  id: string;
  status: 'PRIMARY' | 'ACTIVE' | 'INACTIVE';
  taskDefinition: string;
  desiredCount: number;
  runningCount: number;
  pendingCount: number;
  failedTasks: number;
  launchType: string;
  rolloutState?: 'COMPLETED' | 'FAILED' | 'IN_PROGRESS' | undefined;
  rolloutStateReason?: string | undefined;
  networkConfiguration?: NetworkConfiguration | undefined;
  createdAt: Date;
  updatedAt: Date;
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskSet.html */
export interface SimulatedTaskSet {
  /** `ecs-svc/…` */
  id: string;
  taskSetArn: string;
  serviceArn: string;
  clusterArn: string;
  externalId?: string | undefined;
  status: 'PRIMARY' | 'ACTIVE' | 'DRAINING';
  taskDefinition: string;
  computedDesiredCount: number;
  runningCount: number;
  pendingCount: number;
  launchType: string;
  scale: { unit: 'PERCENT'; value: number };
  stabilityStatus: 'STEADY_STATE' | 'STABILIZING';
  stabilityStatusAt: Date;
  loadBalancers: ServiceLoadBalancer[];
  networkConfiguration?: NetworkConfiguration | undefined;
  createdAt: Date;
  updatedAt: Date;
}

/** A line that ECS wrote about a service. */
export interface SimulatedEvent {
  id: string;
  createdAt: Date;
  message: string;
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html */
export interface SimulatedTask {
  taskArn: string;
  clusterArn: string;
  taskDefinitionArn: string;
  /** `service:NAME` */
  group: string;
  /** Id of the deployment or task set. */
  startedBy: string;
  launchType: string;
  platformVersion?: string | undefined;
  containerInstanceArn?: string | undefined;
  availabilityZone: string;
  lastStatus: string;
  desiredStatus: 'RUNNING' | 'STOPPED';
  healthStatus: 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';
  cpu?: string | undefined;
  memory?: string | undefined;
  version: number;
  createdAt: Date;
  pullStartedAt?: Date | undefined;
  pullStoppedAt?: Date | undefined;
  startedAt?: Date | undefined;
  stoppingAt?: Date | undefined;
  executionStoppedAt?: Date | undefined;
  stoppedAt?: Date | undefined;
  stopCode?: string | undefined;
  stoppedReason?: string | undefined;
  containers: SimulatedContainer[];
  attachments: { id: string; type: string; status: string; details: NameValue[] }[];
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Container.html */
export interface SimulatedContainer {
  containerArn: string;
  taskArn: string;
  name: string;
  image?: string | undefined;
  imageDigest?: string | undefined;
  runtimeId?: string | undefined;
  lastStatus: string;
  healthStatus: 'HEALTHY' | 'UNHEALTHY' | 'UNKNOWN';
  exitCode?: number | undefined;
  reason?: string | undefined;
  networkInterfaces: { attachmentId: string; privateIpv4Address: string }[];
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html */
export interface SimulatedTaskDefinition {
  readonly taskDefinitionArn: string;
  readonly family: string;
  readonly revision: number;
  readonly status: 'ACTIVE' | 'INACTIVE';
  readonly networkMode: string;
  readonly requiresCompatibilities: readonly string[];
  readonly cpu: string;
  readonly memory: string;
  readonly executionRoleArn?: string | undefined;
  readonly taskRoleArn?: string | undefined;
  readonly runtimePlatform?: { readonly cpuArchitecture: string } | undefined;
  readonly ephemeralStorage?: { readonly sizeInGiB: number } | undefined;
  readonly volumes?:
    | readonly {
        readonly name: string;
        readonly efsVolumeConfiguration?: { readonly fileSystemId: string };
      }[]
    | undefined;
  readonly registeredAt: Date;
  readonly registeredBy?: string | undefined;
  readonly containerDefinitions: readonly SimulatedContainerDefinition[];
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
export interface SimulatedContainerDefinition {
  readonly name: string;
  readonly image: string;
  readonly essential: boolean;
  readonly command?: readonly string[] | undefined;
  readonly entryPoint?: readonly string[] | undefined;
  readonly environment: readonly NameValue[];
  readonly secrets?: readonly { readonly name: string; readonly valueFrom: string }[] | undefined;
  readonly environmentFiles?: readonly { readonly value: string; readonly type: 's3' }[] | undefined;
  readonly dependsOn?: readonly { readonly containerName: string; readonly condition: string }[] | undefined;
  readonly repositoryCredentials?: { readonly credentialsParameter: string } | undefined;
  readonly readonlyRootFilesystem?: boolean | undefined;
  readonly memory?: number | undefined;
  readonly portMappings: readonly { containerPort: number; hostPort: number; protocol: string }[];
  readonly healthCheck?:
    | { command: readonly string[]; interval: number; timeout: number; retries: number; startPeriod?: number }
    | undefined;
  readonly logConfiguration?:
    | { readonly logDriver: string; readonly options: Readonly<Record<string, string>> }
    | undefined;
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html */
export interface SimulatedServiceDeployment {
  serviceDeploymentArn: string;
  serviceArn: string;
  clusterArn: string;
  status: string;
  statusReason?: string | undefined;
  createdAt: Date;
  startedAt: Date;
  finishedAt?: Date | undefined;
  updatedAt: Date;
  sourceServiceRevisions: RevisionCounts[];
  targetServiceRevision: RevisionCounts;
  deploymentConfiguration: DeploymentSettings;
  deploymentCircuitBreaker: { status: string; failureCount: number; threshold: number };
  alarms?: { status: string; alarmNames: string[]; triggeredAlarmNames: string[] } | undefined;
  lifecycleStage?: string | undefined;
  lifecycleHookDetails?: { targetType: string; targetArn?: string; status: string }[] | undefined;
  rollback?: { reason: string; startedAt: Date; serviceRevisionArn: string } | undefined;
}

/** A service revision with the tasks it was asked for and has. */
export interface RevisionCounts {
  arn: string;
  requestedTaskCount: number;
  runningTaskCount: number;
  pendingTaskCount: number;
}

/** @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRevision.html */
export interface SimulatedServiceRevision {
  readonly serviceRevisionArn: string;
  readonly serviceArn: string;
  readonly clusterArn: string;
  readonly taskDefinition: string;
  readonly launchType: string;
  readonly createdAt: Date;
  readonly loadBalancers: readonly ServiceLoadBalancer[];
  readonly networkConfiguration?: NetworkConfiguration | undefined;
  readonly containerImages: readonly { containerName: string; image: string; imageDigest: string }[];
}
