import { describe, expect, it } from 'vitest';
import {
  collapseEvents,
  completedAt,
  eventsByWeight,
  eventText,
  failedDeployment,
  isStartError,
  lastStart,
  saysTrouble,
  shortSince,
  startFailure,
} from '../../src/deployment/events.ts';
import { anEvent, minutesAgo } from '../given.ts';

describe('service events', () => {
  it('collapses repeats that differ in ids only, the latest first', () => {
    const started = (id: string, minutes: number) =>
      anEvent(`(service web) has started 1 tasks: (task ${id}).`, minutes);
    const events = [
      started('0123456789abcdef0123456789abcdef', 1),
      anEvent('(service web) has reached a steady state.', 5),
      started('fedcba9876543210fedcba9876543210', 9),
    ];
    expect(collapseEvents(events)).toEqual([
      { message: 'has started 1 tasks: task …', count: 2, firstAt: minutesAgo(9), lastAt: minutesAgo(1) },
      { message: 'has reached a steady state', count: 1, firstAt: minutesAgo(5), lastAt: minutesAgo(5) },
    ]);
  });

  it('puts what is wrong, and what nobody has seen before, before the routine of a rollout', () => {
    const events = [
      anEvent('(service web) has started 1 tasks: (task 0123456789abcdef0123456789abcdef).', 1),
      anEvent('(service web) registered 1 targets in (target-group web-tg)', 2),
      anEvent(
        '(service web) (port 80) is unhealthy in (target-group web-tg) due to (reason Request timed out)',
        3,
      ),
      anEvent('(service web) did something new.', 4),
    ];
    expect(eventsByWeight(events, 5).shown.map(({ message }) => message.slice(0, 20))).toEqual([
      '(port 80) is unhealt',
      'did something new',
      'has started 1 tasks:',
      'registered 1 targets',
    ]);
  });

  it('shows little of the routine, and counts what it leaves out', () => {
    const routine = ['has reached a steady state.', 'has begun draining connections on 1 tasks.'];
    const messages = [
      ...routine,
      '(deployment ecs-svc/1) deployment completed.',
      'did one thing.',
      'did two.',
    ];
    const events = messages.map((message, at) => anEvent(`(service web) ${message}`, at));
    const texts = (most: number) => eventsByWeight(events, most).shown.map(({ message }) => message);
    expect(texts(5)).toEqual(['did one thing', 'did two', ...routine.map((each) => each.slice(0, -1))]);
    expect(eventsByWeight(events, 5).others).toBe(1);
    expect(texts(1)).toEqual(['did one thing']);
  });

  it.each([
    [
      '(service checkout, taskSet ecs-svc/1234567890) has reached a steady state.',
      'task set ecs-svc/… has reached a steady state',
    ],
    [
      '(service web) (deployment ecs-svc/1234567890) deployment failed: tasks failed to start.',
      'deployment failed: tasks failed to start',
    ],
    ['(service web) has reached a steady state.', 'has reached a steady state'],
    ['service web was unable to place a task.', 'was unable to place a task'],
    ['something ECS never wrote before', 'something ECS never wrote before'],
    [
      '(service web) has started 2 tasks: (task 0123456789abcdef0123456789abcdef) (task 1123456789abcdef0123456789abcdef).',
      'has started 2 tasks: tasks …',
    ],
  ])('reads %s', (message, text) => {
    expect(eventText(message)).toBe(text);
  });
});

describe('startFailure', () => {
  const noPlace = anEvent('(service web) was unable to place a task because no capacity.', 3);
  const started = anEvent('(service web) has started 1 tasks: (task a1).', 2);
  const throttled = anEvent('(service web) is unable to consistently start tasks successfully.', 3);
  const steady = anEvent('(service web) has reached a steady state.', 1);

  it.each([
    ['stands', [noPlace], noPlace],
    ['is taken back by a started task where there was no place', [started, noPlace], undefined],
    ['is not taken back by a started task where tasks do not last', [started, throttled], throttled],
    ['is taken back by a steady state', [steady, started, throttled, noPlace], undefined],
  ])('%s', (_, events, failure) => {
    expect(startFailure(events)).toBe(failure);
  });
});

describe('shortSince', () => {
  it('is when ECS first started tasks after the last steady state', () => {
    const [first, again, before] = [9, 4, 700].map((minutes) =>
      anEvent('(service web) has started 1 tasks: (task a1).', minutes),
    );
    const steady = anEvent('(service web) has reached a steady state.', 600);
    const events = [again, first, steady, before].flatMap((each) => each ?? []);
    expect(shortSince(events)).toEqual(first?.createdAt);
    expect(shortSince([steady, ...events])).toBeUndefined();
  });
});

describe('what single events say', () => {
  const events = [
    anEvent('(service web) has started 2 tasks: (task a) (task b).', 1),
    anEvent('(service web) (deployment ecs-svc/3) deployment failed: tasks failed to start.', 2),
    anEvent('(service web) (deployment ecs-svc/2) deployment completed.', 3),
    anEvent('(service web) (deployment ecs-svc/1) deployment failed: alarm detected.', 4),
    anEvent('(service web) has started 1 tasks: (task c).', 5),
  ];

  it('finds the newest of a kind', () => {
    expect(lastStart(events)).toEqual(minutesAgo(1));
    expect(failedDeployment(events)).toBe('ecs-svc/3');
    expect(completedAt(events, 'ecs-svc/2')).toEqual(minutesAgo(3));
    expect(completedAt(events, 'ecs-svc/3')).toBeUndefined();
    expect([lastStart([]), failedDeployment([])]).toEqual([undefined, undefined]);
  });

  it.each([
    ['was unable to place a task. Reason: CannotPullContainerError: not found.', true],
    ['was unable to place a task. Reason: ResourceInitializationError: unable to pull secrets.', true],
    ['is unable to consistently start tasks successfully.', true],
    ['was unable to place a task. Reason: Capacity is unavailable at this time.', false],
    ['was unable to place a task because no container instance met all of its requirements.', false],
  ])('tells a task that did not start from one without a place: %s', (message, is) => {
    expect(isStartError(anEvent(`(service web) ${message}`, 1))).toBe(is);
  });

  it.each([
    ['(port 80) is unhealthy in (target-group web-tg) due to (reason Request timed out)', true],
    ['(task a) failed container health checks.', true],
    ['was unable to place a task.', true],
    ['rolling back to deployment ecs-svc/1.', true],
    ['has reached a steady state.', false],
    ['registered 1 targets in (target-group web-tg)', false],
    ['has begun draining connections on 1 tasks.', false],
  ])('knows trouble from routine: %s', (message, is) => {
    expect(saysTrouble(anEvent(`(service web) ${message}`, 1))).toBe(is);
  });
});
