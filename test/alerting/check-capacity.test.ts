import { describe, expect, it } from 'vitest';
import { checkCapacity } from '../../src/alerting/check-capacity.ts';
import type { Service } from '../../src/deployment/service.ts';
import { anEvent, aSighting, minutesAgo } from '../given.ts';
import { aRolling, around } from '../given-checks.ts';

const NO_PLACE =
  '(service web) was unable to place a task because no container instance met all of its requirements.';
const NO_IMAGE =
  '(service web) was unable to place a task. Reason: CannotPullContainerError: pull image manifest has been retried 5 time(s).';
const BACK_OFF = '(service web) is unable to consistently start tasks successfully.';
const STARTED = '(service web) has started 1 tasks: (task 0123456789abcdef0123456789abcdef).';
const STEADY = '(service web) has reached a steady state.';
const rolling = { ...aRolling({ runningCount: 0 }), runningCount: 2 };

function check(of: Partial<Service>, stops = false) {
  return checkCapacity(around(aSighting({ of })), { stops });
}

describe('checkCapacity', () => {
  it('says how many run and what ECS says', () => {
    expect(check({ runningCount: 1, events: [anEvent(NO_PLACE, 3)] })).toMatchObject({
      outcome: 'bad',
      word: 'cannot place tasks',
      reason:
        '1 of 2 tasks run: ECS says “was unable to place a task because no container instance met all of its requirements”',
    });
    expect(check({ runningCount: 1, events: [anEvent(BACK_OFF, 3)] }).word).toBe('cannot start tasks');
  });

  it.each<[string, Partial<Service>, boolean, string]>([
    ['all run', {}, false, 'good'],
    ['all run again, whatever was said', { events: [anEvent(NO_PLACE, 3)] }, false, 'good'],
    ['some are missing and ECS says nothing', { runningCount: 1 }, false, 'settling'],
    [
      'it was said hours ago, and nothing since',
      { runningCount: 1, events: [anEvent(NO_PLACE, 300)] },
      false,
      'bad',
    ],
    [
      'a task was started since',
      { runningCount: 1, events: [anEvent(STARTED, 1), anEvent(NO_PLACE, 3)] },
      false,
      'settling',
    ],
    [
      'it was steady since',
      { runningCount: 1, events: [anEvent(STEADY, 1), anEvent(BACK_OFF, 3)] },
      false,
      'settling',
    ],
    [
      'tasks start and end all the time',
      { runningCount: 1, events: [anEvent(STARTED, 1), anEvent(BACK_OFF, 3)] },
      false,
      'bad',
    ],
    [
      'that is told by the tasks that stop',
      { runningCount: 1, events: [anEvent(BACK_OFF, 3)] },
      true,
      'settling',
    ],
    ['a place is missing as well', { runningCount: 1, events: [anEvent(NO_PLACE, 3)] }, true, 'bad'],
    ['a rollout finds no place', { ...rolling, events: [anEvent(NO_PLACE, 3)] }, false, 'bad'],
    ['a rollout’s image is missing', { ...rolling, events: [anEvent(NO_IMAGE, 3)] }, false, 'settling'],
    [
      'it was said before the rollout began',
      { ...rolling, events: [anEvent(NO_PLACE, 11)] },
      false,
      'settling',
    ],
    [
      'the new deployment has all its tasks',
      { ...aRolling({ runningCount: 2 }), events: [anEvent(NO_PLACE, 3)] },
      false,
      'good',
    ],
  ])('where %s', (_, of, stops, outcome) => {
    expect(check(of, stops)).toMatchObject({ outcome, readAt: minutesAgo(0) });
  });
});
