import type { Alert, News, NewsStep, Who } from '../../src/alerting/alert.ts';
import type { Blindness } from '../../src/alerting/blindness.ts';
import { type AlertContext, contextOf } from '../../src/alerting/context.ts';
import type { RolloutCard } from '../../src/alerting/rollout-card.ts';
import { judge } from '../../src/deployment/verdict.ts';
import { aDefinition, aRef, aRevision, aTargetGroup, denied, known, minutesAgo, NOW } from '../given.ts';
import { MISMATCH, PASSING, WORDS } from './cases.ts';

/** Whatever somebody may call themselves, a service, or write into a reason. */
export const HOSTILE = '<!channel> <@U1> <http://evil|click> *bold* `code` ``` \u202egnal';

export const ANNA: Who = { id: 'U0ANNA', name: 'Anna' };

/** An alert of 19 minutes ago that fires. */
export function anAlert(given: Partial<Alert> = {}): Alert {
  return {
    topic: 'alert',
    ref: aRef(),
    kind: 'targets',
    subject: '',
    state: 'firing',
    looks: [],
    word: 'unhealthy',
    reason: '2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [404]',
    beganAt: minutesAgo(19),
    lastBadAt: minutesAgo(3),
    openings: [minutesAgo(18)],
    flappingSinceAt: undefined,
    onCall: 'S0TEAMWEB',
    escalateTo: undefined,
    rung: 1,
    nextAt: minutesAgo(-10),
    acknowledged: undefined,
    snoozed: undefined,
    resolved: undefined,
    news: [someNews({ kind: 'opened' })],
    ...given,
  };
}

export function someNews(step: NewsStep, seq = 1): News {
  return { seq, at: NOW, step };
}

/** The same alert in every state that people see. */
export const STATES = {
  firing: anAlert(),
  acknowledged: anAlert({
    state: 'acknowledged',
    acknowledged: { by: ANNA, at: minutesAgo(15), reminders: 0 },
    nextAt: minutesAgo(-45),
  }),
  snoozed: anAlert({
    state: 'snoozed',
    snoozed: { by: ANNA, at: minutesAgo(15), untilAt: minutesAgo(-225) },
    nextAt: undefined,
  }),
  resolved: anAlert({
    state: 'resolved',
    resolved: { at: minutesAgo(5), by: undefined, how: '2 good looks in a row' },
    nextAt: undefined,
  }),
} satisfies Partial<Record<Alert['state'], Alert>>;

/** A rollout of revision 15 that began 12 minutes ago. */
export function aCard(given: Partial<RolloutCard> = {}): RolloutCard {
  return {
    topic: 'rollout',
    ref: aRef(),
    deploymentId: 'ecs-svc/2000',
    from: aRevision(14),
    to: aRevision(15),
    startedAt: minutesAgo(12),
    state: 'in-progress',
    running: 1,
    desired: 2,
    failedTasks: 0,
    reason: 'ECS deployment ecs-svc/2000 in progress.',
    endedAt: undefined,
    backTo: undefined,
    ...given,
  };
}

export function aBlindness(given: Partial<Blindness> = {}): Blindness {
  return {
    topic: 'blindness',
    env: 'prod-eu',
    state: 'blind',
    missing: 40,
    of: 52,
    reasons: ['could not describe services of cluster prod – needs ecs:DescribeServices'],
    sinceAt: minutesAgo(19),
    overAt: undefined,
    ...given,
  };
}

const CHECK = {
  arn: aTargetGroup([]).group.arn,
  protocol: 'HTTP',
  port: 'traffic-port',
  path: '/health',
  matcher: '200',
  intervalMs: 30_000,
  timeoutMs: 5000,
  healthyThreshold: 2,
  unhealthyThreshold: 3,
  attached: true,
};

/** Revision 15 is stalled: its target answers 404. */
export function aContext(given: Partial<Omit<AlertContext, 'change'>> = {}): AlertContext {
  const group = aTargetGroup([...PASSING, MISMATCH]);
  const sighting = {
    ...WORDS.stalled,
    targetGroups: [{ ...group, check: known(CHECK) }],
    definitions: known([aDefinition(15, { checked: true }), aDefinition(14, { checked: false })]),
  };
  return contextOf(
    {
      sighting,
      failing: judge(sighting, NOW).failing,
      errors: known([
        { at: minutesAgo(2), task: 'b1000000ffff', container: 'app', text: 'Error: no route for /health' },
      ]),
      gaps: [{ env: 'prod-eu', subject: 'alarms', unknown: denied('cloudwatch:DescribeAlarms') }],
      readAt: NOW,
      ...given,
    },
    (text) => text,
  );
}
