import { describe, expect, it } from 'vitest';
import { checkCount } from '../../src/alerting/check-count.ts';
import type { Service } from '../../src/deployment/service.ts';
import { anEvent, aSighting, aTask, known, minutesAgo } from '../given.ts';
import { aRolling, around } from '../given-checks.ts';

const NO_PLACE =
  '(service web) was unable to place a task because no container instance met its requirements.';
const STARTED = '(service web) has started 10 tasks';

function check(of: Partial<Service>, { told = false, tasks = known([aTask()]) } = {}) {
  return checkCount(around(aSighting({ of, tasks })), told);
}

describe('checkCount', () => {
  it.each<[string, Partial<Service>, Parameters<typeof check>[1], string]>([
    ['all run', {}, {}, 'good'],
    ['more run than are wanted', { runningCount: 3 }, {}, 'good'],
    ['one is missing and none comes', { runningCount: 1 }, {}, 'bad'],
    ['one is missing, and another kind says why', { runningCount: 1 }, { told: true }, 'settling'],
    ['one is pending', { runningCount: 1, pendingCount: 1 }, {}, 'settling'],
    ['ECS finds no place', { runningCount: 1, events: [anEvent(NO_PLACE, 3)] }, {}, 'settling'],
    ['nothing runs, whatever ECS says', { runningCount: 0, events: [anEvent(NO_PLACE, 3)] }, {}, 'bad'],
    ['a scale-out goes on in parts', { desiredCount: 50, events: [anEvent(STARTED, 1)] }, {}, 'settling'],
    ['a scale-out stands still', { desiredCount: 50, events: [anEvent(STARTED, 3)] }, {}, 'bad'],
    [
      'tasks start all the time and it stays short',
      { desiredCount: 50, events: [anEvent(STARTED, 1), anEvent(STARTED, 20)] },
      {},
      'bad',
    ],
    ['a rollout takes some away', { ...aRolling(), runningCount: 1 }, {}, 'settling'],
  ])('where %s', (_, of, given, outcome) => {
    expect(check(of, given)).toMatchObject({ outcome });
  });

  it('says how many run, and how long it has been so in steps', () => {
    expect(check({ runningCount: 1 })).toMatchObject({
      word: 'too few tasks',
      reason: '1 of 2 tasks run, none pending',
    });
    const waiting = aTask({ lastStatus: 'pending', startedAt: undefined, createdAt: minutesAgo(22) });
    const tasks = known([aTask(), waiting]);
    expect(check({ runningCount: 1, pendingCount: 1 }, { tasks }).reason).toBe(
      '1 of 2 tasks run, 1 pending: for over 15 min now',
    );
  });
});
