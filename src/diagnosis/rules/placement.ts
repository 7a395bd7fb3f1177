import { type Saying, sayingRule } from '../saying.ts';

const EVENTS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html';
const STOPPED = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html';
const REASONS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html';
const FIELDS =
  'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html';

/** Why a task found no place, or lost it, as ECS says it. */
const SAYINGS: readonly Saying[] = [
  {
    id: 'fargate-capacity-unavailable',
    title: 'AWS has no Fargate capacity there at the moment',
    source: EVENTS,
    says: /Capacity is unavailable at this time|RESOURCE:FARGATE/i,
    remedy: 'add subnets in more zones, mix FARGATE with FARGATE_SPOT, or wait: ECS goes on trying',
    before: 'placed',
  },
  {
    id: 'fargate-quota-exceeded',
    title: 'The account’s Fargate quota is used up',
    source: EVENTS,
    says: /reached the limit on the number of (?:vCPUs|tasks)|(?:CPU|MEMORY) configuration is above your limit/i,
    remedy: 'raise the Fargate quota in Service Quotas, or stop what is not needed',
    before: 'placed',
  },
  {
    id: 'ec2-host-port-conflict',
    title: 'The host port is taken on every instance',
    source: EVENTS,
    says: /already using a port required|RESOURCE:PORTS/i,
    remedy: 'use hostPort 0, or let the old task stop first (minimum 0 %, maximum 100 %), or add instances',
    before: 'placed',
  },
  {
    id: 'ec2-eni-exhausted',
    title: 'The instances have no network interface left',
    source: REASONS,
    says: /RESOURCE:ENI|unused device index/i,
    remedy: 'turn on ENI trunking, or use larger or more instances',
    before: 'attached',
  },
  {
    id: 'ec2-insufficient-resources',
    title: 'No instance has enough CPU or memory left',
    source: EVENTS,
    says: /insufficient (?:CPU units|memory|CPU) available|RESOURCE:(?:CPU|MEMORY)/i,
    remedy:
      'add or enlarge instances, reserve less, or lower maximumPercent: a rollout needs room for both revisions',
    before: 'placed',
  },
  {
    id: 'placement-constraint-unmet',
    title: 'No instance fulfils what the task asks for',
    source: EVENTS,
    says: /missing an attribute required|MemberOf placement constraint unsatisfied|error "?(?:ATTRIBUTE|LOCATION)"?/i,
    remedy: 'correct the placement constraint, the agent’s settings or the subnets',
    before: 'placed',
  },
  {
    id: 'no-container-instances',
    title: 'The cluster has no instance to place tasks on',
    source: EVENTS,
    says: /No Container Instances were found|EMPTY CAPACITY PROVIDER|NO ACTIVE INSTANCES/i,
    remedy:
      'set the launch type or capacity provider that is meant, or let the Auto Scaling group start instances',
    before: 'placed',
  },
  {
    id: 'ecs-agent-disconnected',
    title: 'The ECS agent of the instance does not answer',
    source: REASONS,
    says: /error "AGENT"|^(?:TaskFailedToStart: )?AGENT$|Timed out waiting for Amazon ECS Agent/i,
    remedy: 'restart the agent; look at the instance’s network and role',
    before: 'started',
  },
  {
    id: 'launch-type-incompatible',
    title: 'The task definition does not fit the launch type',
    source: STOPPED,
    where: ['stop', 'event', 'rollout'],
    says: /not compatible with the selected compute strategy/i,
    remedy: 'align requiresCompatibilities with the launch type or capacity provider',
    before: 'placed',
  },
  {
    id: 'subnet-ip-exhausted',
    title: 'The subnet has no free address',
    source: STOPPED,
    says: /InsufficientFreeAddressesInSubnet|insufficient free (?:IP )?addresses/i,
    remedy: 'use larger or more subnets',
    before: 'attached',
  },
  {
    id: 'eni-create-denied',
    title: 'ECS may not create the network interface',
    source: STOPPED,
    says: /Unexpected EC2 error while attempting to.*(?:AuthFailure|TagPolicyViolation|UnauthorizedOperation)/i,
    remedy: 'correct the tag policy, the service control policy or the service-linked role',
    before: 'attached',
  },
  {
    id: 'eni-provisioning-timeout',
    title: 'The network interface or storage was not ready in time',
    source: FIELDS,
    says: /waiting for (?:network interface|EphemeralStorage) provisioning|^InternalError:|attempting to attach network interface|failed to configure ENI/i,
    remedy: 'a single one mends itself; where it goes on, look for throttled EC2 calls',
    before: 'attached',
  },
  {
    id: 'fargate-az-unsupported',
    title: 'Fargate could not place the task, for a reason inside AWS or in that zone',
    source: EVENTS,
    says: /unable to place a task\. Reason: Internal error/i,
    settle: 'whether Fargate offers the subnet’s Availability Zone',
    remedy: 'use subnets in other zones',
    before: 'placed',
  },
  {
    id: 'cluster-provisioning-limit',
    title: 'Too many tasks of the cluster wait for capacity',
    source: EVENTS,
    says: /provisioning capacity limit was exceeded/i,
    remedy: 'start fewer tasks at once',
    before: 'placed',
  },
  {
    id: 'scheduler-throttled',
    fromOutside: true,
    title: 'AWS slows down ECS’s calls for this service',
    source: EVENTS,
    says: /operations are being throttled|ECS_OPERATION_THROTTLED/i,
    remedy: 'make fewer changes at once, or ask for a higher quota',
  },
  {
    id: 'spot-interruption',
    fromOutside: true,
    title: 'AWS took the Spot capacity back',
    source: STOPPED,
    says: /Spot Task was interrupted|SpotInterruption/i,
    remedy: 'keep a part of the tasks on demand, and end within two minutes of SIGTERM',
  },
  {
    id: 'host-terminated',
    fromOutside: true,
    title: 'The instance under the task went away',
    source: STOPPED,
    says: /Host EC2 \(instance [^)]*\) (?:terminated|stopped)|container instance is in DRAINING/i,
    remedy: 'use managed draining; see why the Auto Scaling group ended the instance',
  },
  {
    id: 'fargate-maintenance',
    fromOutside: true,
    title: 'AWS moves tasks to maintain the host below',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-maintenance.html',
    says: /performing maintenance on the underlying infrastructure/i,
    remedy: 'let a deployment keep 100 % and start up to 200 %, so that it is not noticed',
  },
];

/** Rules about finding a place and keeping it. */
export const placementRules = SAYINGS.map(sayingRule);
