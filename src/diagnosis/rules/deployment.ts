import type { Service } from '../../deployment/service.ts';
import { isFault } from '../../deployment/stopped-tasks.ts';
import { matching, taskProof } from '../clues.ts';
import type { Evidence } from '../evidence.ts';
import { NOTHING, type Proof, type Rule, type Verdict } from '../rule.ts';
import { cluesIn, proofsOf, type Saying, sayingRule } from '../saying.ts';

const EVENTS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html';
const ROLLING = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html';
const SERVICE = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html';

const SERVICES = { source: 'ecs:DescribeServices' } as const;

const SAYINGS: readonly Saying[] = [
  {
    id: 'no-rollback-candidate',
    title: 'The deployment failed, and there was nothing to roll back to',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html',
    where: ['event', 'rollout'],
    says: /No rollback candidate was found/i,
    beside: true,
    remedy: 'mend the revision and deploy it: no earlier deployment was ever completed',
  },
  {
    id: 'task-protection-blocks',
    title: 'Protected tasks keep the deployment from ending',
    source: EVENTS,
    where: ['event'],
    says: /protected tasks/i,
    beside: true,
    remedy: 'end the protection of the tasks, or wait until it expires',
  },
];

/** Rules about the deployment itself: nothing is wrong with the tasks. */
export const deploymentRules: readonly Rule[] = [
  { id: 'service-inactive', title: 'The service is being deleted', source: SERVICE, examine: inactive },
  {
    id: 'desired-count-zero',
    title: 'The service is asked for no task at all',
    source: SERVICE,
    examine: noneDesired,
  },
  {
    id: 'deployment-config-deadlock',
    title: 'The deployment may neither stop an old task nor start a new one',
    source: ROLLING,
    examine: deadlock,
  },
  {
    id: 'deployment-alarm-triggered',
    title: 'A CloudWatch alarm ended the deployment',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-alarm-failure.html',
    examine: alarm,
  },
  {
    id: 'bluegreen-hook-blocked',
    title: 'The deployment waits for a lifecycle hook',
    source:
      'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/blue-green-deployment-how-it-works.html',
    examine: hook,
  },
  ...SAYINGS.map(sayingRule),
  {
    id: 'user-stopped',
    fromOutside: true,
    title: 'Somebody stopped the tasks',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html',
    examine: stoppedByHand,
  },
];

function inactive({ sighting: { service } }: Evidence): Verdict {
  if (service.kind === 'unknown')
    return service.why === 'not-found' && /deleted/.test(service.detail)
      ? confirmed(
          service.detail,
          [{ ...SERVICES, what: 'the answer about the service', value: service.detail, at: undefined }],
          'create the service again, or look in another cluster or Region',
        )
      : NOTHING;
  if (service.value.status === 'active') return NOTHING;
  return confirmed(
    'the service is DRAINING: it was deleted, and its tasks are being stopped',
    [field('status', 'DRAINING', service.readAt)],
    'create it again where it is still wanted',
    Number.POSITIVE_INFINITY,
  );
}

function noneDesired({ sighting: { service } }: Evidence): Verdict {
  if (service.kind === 'unknown' || service.value.status !== 'active') return NOTHING;
  const { desiredCount, scheduling } = service.value;
  if (desiredCount > 0 || scheduling === 'daemon') return NOTHING;
  return confirmed(
    'the desired count is 0, so that ECS runs no task',
    [field('desiredCount', '0', service.readAt)],
    'set the desired count; where nobody did it by hand, look at scheduled scaling',
    Number.POSITIVE_INFINITY,
  );
}

const DEADLOCK =
  /unable to stop or start tasks during a deployment because of the service deployment configuration/i;

function deadlock(evidence: Evidence): Verdict {
  const { service } = evidence.sighting;
  if (service.kind === 'unknown') return NOTHING;
  const said = matching(cluesIn(evidence, ['event']), DEADLOCK);
  const sums = stuckSums(service.value);
  if (said.length === 0 && !sums) return NOTHING;
  return confirmed(
    `the deployment may not go below ${sums?.least ?? 'its minimum'} tasks nor above ${sums?.most ?? 'its maximum'}, so that nothing can be exchanged`,
    [
      ...proofsOf(said),
      ...(service.value.percents
        ? [
            field(
              'deploymentConfiguration',
              `minimum ${service.value.percents.minimum} %, maximum ${service.value.percents.maximum} %`,
              service.readAt,
            ),
          ]
        : []),
    ],
    'lower minimumHealthyPercent or raise maximumPercent',
    0,
  );
}

/**
 * Where least and most are both the desired count while another revision waits. ECS rounds the least up, the most down.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
 */
function stuckSums({
  percents,
  desiredCount,
  deployments,
}: Service): { readonly least: number; readonly most: number } | undefined {
  const [primary, ...others] = deployments;
  if (!percents || !primary || primary.runningCount + primary.pendingCount > 0 || others.length === 0)
    return undefined;
  if (!others.some(({ runningCount }) => runningCount >= desiredCount)) return undefined;
  const least = Math.ceil((desiredCount * percents.minimum) / 100);
  const most = Math.floor((desiredCount * percents.maximum) / 100);
  return least === desiredCount && most === desiredCount && desiredCount > 0 ? { least, most } : undefined;
}

function alarm(evidence: Evidence): Verdict {
  const said = matching(
    cluesIn(evidence, ['event', 'rollout']),
    /alarm detected|alarms? .*triggered|in (?:the )?ALARM state/i,
  );
  const names = evidence.deployment?.kind === 'known' ? evidence.deployment.value.alarms : [];
  if (said.length === 0 && names.length === 0) return NOTHING;
  return confirmed(
    `ECS ended the deployment because of ${names.length > 0 ? names.join(', ') : 'an alarm that it does not name'}`,
    [
      ...proofsOf(said),
      ...(names.length > 0
        ? [
            {
              source: 'ecs:DescribeServiceDeployments',
              what: 'alarms.triggeredAlarmNames',
              value: names.join(', '),
              at: undefined,
            },
          ]
        : []),
    ],
    'look at what the alarm measures; an alarm that was on before the deployment is not counted',
    0,
  );
}

const BLOCKED: readonly string[] = ['AWAITING_ACTION', 'FAILED', 'TIMED_OUT'];

function hook({ deployment }: Evidence): Verdict {
  if (deployment?.kind !== 'known') return NOTHING;
  const [blocked] = deployment.value.hooks.filter(({ status }) => BLOCKED.includes(status));
  if (!blocked) return NOTHING;
  return confirmed(
    `the deployment stands at ${blocked.stage}: hook ${blocked.target} is ${blocked.status}`,
    [
      {
        source: 'ecs:DescribeServiceDeployments',
        what: `lifecycleHookDetails of ${blocked.target}`,
        value: blocked.status,
        at: undefined,
      },
    ],
    'continue the deployment, or mend what the hook runs',
    0,
  );
}

function stoppedByHand({ suspect }: Evidence): Verdict {
  const stopped = suspect.failing.filter(({ stopCode }) => stopCode === 'UserInitiated');
  const [first] = stopped;
  if (!first) return NOTHING;
  return {
    kind: 'confirmed',
    says: `somebody stopped ${stopped.length === 1 ? 'a task' : `${stopped.length} tasks`}: “${first.stoppedReason ?? 'no reason given'}”`,
    because: [taskProof(first, 'stopCode', 'UserInitiated', first.stoppedAt)],
    remedy: 'ask who did it: CloudTrail knows the StopTask calls',
    // Whoever is called to a service that fails stops tasks: that is no reason why they fail.
    explains: suspect.failing.some(isFault) ? 0 : stopped.length,
  };
}

/** @param explains how many tasks it accounts for: all of them where none is even wanted, none where it is the deployment that stands still */
function confirmed(says: string, because: readonly Proof[], remedy: string, explains = 1): Verdict {
  return { kind: 'confirmed', says, because, remedy, explains };
}

function field(what: string, value: string, at: Date): Proof {
  return { ...SERVICES, what, value, at };
}
