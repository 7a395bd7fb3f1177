import { type Said, saidScenario } from './said-scenario.ts';
import type { Scenario } from './scenario.ts';

const DOCS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';
const EVENTS = `${DOCS}/service-event-messages-list.html`;
const PULL = `${DOCS}/task_cannot_pull_image.html`;
const STOPPED = `${DOCS}/stopped-task-error-codes.html`;
const INIT = `${DOCS}/resource-initialization-error.html`;
const REASONS = `${DOCS}/api_failures_messages.html`;
const CLOSEST =
  '(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 05016874-f518-4b7a-a817-eb32a4d387f1)';

const SAID: readonly Said[] = [
  {
    id: 'image-tag-not-found',
    where: 'container',
    text: 'CannotPullContainerError: Error response from daemon: manifest for nginx:0f6b3cdf5e24f0da3dd932acd84fd90e9786a522 not found',
    from: 'https://github.com/CircleCI-Public/circleci-demo-aws-ecs-ecr/issues/4',
    ruledOut: ['cluster-provisioning-limit', 'fargate-capacity-unavailable'],
  },
  {
    id: 'image-tag-not-found',
    where: 'event',
    text: 'was unable to place a task. Reason: CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref public.ecr.aws/x/web:nope: public.ecr.aws/x/web:nope: not found.',
    from: PULL,
  },
  {
    id: 'image-repository-not-found',
    where: 'container',
    text: 'CannotPullContainerError: API error (404): repository 111122223333.dkr.ecr.us-east-1.amazonaws.com/web not found',
    from: PULL,
  },
  {
    id: 'image-pull-denied',
    where: 'task',
    text: 'CannotPullContainerError: inspect image has been retried 1 time(s): failed to resolve ref "111122223333.dkr.ecr.us-east-1.amazonaws.com/web:2": unexpected status code [manifests 6981141]: 403 Forbidden',
    from: 'https://github.com/aws/aws-cdk/issues/14457',
    ruledOut: ['fargate-capacity-unavailable'],
  },
  {
    id: 'private-registry-credentials',
    where: 'task',
    text: 'CannotPullContainerError: inspect image has been retried 1 time(s): failed to resolve ref "registry.example.com/team/web:2": pulling from host registry.example.com failed with status code [manifests 2]: 401 Unauthorized',
    from: PULL,
  },
  {
    id: 'registry-rate-limited',
    where: 'task',
    text: 'CannotPullContainerError: inspect image has been retried 5 time(s): httpReaderSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/web/manifests/sha256:2bb501e6: 429 Too Many Requests - Server message: toomanyrequests: You have reached your pull rate limit.',
    from: PULL,
  },
  {
    id: 'image-architecture-mismatch',
    where: 'task',
    text: "CannotPullContainerError: pull image manifest has been retried 1 time(s): image Manifest does not contain descriptor matching platform 'linux/amd64'",
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html',
  },
  {
    id: 'image-digest-gone',
    where: 'task',
    text: 'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 123456789012.dkr.ecr.eu-west-1.amazonaws.com/example-service:image-tag@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08: not found',
    from: 'https://github.com/aws/containers-roadmap/issues/2687',
  },
  {
    id: 'image-disk-full',
    where: 'task',
    text: 'CannotPullContainerError: write /var/lib/docker/tmp/GetImageBlob111111111: no space left on device',
    from: PULL,
  },
  {
    id: 'fargate-capacity-unavailable',
    where: 'event',
    text: 'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.',
    from: EVENTS,
  },
  {
    id: 'fargate-quota-exceeded',
    where: 'event',
    text: 'was unable to place a task. Reason: You’ve reached the limit on the number of vCPUs you can run concurrently.',
    from: EVENTS,
  },
  {
    id: 'ec2-insufficient-resources',
    where: 'event',
    text: `${CLOSEST} has insufficient CPU units available.`,
    from: EVENTS,
  },
  {
    id: 'ec2-insufficient-resources',
    where: 'event',
    text: `${CLOSEST} has insufficient memory available.`,
    from: EVENTS,
  },
  {
    id: 'ec2-host-port-conflict',
    where: 'event',
    text: `${CLOSEST} is already using a port required by your task.`,
    from: EVENTS,
  },
  {
    id: 'ec2-eni-exhausted',
    where: 'event',
    text: 'was unable to place a task because no container instance met all of its requirements. Reason: RESOURCE:ENI.',
    from: REASONS,
  },
  {
    id: 'placement-constraint-unmet',
    where: 'event',
    text: `${CLOSEST} is missing an attribute required by your task.`,
    from: EVENTS,
  },
  {
    id: 'no-container-instances',
    where: 'event',
    text: 'was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster.',
    from: EVENTS,
  },
  {
    id: 'ecs-agent-disconnected',
    where: 'event',
    text: `${CLOSEST} encountered error "AGENT".`,
    from: EVENTS,
  },
  {
    id: 'launch-type-incompatible',
    where: 'task',
    text: 'TaskFailedToStart: The selected task definition is not compatible with the selected compute strategy.',
    from: `${DOCS}/task_failed_to_start.html`,
  },
  {
    id: 'subnet-ip-exhausted',
    where: 'task',
    text: "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment enabled in subnet 'subnet-0a1b2c3d4e5f60718': InsufficientFreeAddressesInSubnet",
    from: `${DOCS}/task_failed_to_start.html`,
  },
  {
    id: 'eni-create-denied',
    where: 'task',
    text: 'Unexpected EC2 error while attempting to Create Network Interface: UnauthorizedOperation',
    from: `${DOCS}/task_failed_to_start.html`,
  },
  {
    id: 'eni-provisioning-timeout',
    where: 'task',
    text: 'Timeout waiting for network interface provisioning to complete.',
    from: 'https://repost.aws/knowledge-center/ecs-eni-provisioning-failed',
  },
  {
    id: 'fargate-maintenance',
    where: 'task',
    text: 'Service web: ECS is performing maintenance on the underlying infrastructure hosting the task.',
    stopCode: 'ServiceSchedulerInitiated',
    from: 'https://repost.aws/knowledge-center/ecs-task-stopped',
  },
  {
    id: 'cluster-provisioning-limit',
    where: 'event',
    text: 'was unable to place a task because the tasks provisioning capacity limit was exceeded.',
    from: EVENTS,
  },
  {
    id: 'scheduler-throttled',
    where: 'event',
    text: 'operations are being throttled. Will try again later.',
    from: EVENTS,
  },
  {
    id: 'spot-interruption',
    where: 'task',
    text: 'Your Spot Task was interrupted.',
    stopCode: 'SpotInterruption',
    from: `${DOCS}/spot-interruption-errors.html`,
  },
  {
    id: 'host-terminated',
    where: 'task',
    text: 'Host EC2 (instance i-0a1b2c3d4e5f60718) terminated.',
    stopCode: 'TerminationNotice',
    from: 'https://repost.aws/knowledge-center/ecs-task-stopped',
  },
  {
    id: 'task-role-not-assumable',
    where: 'event',
    text: "failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::123456789012:role/web' that was provided for this task. Please verify that the role being passed has the proper trust relationship and permissions and that your IAM user has permissions to pass this role.).",
    from: 'https://repost.aws/knowledge-center/ecs-unable-to-assume-role',
  },
  {
    id: 'secret-access-denied',
    where: 'task',
    text: 'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:eu-central-1:123456789012:secret:db from secrets manager: AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/ecsTaskExecutionRole/x is not authorized to perform: secretsmanager:GetSecretValue on resource: db',
    from: INIT,
    pulled: true,
    ruledOut: ['image-tag-not-found'],
  },
  {
    id: 'secret-not-found',
    where: 'task',
    text: "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:eu-central-1:123456789012:secret:db from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret.",
    from: `${DOCS}/resource-not-found-error.html`,
    pulled: true,
  },
  {
    id: 'secret-json-key-missing',
    where: 'task',
    text: 'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): retrieved secret from Secrets Manager did not contain json key PASSWORD',
    from: `${DOCS}/secrets-envvar-secrets-manager.html`,
    pulled: true,
  },
  {
    id: 'log-group-missing',
    where: 'container',
    text: 'CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist.',
    from: 'https://github.com/prakhar1989/docker-curriculum/issues/260',
    pulled: true,
  },
  {
    id: 'log-driver-access-denied',
    where: 'container',
    text: 'CannotStartContainerError: Error response from daemon: failed to initialize logging driver: failed to create Cloudwatch log group: AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/x/y is not authorized to perform: logs:CreateLogGroup on resource: z',
    from: 'https://github.com/prakhar1989/docker-curriculum/issues/260',
    pulled: true,
  },
  {
    id: 'log-config-invalid',
    where: 'task',
    text: 'ResourceInitializationError: failed to validate logger args: unable to get awslogs driver arguments: awslogs-region is required',
    from: INIT,
    pulled: true,
  },
  {
    id: 'env-file-unavailable',
    where: 'task',
    text: 'ResourceInitializationError: failed to download env files: file download command: non empty error stream',
    from: INIT,
  },
  {
    id: 'efs-mount-failed',
    where: 'task',
    text: 'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: mount.nfs4: Connection timed out : unsuccessful EFS utils command execution; code: 32',
    from: INIT,
    pulled: true,
  },
  {
    id: 'volume-create-failed',
    where: 'task',
    text: 'CannotCreateVolumeError: failed to create volume data',
    from: STOPPED,
  },
  {
    id: 'entrypoint-not-found',
    where: 'container',
    text: 'CannotStartContainerError: Error response from daemon: OCI runtime create failed: container_linux.go:370: starting container process caused: exec: "/app/run.sh": executable file not found in $PATH: unknown',
    from: 'https://repost.aws/knowledge-center/ecs-task-stopped',
    pulled: true,
  },
  {
    id: 'container-runtime-timeout',
    where: 'container',
    text: 'ContainerRuntimeTimeoutError: Could not transition to running; timed out after waiting 1m: context canceled',
    from: 'https://docs.aws.amazon.com/AmazonECS/latest/userguide/stopped-task-error-codes.html',
    pulled: true,
  },
];

/** Sections 1 to 3 of the catalogue of causes, as far as AWS says it in words. */
export const SAID_SCENARIOS: readonly Scenario[] = SAID.map(saidScenario);
