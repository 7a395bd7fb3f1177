import type { Who } from '../src/access/person.ts';
import type { Alert, News, NewsStep } from '../src/alerting/alert.ts';
import type { Blindness } from '../src/alerting/blindness.ts';
import type { Check } from '../src/alerting/check.ts';
import type { RolloutCard } from '../src/alerting/rollout-card.ts';
import type { StoppedRecord } from '../src/alerting/stopped-record.ts';
import type {
  AlertThread,
  BlindnessThread,
  Delivery,
  RolloutThread,
  Thread,
} from '../src/alerting/thread.ts';
import { UNDELIVERED } from '../src/alerting/thread.ts';
import type { Watch } from '../src/alerting/watch.ts';
import { aRef, aRevision, aTask, minutesAgo, NOW } from './given.ts';

export const ANNA: Who = { id: 'UANNA', name: 'Anna' };
export const BEN: Who = { id: 'UBEN', name: 'Ben' };

/** A good look at the targets of `prod/web`, read now. */
export function aCheck(given: Partial<Check> = {}): Check {
  const isBad = given.outcome === 'bad';
  return {
    ref: aRef(),
    kind: 'targets',
    subject: '',
    outcome: 'good',
    word: isBad ? 'unhealthy' : '',
    reason: isBad ? '2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [503]' : '',
    readAt: NOW,
    ...given,
  };
}

/** The same, bad. */
export function aBadCheck(given: Partial<Check> = {}): Check {
  return aCheck({ outcome: 'bad', ...given });
}

/** News in order, from 1, of now unless told. */
export function news(...steps: readonly (NewsStep | { step: NewsStep; at: Date })[]): readonly News[] {
  return steps.map((each, index) =>
    'step' in each
      ? { seq: index + 1, at: each.at, step: each.step }
      : { seq: index + 1, at: NOW, step: each },
  );
}

/** The targets of `prod/web` have failed for a minute: it was opened now, and nobody is on call. */
export function anAlert(given: Partial<Alert> = {}): Alert {
  const openedAt = given.openings?.[0] ?? NOW;
  return {
    topic: 'alert',
    ref: aRef(),
    kind: 'targets',
    subject: '',
    state: 'firing',
    looks: [minutesAgo(1), minutesAgo(0.5), NOW].map((at) => ({ at, bad: true })),
    word: 'unhealthy',
    reason: '2 of 2 targets of web-tg unhealthy: Health checks failed with these codes: [503]',
    beganAt: minutesAgo(1),
    lastBadAt: NOW,
    openings: [openedAt],
    flappingSinceAt: undefined,
    onCall: undefined,
    escalateTo: undefined,
    rung: 0,
    nextAt: undefined,
    acknowledged: undefined,
    snoozed: undefined,
    resolved: undefined,
    news: [{ seq: 1, at: openedAt, step: { kind: 'opened' } }],
    ...given,
  };
}

/** Revision 15 follows 14 on `prod/web`, since two minutes. */
export function aCard(given: Partial<RolloutCard> = {}): RolloutCard {
  return {
    topic: 'rollout',
    ref: aRef(),
    deploymentId: 'ecs-svc/2000',
    from: aRevision(14),
    to: aRevision(15),
    startedAt: minutesAgo(2),
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

/** Nothing of `prod-eu` can be read since five minutes. */
export function aBlindness(given: Partial<Blindness> = {}): Blindness {
  return {
    topic: 'blindness',
    env: 'prod-eu',
    state: 'blind',
    missing: 3,
    of: 3,
    reasons: ['could not describe services of cluster prod – needs ecs:DescribeServices'],
    sinceAt: minutesAgo(5),
    overAt: undefined,
    ...given,
  };
}

/** The thread of an alert in C1, saved once. */
export function aThread(
  given: Partial<Omit<AlertThread, 'about'>> & { about?: Partial<Alert> } = {},
): AlertThread {
  const { about, ...rest } = given;
  return threadOf(anAlert(about), rest, 'alert:prod-eu:prod/web:targets:');
}

export function aRolloutThread(
  given: Partial<Omit<RolloutThread, 'about'>> & { about?: Partial<RolloutCard> } = {},
): RolloutThread {
  const { about, ...rest } = given;
  return threadOf(aCard(about), rest, 'rollout:prod-eu:prod/web:ecs-svc/2000');
}

export function aBlindnessThread(
  given: Partial<Omit<BlindnessThread, 'about'>> & { about?: Partial<Blindness> } = {},
): BlindnessThread {
  const { about, ...rest } = given;
  return threadOf(aBlindness(about), rest, 'blind:prod-eu');
}

/** Nothing was said yet. */
export function aDelivery(given: Partial<Delivery> = {}): Delivery {
  return { ...UNDELIVERED, ...given };
}

/** C1 watches `prod/web`, with nobody on call. */
export function aWatch(given: Partial<Watch> = {}): Watch {
  return {
    channel: 'C1',
    scope: { kind: 'names', env: 'prod-eu', cluster: 'prod', name: 'web' },
    onCall: undefined,
    escalateTo: undefined,
    quiet: undefined,
    createdBy: 'U1',
    createdAt: minutesAgo(600),
    ...given,
  };
}

/** A task of `prod/web` that stopped with exit code 1 a minute ago, without its lines. */
export function aStoppedRecord(given: Partial<StoppedRecord> = {}): StoppedRecord {
  return {
    ref: aRef(),
    task: aTask({
      lastStatus: 'stopped',
      desiredStatus: 'stopped',
      stoppedAt: minutesAgo(1),
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
    }),
    seenAt: NOW,
    lines: undefined,
    notRead: undefined,
    ...given,
  };
}

function threadOf<A extends Thread['about']>(
  about: A,
  rest: Partial<Omit<Thread<A>, 'about'>>,
  key: string,
): Thread<A> {
  return { id: 'thread-1', channel: 'C1', key, about, open: true, version: 1, ...rest };
}
