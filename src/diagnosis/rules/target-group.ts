import type { Task } from '../../deployment/service.ts';
import { checkThatStopped } from '../../deployment/stopped-tasks.ts';
import { type Clue, lineClue, lineClues, proofOf, taskProof } from '../clues.ts';
import type { Evidence } from '../evidence.ts';
import { answeredCodes } from '../ladder.ts';
import { listeningOn, startedIn } from '../listening.ts';
import { NOTHING, type Rule, type Verdict } from '../rule.ts';
import { type Saying, sayingRule } from '../saying.ts';

const HEALTH =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html';
const EVENTS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html';
const LOAD_BALANCERS =
  'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html';

const DELETED: Saying = {
  id: 'tg-deleted',
  title: 'The target group is gone',
  source: EVENTS,
  where: ['stop', 'event', 'target'],
  says: /TARGET GROUP IS NOT FOUND|TARGET IS NOT FOUND/i,
  remedy: 'create the target group again and name it in the service',
};

/** What ECS and the load balancer say about a group that does not fit its tasks. */
const SAYINGS: readonly Saying[] = [
  {
    id: 'tg-wrong-vpc',
    title: 'The target group is in another VPC than the tasks',
    source: LOAD_BALANCERS,
    where: ['stop', 'event'],
    says: /not in the target group VPC/i,
    remedy: 'use a target group in the tasks’ VPC',
  },
  {
    id: 'tg-target-type-mismatch',
    title: 'The target group takes another type of target than the tasks are',
    source: 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/alb.html',
    where: ['stop', 'event', 'rollout'],
    says: /target type instance|failed to register targets in/i,
    unless: /not in the target group VPC/i,
    needs: ({ sighting }) =>
      sighting.targetGroups.some(
        ({ check }) => check?.kind === 'known' && check.value.targetType === 'instance',
      ) &&
      sighting.service.kind === 'known' &&
      sighting.service.value.network !== undefined,
    remedy: 'use a target group of type ip: tasks with an address of their own need one',
  },
  {
    id: 'alb-az-not-enabled',
    title: 'The task’s zone is not enabled for the load balancer',
    source: HEALTH,
    where: ['target', 'event', 'stop'],
    says: /Availability Zone that is not enabled/i,
    remedy: 'add a subnet of that zone to the load balancer, or take the zone’s subnet from the service',
  },
  {
    id: 'tg-not-attached',
    title: 'No load balancer forwards to the target group',
    source: HEALTH,
    where: ['target', 'event'],
    says: /not configured to receive traffic/i,
    remedy: 'add a listener rule that forwards to the target group',
  },
  {
    id: 'service-linked-role-missing',
    title: 'ECS may not act for the service: its service-linked role is missing or was changed',
    source: EVENTS,
    where: ['event', 'stop', 'rollout'],
    says: /service[- ]linked role|IAM permissions policies have been misconfigured/i,
    remedy: 'create AWSServiceRoleForECS again, or undo the change of its permissions',
  },
  {
    id: 'lb-container-port-missing',
    title: 'The task definition has no such container or port as the load balancer is told',
    source: LOAD_BALANCERS,
    where: ['event', 'stop', 'rollout'],
    says: /did not have a container port|does not (?:have|contain) (?:a )?container/i,
    remedy: 'keep containerName and containerPort, or change the service’s load balancer with them',
  },
];

/** Rules about target groups as such. */
export const targetGroupRules: readonly Rule[] = [
  { id: DELETED.id, title: DELETED.title, source: DELETED.source, examine: deleted },
  ...SAYINGS.map(sayingRule),
  {
    id: 'grace-period-too-short',
    title: 'Tasks are stopped before the program is up',
    source: LOAD_BALANCERS,
    examine: graceTooShort,
  },
];

/** ECS writes of it once in six hours; the load balancer knows it at any time. */
function deleted(evidence: Evidence): Verdict {
  const said = sayingRule(DELETED).examine(evidence);
  const gone = evidence.sighting.targetGroups.find(
    ({ targets }) => targets.kind === 'unknown' && targets.why === 'not-found',
  );
  if (said.kind === 'confirmed' || gone?.targets.kind !== 'unknown') return said;
  const { name } = gone.group;
  return {
    kind: 'confirmed',
    says: `the service names the target group ${name}, and there is none`,
    because: [
      {
        source: 'elasticloadbalancing:DescribeTargetHealth',
        what: `target group ${name}`,
        value: gone.targets.detail,
        at: undefined,
      },
    ],
    remedy: DELETED.remedy,
    explains: 1,
  };
}

/** A task that would have become healthy is stopped first: its start takes longer than ECS and the load balancer wait. */
function graceTooShort(evidence: Evidence): Verdict {
  const { sighting, suspect } = evidence;
  const stopped = suspect.failing.filter((task) => checkThatStopped(task)?.by === 'load-balancer');
  const check = sighting.targetGroups.flatMap((seen) =>
    seen.check?.kind === 'known' ? [seen.check.value] : [],
  )[0];
  const [first] = stopped;
  // Whatever answered was up in time.
  const answered = answeredCodes(evidence).length > 0;
  if (!first || !check || answered || sighting.service.kind === 'unknown') return NOTHING;
  const windowMs = (check.intervalMs ?? 30_000) * (check.unhealthyThreshold ?? 2);
  const graceMs = sighting.service.value.gracePeriodMs;
  const isSlow = ({ text }: { readonly text: string }) =>
    (startedIn(text) ?? 0) > Math.max(graceMs, windowMs);
  const line = [...lineClues(evidence), ...slowEarlier(evidence, stopped)].find(isSlow);
  if (!line) return NOTHING;
  const seconds = Math.round((startedIn(line.text) ?? 0) / 1000);
  return {
    kind: 'confirmed',
    says: `the program takes ${seconds} s to start; ECS waits ${graceMs / 1000} s, and the load balancer gives up after ${windowMs / 1000} s`,
    because: [
      proofOf(line),
      taskProof(first, 'stoppedReason', first.stoppedReason ?? '', first.stoppedAt),
      {
        source: 'ecs:DescribeServices',
        what: 'healthCheckGracePeriodSeconds',
        value: String(graceMs / 1000),
        at: sighting.service.readAt,
      },
    ],
    remedy: `set healthCheckGracePeriodSeconds to more than ${seconds}`,
    explains: stopped.length,
  };
}

/** What a task that serves took to start, where those that were stopped had less time and said of no port that they listen. */
function slowEarlier(evidence: Evidence, stopped: readonly Task[]): readonly Clue[] {
  const { earlierStart: line } = evidence;
  const neededMs = startedIn(line?.text ?? '') ?? 0;
  const isCutShort = stopped.every(({ startedAt, stoppingAt, stoppedAt }) => {
    const endedAt = stoppingAt ?? stoppedAt;
    return startedAt && endedAt && endedAt.getTime() - startedAt.getTime() < neededMs;
  });
  return line && isCutShort && listeningOn(evidence).length === 0 ? [lineClue(line)] : [];
}
