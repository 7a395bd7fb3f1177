import { NOT_REACHED } from '../clues.ts';
import { settingsOf } from '../evidence.ts';
import { type Saying, sayingRule } from '../saying.ts';

const INIT = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html';
const STOPPED = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html';
const EVENTS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html';
const NOT_FOUND = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-not-found-error.html';

/** Why a task that has a place did not start, as ECS says it. Messages about connections are the egress rules’ matter. */
const SAYINGS: readonly Saying[] = [
  {
    id: 'task-role-not-assumable',
    title: 'ECS may not assume the task’s role',
    source: EVENTS,
    says: /unable to assume the role|IAM trust relationship has been misconfigured/i,
    remedy:
      'let ecs-tasks.amazonaws.com assume the role, and correct its ARN; a new role takes seconds to be known',
    before: 'placed',
  },
  {
    id: 'execution-role-missing',
    title: 'The revision names no execution role',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html',
    where: ['stop', 'event', 'rollout'],
    says: /requires task definition to have execution role|unable to pull (?:secrets|registry auth)|no execution role/i,
    needs: (evidence) => {
      const settings = settingsOf(evidence, evidence.suspect.revision?.arn);
      return settings !== undefined && settings.executionRole === undefined;
    },
    remedy: 'name an execution role in the task definition; the task role does not count here',
    before: 'started',
  },
  {
    id: 'secret-json-key-missing',
    title: 'The secret has no such key',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/secrets-envvar-secrets-manager.html',
    says: /did not contain json key|invalid character .{1,20} (?:in literal|looking for)/i,
    remedy: 'add the key to the secret, or correct the key behind the ARN in valueFrom',
    before: 'started',
  },
  {
    id: 'secret-access-denied',
    title: 'The execution role may not read the secret',
    source: INIT,
    says: /(?:secret|ssm|asm).*AccessDenied|not authorized to perform: (?:secretsmanager|ssm|kms):/i,
    unless: new RegExp(`${NOT_REACHED.source}|not authorized to perform: (?:ecr|logs|s3):`, 'i'),
    remedy:
      'allow the execution role to read the secret, and to decrypt it where a key of your own protects it',
    before: 'started',
  },
  {
    id: 'secret-not-found',
    title: 'There is no such secret or parameter',
    source: NOT_FOUND,
    says: /can't find the specified secret|staging label|invalid (?:ssm )?parameters?:|ParameterNotFound/i,
    remedy: 'correct the ARN (its Region too) in valueFrom, or give the secret a value',
    before: 'started',
  },
  {
    id: 'log-driver-access-denied',
    title: 'The execution role may not write logs',
    source: INIT,
    says: /not authorized to perform: logs:|AccessDenied.*logs:Create/i,
    unless: NOT_REACHED,
    remedy:
      'allow the execution role logs:CreateLogStream and logs:PutLogEvents (and logs:CreateLogGroup where it is to create the group)',
    before: 'started',
  },
  {
    id: 'log-group-missing',
    title: 'There is no such log group',
    source: INIT,
    says: /log ?group does not exist/i,
    unless: NOT_REACHED,
    remedy: 'create the log group, or set awslogs-create-group and allow logs:CreateLogGroup',
    before: 'started',
  },
  {
    id: 'log-config-invalid',
    title: 'The options of the log driver are incomplete',
    source: INIT,
    says: /awslogs-region is required|unable to get awslogs driver arguments/i,
    remedy: 'complete logConfiguration.options in the task definition',
    before: 'started',
  },
  {
    id: 'env-file-unavailable',
    general: true,
    title: 'The file with environment variables could not be fetched',
    source: INIT,
    says: /download (?:the )?env(?:ironment variable)? files/i,
    remedy: 'correct the object in environmentFiles, the execution role’s s3:GetObject, or the way to S3',
    before: 'started',
  },
  {
    id: 'efs-mount-failed',
    title: 'The file system could not be mounted',
    source: INIT,
    says: /EFS utils commands|access denied by server while mounting|Failed to resolve "fs-/i,
    remedy:
      'look at the mount target in that zone (DNS), its security group (port 2049), access point and IAM policy, and rootDirectory',
    before: 'started',
  },
  {
    id: 'volume-create-failed',
    title: 'The volume could not be created or attached',
    source: STOPPED,
    says: /CannotCreateVolumeError|EBS volume|ECS Infrastructure Role|AmazonElasticBlockStorage/i,
    remedy: 'correct the volume’s settings and the infrastructure role',
    before: 'started',
  },
  {
    id: 'container-dependency-failed',
    title: 'A container that another one waits for did not get ready',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html',
    says: /dependsOn|dependency .*(?:condition|failed|timed out|did not)|depend(?:s|ent|ency) on container/i,
    remedy: 'mend the container that is waited for; its own end and lines say what is wrong with it',
  },
  {
    id: 'container-runtime-timeout',
    title: 'The container runtime did not answer in time',
    source: STOPPED,
    says: /(?:ContainerRuntimeTimeout|DockerTimeout)Error|Could not transition to/i,
    remedy: 'try again; where it goes on, look at the host’s load and the log driver',
    before: 'started',
  },
];

/** Rules about starting. */
export const startRules = SAYINGS.map(sayingRule);
