import { describe, expect, it } from 'vitest';
import { checkStops } from '../../src/alerting/check-stops.ts';
import type { Service, Task } from '../../src/deployment/service.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import { anEvent, aSighting, aTarget, aTargetGroup, aTask, denied, known, minutesAgo } from '../given.ts';
import { aCheckStop, aMemoryKill, aRolling, around } from '../given-checks.ts';

const KILLED =
  'Essential container in task exited: app exit code 137 (OutOfMemoryError: Container killed due to memory usage)';
const backOff = {
  runningCount: 1,
  events: [anEvent('(service web) is unable to consistently start tasks successfully.', 20)],
};

function check(stopped: readonly Task[], given: Partial<Sighting> & { of?: Partial<Service> } = {}) {
  return checkStops(around(aSighting({ stopped: known(stopped, 'ecs', minutesAgo(1)), ...given })));
}

describe('checkStops', () => {
  it('says what ended the tasks, and how many', () => {
    expect(check([aMemoryKill(2), aMemoryKill(8), aMemoryKill(14)])).toEqual({
      outcome: 'bad',
      word: 'stopping',
      reason: `3 tasks stopped: ${KILLED}, within 15 min`,
      readAt: minutesAgo(1),
    });
    const failed = aTask({
      stopCode: 'TaskFailedToStart',
      stoppedReason: 'CannotPullContainerError: not found',
      stoppedAt: minutesAgo(3),
    });
    expect(check([aMemoryKill(2), failed, failed]).reason).toBe(
      `3 tasks stopped: 2 × CannotPullContainerError: not found; 1 × ${KILLED}, within 15 min`,
    );
  });

  it.each<[string, readonly Task[], Parameters<typeof check>[1], string]>([
    ['none stopped', [], {}, 'good'],
    ['one stopped', [aMemoryKill(2)], {}, 'settling'],
    ['one of two is longer ago', [aMemoryKill(2), aMemoryKill(16)], {}, 'settling'],
    ['both are longer ago', [aMemoryKill(16), aMemoryKill(18)], {}, 'good'],
    [
      'ECS scales in',
      [1, 2].map((at) =>
        aTask({
          stopCode: 'ServiceSchedulerInitiated',
          stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/1000)',
          stoppedAt: minutesAgo(at),
        }),
      ),
      {},
      'good',
    ],
    [
      'people stop them',
      [1, 2].map((at) =>
        aTask({
          stopCode: 'UserInitiated',
          stoppedReason: 'Task stopped by user',
          stoppedAt: minutesAgo(at),
        }),
      ),
      {},
      'good',
    ],
    [
      'they are of a deployment that is gone',
      [1, 2].map((at) => aMemoryKill(at, { startedBy: 'ecs-svc/900' })),
      {},
      'good',
    ],
    ['a rollout is under way', [aMemoryKill(1), aMemoryKill(2)], { of: aRolling() }, 'settling'],
    [
      'what started them is not known',
      [1, 2].map((at) => aMemoryKill(at, { startedBy: undefined })),
      {},
      'bad',
    ],
    [
      'a failed rollout is left, and what serves stops',
      [aMemoryKill(1), aMemoryKill(2)],
      { of: aRolling({ rolloutState: 'failed' }) },
      'bad',
    ],
    [
      'a failed rollout is left, and its tasks stop',
      [1, 2].map((at) => aMemoryKill(at, { startedBy: 'ecs-svc/2000' })),
      { of: aRolling({ rolloutState: 'failed' }) },
      'good',
    ],
    [
      'ECS holds back, with stops of the last hour',
      [aMemoryKill(18), aMemoryKill(40)],
      { of: backOff },
      'bad',
    ],
    ['ECS holds back, and none is remembered', [], { of: backOff }, 'settling'],
    ['ECS held back and all run again', [], { of: { ...backOff, runningCount: 2 } }, 'good'],
    [
      'they fail the load balancer’s check, whose results are read',
      [1, 2].map((at) => aCheckStop(at, 'ELB')),
      { targetGroups: [aTargetGroup([aTarget()])] },
      'good',
    ],
    [
      'they fail the load balancer’s check, whose results cannot be read',
      [1, 2].map((at) => aCheckStop(at, 'ELB')),
      { targetGroups: [aTargetGroup(denied('elb:X'))] },
      'bad',
    ],
    ['they fail the container check', [1, 2].map((at) => aCheckStop(at, 'container')), {}, 'good'],
    [
      'they fail the container check, and tasks cannot be read',
      [1, 2].map((at) => aCheckStop(at, 'container')),
      { tasks: denied('ecs:ListTasks') },
      'bad',
    ],
    ['they could not be read', [], { stopped: denied('ecs:ListTasks') }, 'unknown'],
    ['they were not asked for', [], { stopped: undefined }, 'not-looked'],
  ])('where %s', (_, stopped, given, outcome) => {
    expect(check(stopped, given)).toMatchObject({ outcome });
  });
});
