import type { Alert } from '../src/alerting/alert.ts';
import type { Blindness } from '../src/alerting/blindness.ts';
import type { RolloutCard } from '../src/alerting/rollout-card.ts';
import type { StoppedRecord } from '../src/alerting/stopped-record.ts';
import { type AlertThread, type Delivery, type Thread, UNDELIVERED } from '../src/alerting/thread.ts';
import type { Task } from '../src/deployment/service.ts';
import { aRef, aRevision, minutesAgo, NOW } from './given.ts';
import { anAlert } from './given-alerts.ts';

const ANNA = { id: 'U1', name: 'Anna' };

/** An alert in a thread that was never saved: firing, unless it is told otherwise. */
export function anAlertThread(
  given: Partial<Omit<Thread, 'about'>> & { readonly about?: Partial<Alert> } = {},
): AlertThread {
  const about = anAlert({
    looks: [],
    reason: '2 of 3 targets of web-tg unhealthy',
    beganAt: minutesAgo(3),
    lastBadAt: minutesAgo(1),
    openings: [minutesAgo(2)],
    news: [],
    ...given.about,
  });
  const key = `alert:prod-eu:prod/web:${about.kind}:${about.subject}`;
  return { id: 'thread-1', channel: 'C1', key, open: true, version: 0, ...given, about };
}

/** An alert of which everything is set that may be, and every kind of news there is. */
export function aFullAlert(): Alert {
  const resolution = { at: minutesAgo(1), by: ANNA, how: '2 good looks in a row' };
  const steps: readonly Alert['news'][number]['step'][] = [
    { kind: 'opened' },
    { kind: 'reopened', by: undefined },
    // Looks like an instant, and is none.
    { kind: 'changed', word: 'failed', reason: '2026-03-04T03:00:00.000Z' },
    { kind: 'flapping', times: 3, sinceAt: minutesAgo(7) },
    { kind: 'acknowledged', by: ANNA },
    { kind: 'unacknowledged', by: undefined },
    { kind: 'snoozed', by: ANNA, untilAt: undefined },
    { kind: 'snoozed', by: ANNA, untilAt: minutesAgo(-30) },
    { kind: 'woken', by: ANNA },
    { kind: 'escalated', to: { kind: 'group', id: 'S1' } },
    { kind: 'escalated', to: { kind: 'channel' } },
    { kind: 'reminder', by: ANNA },
    { kind: 'resolved', resolution, afterMs: 240_000 },
  ];
  return anAlertThread({
    about: {
      looks: [
        { at: minutesAgo(3), bad: true },
        { at: minutesAgo(2), bad: false },
      ],
      reason: 'it\'s "down" <!channel>\n🐌 \\ \0',
      openings: [minutesAgo(9), minutesAgo(2)],
      flappingSinceAt: minutesAgo(7),
      onCall: 'U1',
      escalateTo: 'S1',
      rung: 2,
      nextAt: minutesAgo(-10),
      acknowledged: { by: ANNA, at: minutesAgo(5), reminders: 1 },
      snoozed: { by: ANNA, at: minutesAgo(4), untilAt: minutesAgo(-30) },
      resolved: resolution,
      news: steps.map((step, nth) => ({ seq: nth + 1, at: minutesAgo(60 - nth), step })),
    },
  }).about;
}

/** A rollout that was rolled back, with everything set. */
export function aFullCard(): RolloutCard {
  return {
    topic: 'rollout',
    ref: aRef(),
    deploymentId: 'ecs-svc/1000',
    from: aRevision(14),
    to: aRevision(15),
    startedAt: minutesAgo(9),
    state: 'rolled-back',
    running: 1,
    desired: 2,
    failedTasks: 3,
    reason: 'ECS deployment circuit breaker: tasks failed to start.',
    endedAt: minutesAgo(1),
    backTo: aRevision(14),
  };
}

/** Blindness of one environment. */
export function aBlindness(given: Partial<Blindness> = {}): Blindness {
  return {
    topic: 'blindness',
    env: 'prod-eu',
    state: 'blind',
    missing: 2,
    of: 3,
    reasons: ['could not describe services of cluster prod – needs ecs:DescribeServices'],
    sinceAt: minutesAgo(6),
    overAt: undefined,
    ...given,
  };
}

/** A thread with its first post in Slack, unless it is told otherwise. */
export function aDelivery(given: Partial<Delivery> = {}): Delivery {
  return { ...UNDELIVERED, root: '1.0', shown: 'digest', version: 1, ...given };
}

/** A task that stopped a minute ago, seen now, whose lines were not read. */
export function aStoppedRecord(
  given: Partial<Omit<StoppedRecord, 'task'>> & { readonly task?: Partial<Task> } = {},
): StoppedRecord {
  const task: Task = {
    arn: 'arn:aws:ecs:eu-central-1:111122223333:task/prod/1a2b',
    id: '1a2b',
    revision: aRevision(15),
    lastStatus: 'stopped',
    desiredStatus: 'stopped',
    health: 'unhealthy',
    group: 'service:web',
    startedBy: 'ecs-svc/1000',
    zone: 'eu-central-1a',
    privateIp: '10.0.0.7',
    hostPorts: [32768],
    createdAt: minutesAgo(5),
    startedAt: minutesAgo(4),
    stoppingAt: minutesAgo(2),
    stoppedAt: minutesAgo(1),
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [
      {
        name: 'app',
        image: 'web:15',
        imageDigest: 'sha256:00',
        lastStatus: 'stopped',
        health: 'unhealthy',
        exitCode: 137,
        reason: 'OutOfMemoryError: Container killed due to memory usage',
      },
    ],
    ...given.task,
  };
  return { ref: aRef(), seenAt: NOW, lines: undefined, notRead: undefined, ...given, task };
}
