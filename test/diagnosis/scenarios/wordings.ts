import type { Scene } from '../scene.ts';
import { type Said, saidScenario } from './said-scenario.ts';
import type { Scenario } from './scenario.ts';

const DOCS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';
const EVENTS = `${DOCS}/service-event-messages-list.html`;
const NOT_STARTED = `${DOCS}/failed-to-start-error.html`;
const PULL = `${DOCS}/task_cannot_pull_image.html`;
const ECR = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';

/** Private subnets that lead nowhere. */
function withoutRoute({ world }: Scene): void {
  for (const table of world.network.routeTables.values())
    table.routes = table.routes.filter(({ destinationCidrBlock }) => destinationCidrBlock !== '0.0.0.0/0');
}

const CONNECTION: Pick<Said, 'id' | 'around' | 'ruledOut'> = {
  id: 'no-egress-route',
  around: withoutRoute,
  ruledOut: ['no-public-ip', 'egress-sg-blocked'],
};

/** Words that have come up for the same causes, older and newer ones, and cut off where Fargate cuts them. */
const WORDINGS: readonly Said[] = [
  {
    id: 'ec2-insufficient-resources',
    where: 'event',
    text: 'was unable to place a task because no container instance met all of its requirements. The closest matching container-instance 05016874-f518-4b7a-a817-eb32a4d387f1 has insufficient CPU units available.',
    from: EVENTS,
  },
  {
    id: 'ec2-insufficient-resources',
    where: 'event',
    text: 'could not launch 2 tasks for deployment ecs-svc/1234567890123456789. The closest matching container-instance 05016874-f518-4b7a-a817-eb32a4d387f1 has insufficient memory available.',
    from: EVENTS,
  },
  {
    id: 'ec2-host-port-conflict',
    where: 'event',
    text: 'was unable to place a task because no container instance met all of its requirements. The closest matching container-instance is already using a port required by your task.',
    from: EVENTS,
  },
  {
    id: 'no-container-instances',
    where: 'event',
    text: 'was unable to reach steady state. Reason: No Container Instances were found in your capacity provider.',
    from: EVENTS,
  },
  {
    id: 'ec2-eni-exhausted',
    where: 'task',
    text: 'Unable to attach network interface to unused device index',
    from: NOT_STARTED,
  },
  { id: 'ecs-agent-disconnected', where: 'task', text: 'AGENT', from: NOT_STARTED },
  {
    id: 'ecs-agent-disconnected',
    where: 'event',
    text: 'Timed out waiting for Amazon ECS Agent to start. Please check logs at /var/log/ecs/ecs-agent.log".',
    from: EVENTS,
  },
  {
    id: 'cluster-provisioning-limit',
    where: 'event',
    text: 'was unable to place tasks in your cluster because the tasks provisioning capacity limit was exceeded.',
    from: EVENTS,
  },
  {
    id: 'fargate-quota-exceeded',
    where: 'event',
    text: "was unable to place a task. Reason: You've reached the limit on the number of tasks you can run concurrently",
    from: EVENTS,
  },
  {
    id: 'fargate-quota-exceeded',
    where: 'event',
    text: 'was unable to place a task. Reason: The requested MEMORY configuration is above your limit.',
    from: EVENTS,
  },
  {
    id: 'task-role-not-assumable',
    where: 'event',
    text: 'IAM trust relationship has been misconfigured or changed, and ECS can no longer maintain your service',
    from: EVENTS,
  },
  {
    id: 'service-linked-role-missing',
    where: 'event',
    text: 'IAM permissions policies have been misconfigured or changed, and ECS can no longer maintain your service',
    from: EVENTS,
  },
  {
    id: 'task-protection-blocks',
    where: 'event',
    text: 'was unable to reach steady state because task set (ecs-svc/1234567890123456789) was unable to scale in. Reason: The number of protected tasks are more than the desired count of tasks',
    from: EVENTS,
  },
  {
    id: 'tg-deleted',
    where: 'event',
    text: 'task set (ecs-svc/1234567890123456789) (task 0f1e2d3c4b5a69788796a5b4c3d2e1f0) is not healthy in target-group (arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web-tg/0123456789abcdef) due to TARGET GROUP IS NOT FOUND.',
    from: EVENTS,
  },
  {
    id: 'eni-create-denied',
    where: 'task',
    text: 'Unexpected EC2 error while attempting to tag the network interface: TagPolicyViolation',
    from: `${NOT_STARTED}, and a public incident note of 2026-04-20`,
  },
  {
    id: 'subnet-ip-exhausted',
    where: 'task',
    text: "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0a1b2c3d4e5f60718': InsufficientFreeAddressesInSubnet",
    from: NOT_STARTED,
  },
  {
    id: 'eni-provisioning-timeout',
    where: 'task',
    text: 'Unexpected EC2 error while attempting to attach network interface to instance',
    from: `${NOT_STARTED}#internal-error-reason`,
  },
  {
    id: 'eni-provisioning-timeout',
    where: 'task',
    text: 'ResourceInitializationError: failed to configure ENI: failed to setup regular eni: netplugin failed with no error message',
    from: 'https://repost.aws/knowledge-center/ecs-eni-provisioning-failed',
  },
  {
    id: 'image-repository-not-found',
    where: 'task',
    text: "CannotPullContainerError: Error response from daemon: pull access denied for acme/web, repository does not exist or may require 'docker login': denied: requested access to the resource is denied",
    from: PULL,
  },
  {
    id: 'image-pull-denied',
    where: 'task',
    text: 'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/ecsTaskExecutionRole/0f1e2d3c is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action',
    from: PULL,
  },
  {
    id: 'image-disk-full',
    where: 'task',
    text: 'CannotPullContainerError: ref pull has been retried 1 time(s): failed to unpack image on snapshotter overlayfs: failed to extract layer sha256:c02342326b04a05fa0fc4c703c4aaa8ffb46cc0f2eda269c4a0dee53c8296182: write /var/lib/containerd/usr/lib/libx.so: no space left on device: unknown',
    from: PULL,
  },
  {
    id: 'registry-rate-limited',
    where: 'event',
    text: 'was unable to place a task. Reason: CannotPullContainerError: pull image manifest has been retried 1 time(s): httpReadSeeker: failed open: unexpected status code https://registry-1.docker.io/v2/library/nginx/manifests/sha256:2bb501e6: 429 Too Many Requests - Server message: toomanyrequests: You have reached your unauthenticated pull rate limit. https://www.docker.com/increase-rate-limit',
    from: PULL,
  },
  {
    ...CONNECTION,
    where: 'task',
    text: `CannotPullContainerError: Error response from daemon: Get https://${ECR}/v2/: net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)`,
    from: PULL,
  },
  {
    ...CONNECTION,
    where: 'task',
    text: `CannotPullContainerError: The task cannot pull ${ECR}/web:2@sha256:625d54dc4bb9e0bc63362cc2b96ba3f5cd3368fdaea22e6f0d232829e8b49931 from the registry ${ECR}/web:2@sha256:625d54dc4bb9e0bc63362cc2b96ba3f5cd3368fdaea22e6f0d232829e8b49931. There is a connection issue between the task and the registry. Check your task network configuration. : failed to copy: httpReadSeeker: failed open: failed to do request: Get https://prod-eu-central-1-starport-layer-bucket.s3.eu-central-1.amazonaws.com/x: dial tcp 52.219.171.2:443: i/o timeout`,
    from: PULL,
  },
  {
    ...CONNECTION,
    where: 'event',
    text: 'was unable to place a task. Reason: ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. operation error ECR: GetAuthorizationToken, exceeded maximum number of attempts, 3, https response error StatusCode: 0, RequestID: , request send failed, Post "https://api.ecr.us-east-1.amazonaws.com/": dial tcp 44.213.79.104:443: i/o timeout.',
    from: `${DOCS}/resource-initialization-error.html`,
    ruledOut: ['no-public-ip'],
  },
  {
    ...CONNECTION,
    where: 'task',
    pulled: true,
    text: 'ResourceInitializationError: failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. : signal: killed',
    from: `${DOCS}/resource-initialization-error.html`,
  },
  {
    ...CONNECTION,
    where: 'task',
    text: 'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 5 time(s): RequestCanceled: request context canceled caused by: context deadli...',
    from: 'https://github.com/umotif-public/terraform-aws-ecs-fargate/issues/50',
  },
  {
    ...CONNECTION,
    where: 'task',
    text: 'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to get registry auth from asm: service call has been retried 5 time(s): asm fetching secret from the service for ...',
    from: 'https://github.com/aws-samples/keycloak-on-aws/issues/222',
  },
  {
    ...CONNECTION,
    where: 'task',
    text: 'ResourceInitializationError: failed to download env files: file download command: non empty error stream: RequestCanceled: request context canceled caused by: context deadline exceeded',
    from: 'https://github.com/aws/aws-cli/issues/6470',
  },
  {
    id: 'env-file-unavailable',
    where: 'task',
    text: 'ResourceInitializationError: failed to download env files: file download command: non empty error stream: RequestCanceled: request context canceled caused by: context deadline exceeded',
    from: 'https://github.com/aws/aws-cli/issues/6470',
    ruledOut: ['no-public-ip', 'no-egress-route'],
  },
  {
    id: 'env-file-unavailable',
    where: 'task',
    text: 'ResourceInitializationError: failed to download env files: file download command: non-empty error stream: failed to download file 1.env: failed to write to a temporary file: AccessDenied: Access Denied',
    from: 'https://github.com/aws/aws-cdk/issues/12720',
  },
  {
    id: 'secret-access-denied',
    where: 'task',
    text: 'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::123456789012:assumed-role/web/0f1e2d3c is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:eu-central-1:123456789012:parameter/web/db because no identity-based policy allows the ssm:GetParameters action',
    from: 'https://github.com/aws/copilot-cli/issues/3104',
  },
  {
    id: 'secret-json-key-missing',
    where: 'event',
    text: 'was unable to place a task. Reason: ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): retrieved secret from Secrets Manager did not contain json key app_definition_id.',
    from: 'https://github.com/aws/containers-roadmap/issues/1590',
  },
  {
    id: 'efs-mount-failed',
    where: 'task',
    pulled: true,
    text: 'ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: Failed to resolve "fs-06642d00e4ec726.efs.ap-northeast-1.amazonaws.com" - check that your file system ID is correct, and ensure that the VPC has an EFS mount target for this file system ID. See https://docs.aws.amazon.com/console/efs/mount-dns-name for more detail. Attempting to lookup mount target ip address using botocore. Failed to import necessary dependency botocore, please install botocore first. : unsuccessful EFS utils command execution; code: 1',
    from: 'https://github.com/aws/copilot-cli/issues/5419',
  },
  {
    id: 'efs-mount-failed',
    where: 'task',
    pulled: true,
    text: "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: b'mount.nfs4: access denied by server while mounting 127.0.0.1:/' : unsuccessful EFS utils command execution; code: 32",
    from: 'https://github.com/aws/copilot-cli/issues/3350',
  },
  {
    id: 'efs-mount-failed',
    where: 'task',
    pulled: true,
    text: "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: b'mount.nfs4: mounting fs-0a1b2c3d.efs.eu-central-1.amazonaws.com:/grafana failed, reason given by server: No such file or directory' : unsuccessful EFS utils command execution; code: 32",
    from: 'https://github.com/acp-io/terraform-grafana/issues/4',
  },
  {
    id: 'volume-create-failed',
    where: 'task',
    text: "ECS was unable to assume the configured ECS Infrastructure Role 'arn:aws:iam::111122223333:role/ecsInfrastructureRole'. Please verify that the role being passed has the proper trust relationship with Amazon ECS",
    from: `${DOCS}/troubleshoot-ebs-volumes-scenarios.html`,
  },
  {
    id: 'execution-role-missing',
    where: 'event',
    text: 'failed to launch a task with (error Fargate requires task definition to have execution role ARN to support ECR images.).',
    from: `${DOCS}/task_execution_IAM_role.html`,
    around: ({ world, definition }) => {
      const { executionRoleArn: _, ...rest } = definition;
      world.taskDefinitions.set(definition.taskDefinitionArn, rest);
    },
    rollout: { adjust: ({ executionRoleArn: _, ...rest }) => rest },
  },
  {
    id: 'entrypoint-not-found',
    where: 'container',
    pulled: true,
    text: 'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "python3 app.py": executable file not found in $PATH: unknown',
    from: 'https://repost.aws/knowledge-center/ecs-task-stopped',
  },
  {
    id: 'container-dependency-failed',
    where: 'container',
    pulled: true,
    text: 'dependency graph: failed to resolve the container ordering dependency [db] for target [web] as dependency did not exit successfully.',
    from: 'https://github.com/aws/amazon-ecs-agent/blob/master/agent/engine/dependencygraph/graph.go',
  },
  {
    id: 'container-runtime-timeout',
    where: 'container',
    pulled: true,
    text: 'DockerTimeoutError: Could not transition to created; timed out after waiting 4m0s',
    from: 'https://github.com/aws/amazon-ecs-agent/issues/1123',
  },
];

/** The same causes in other words than those of the documents' own examples. */
export const WORDING_SCENARIOS: readonly Scenario[] = WORDINGS.map(saidScenario);
