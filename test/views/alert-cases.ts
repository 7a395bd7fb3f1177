import type { Alert, News, NewsStep } from '../../src/alerting/alert.ts';
import { type AlertContext, contextOf } from '../../src/alerting/context.ts';
import { judge } from '../../src/deployment/verdict.ts';
import { fitMessage } from '../../src/views/fit.ts';
import type { Message } from '../../src/views/message.ts';
import { aDefinition, aTargetGroup, denied, known, minutesAgo, NOW } from '../given.ts';
import { ANNA, anAlert } from '../given-alerts.ts';
import { MISMATCH, PASSING, WORDS } from './cases.ts';

/** What somebody may call themselves or a service, or write into a log or a reason. */
export const HOSTILE = '<!channel> <@U1> <http://evil|click> *bold* `code` ``` \u202egnal';

const REASON = '2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [404]';
const FIRING = anAlert({
  reason: REASON,
  beganAt: minutesAgo(19),
  lastBadAt: minutesAgo(3),
  openings: [minutesAgo(18)],
  onCall: 'S0TEAMWEB',
  rung: 1,
  nextAt: minutesAgo(-10),
});

/** One alert of 19 minutes ago in every state that people see. */
export const STATES = {
  firing: FIRING,
  acknowledged: {
    ...FIRING,
    state: 'acknowledged',
    acknowledged: { by: ANNA, at: minutesAgo(15), reminders: 0 },
    nextAt: minutesAgo(-45),
  },
  snoozed: {
    ...FIRING,
    state: 'snoozed',
    snoozed: { by: ANNA, at: minutesAgo(15), untilAt: minutesAgo(-225) },
    nextAt: undefined,
  },
  resolved: {
    ...FIRING,
    state: 'resolved',
    resolved: { at: minutesAgo(5), by: undefined, how: '2 good looks in a row' },
    nextAt: undefined,
  },
} satisfies Partial<Record<Alert['state'], Alert>>;

/** One step, of now. */
export function someNews(step: NewsStep): News {
  return { seq: 1, at: NOW, step };
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
export const STALLED = {
  ...WORDS.stalled,
  targetGroups: [{ ...aTargetGroup([...PASSING, MISMATCH]), check: known(CHECK) }],
  definitions: known([aDefinition(15, { checked: true }), aDefinition(14, { checked: false })]),
};

/** What is found of it. */
export function aContext(given: Partial<Omit<AlertContext, 'change'>> = {}): AlertContext {
  const found = {
    sighting: STALLED,
    failing: judge(STALLED, NOW).failing,
    errors: known([
      { at: minutesAgo(2), task: 'b1000000ffff', container: 'app', text: 'Error: no route for /health' },
    ]),
    lastLines: [],
    gaps: [{ env: 'prod-eu', subject: 'alarms', unknown: denied('cloudwatch:DescribeAlarms') }],
    readAt: NOW,
  };
  return contextOf({ ...found, ...given }, (text) => text);
}

/** All that Slack marks up in a message, times left out. */
export function marked({ blocks }: Message): string {
  return blocks
    .flatMap((block) => {
      if (block.type === 'section') return [block.text.text];
      return block.type === 'context' ? block.elements.map(({ text }) => text) : [];
    })
    .join('\n')
    .replace(/<!date\^\d+\^[^|<>]*\|[^<>]*>/g, '');
}

/** What outside text has done to a message that it must not do: a mention, a link, bold print, a broken block. */
export function offences(message: Message): readonly string[] {
  const all = marked(message);
  const outsideCode = all.replace(/`[^`\n]*`/g, '');
  return [
    ...(all.match(/<[^>]*>?|```|\u202e/g) ?? []),
    ...(outsideCode.match(/(?<!\u200b)[*_~]bold/g) ?? []),
  ];
}

/** Whether Slack takes it as it is: nothing would be cut. */
export function fits(message: Message): boolean {
  return JSON.stringify(fitMessage(message)) === JSON.stringify(message);
}
