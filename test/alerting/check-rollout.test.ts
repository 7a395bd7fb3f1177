import { describe, expect, it } from 'vitest';
import { checkRollout } from '../../src/alerting/check-rollout.ts';
import type { Service } from '../../src/deployment/service.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import {
  aDeployment,
  anEvent,
  aPastDeployment,
  aRevision,
  aSighting,
  aTarget,
  aTargetGroup,
  aTask,
  aTaskSet,
  known,
  minutesAgo,
} from '../given.ts';
import { aCheckStop, aFailingTarget, aNewTask, aRolling, around, CODES } from '../given-checks.ts';

const OFF = { circuitBreaker: { enabled: false, rollback: false } };
const BACK = '(service web) rolling back to deployment ecs-svc/1000.';
const FAILED = '(service web) (deployment ecs-svc/2000) deployment failed: tasks failed to start.';
const NO_PLACE =
  '(service web) was unable to place a task because no container instance met its requirements.';
const BACK_OFF = '(service web) is unable to consistently start tasks successfully.';
const targetGroups = [aTargetGroup([aTarget(), aFailingTarget({ id: '10.0.3.10' })])];
const tasks = known([aTask(), aTask({ privateIp: '10.0.2.10' }), aNewTask()]);
const newStops = known([2, 5].map((at) => aCheckStop(at, 'ELB', { startedBy: 'ecs-svc/2000' })));

function check(of: Partial<Service>, given: Partial<Sighting> = {}) {
  return checkRollout(around(aSighting({ of, ...given })));
}

/** Rolled back, so many minutes ago; ECS lists the failed deployment no more. */
function rolledBack(minutes: number, events = [anEvent(BACK, minutes), anEvent(FAILED, minutes)]) {
  return { events };
}

describe('checkRollout', () => {
  it.each<[string, Partial<Service>, Partial<Sighting>, string, string]>([
    ['steady', {}, {}, 'good', 'steady on web:14'],
    ['under way', aRolling(), {}, 'settling', 'web:15 is being rolled out'],
    [
      'under way, with a failing target and a circuit breaker',
      aRolling(),
      { tasks, targetGroups },
      'settling',
      `web:15 is being rolled out; ${CODES}`,
    ],
    [
      'under way, with two tasks stopped and no circuit breaker',
      { ...aRolling(), ...OFF },
      { tasks, targetGroups, stopped: newStops },
      'bad',
      `2 tasks of web:15 stopped: Task failed ELB health checks in target group web-tg; ${CODES}, and no circuit breaker is on to end it`,
    ],
    [
      'the same, with a circuit breaker',
      aRolling(),
      { stopped: newStops },
      'settling',
      '2 tasks of web:15 stopped: Task failed ELB health checks in target group web-tg',
    ],
    [
      'under way, with two failures in a row and no circuit breaker',
      { ...aRolling({ failedTasks: 2 }), ...OFF },
      {},
      'bad',
      '2 tasks of web:15 failed in a row, and no circuit breaker is on to end it',
    ],
    [
      'under way, with one failure and no circuit breaker',
      { ...aRolling({ failedTasks: 1 }), ...OFF },
      { stopped: known([aCheckStop(2, 'ELB', { startedBy: 'ecs-svc/2000', revision: aRevision(15) })]) },
      'settling',
      'web:15 is being rolled out; 1 time “Task failed ELB health checks”',
    ],
    [
      'under way, with tasks of the old revision that stopped, and no circuit breaker',
      { ...aRolling(), ...OFF },
      { stopped: known([aCheckStop(2, 'container'), aCheckStop(5, 'container')]) },
      'settling',
      'web:15 is being rolled out',
    ],
    [
      'under way, held back by ECS, and no circuit breaker',
      { ...aRolling({ runningCount: 0 }), ...OFF, events: [anEvent(BACK_OFF, 2)] },
      {},
      'bad',
      'ECS says of web:15 “is unable to consistently start tasks successfully”, and no circuit breaker is on to end it',
    ],
    [
      'under way, without a place for its tasks, which is no fault of theirs',
      { ...aRolling({ runningCount: 0, failedTasks: 2 }), ...OFF, events: [anEvent(NO_PLACE, 2)] },
      {},
      'settling',
      'web:15 is being rolled out',
    ],
    [
      'stalled with failures',
      { ...aRolling({ failedTasks: 6 }), ...OFF },
      { tasks, targetGroups },
      'bad',
      `web:15 stalled: 6 tasks failed in a row, and no circuit breaker is on to end it; ${CODES}`,
    ],
    [
      'stalled without a word, said in steps',
      aRolling({ updatedAt: minutesAgo(17), createdAt: minutesAgo(20) }),
      {},
      'bad',
      'web:15 stalled: no progress for over 15 min',
    ],
    [
      'failed',
      aRolling({ rolloutState: 'failed', rolloutReason: 'tasks failed to start.' }),
      {},
      'bad',
      'web:15 failed: tasks failed to start.',
    ],
    [
      'of CodeDeploy, under way',
      {
        controller: 'code-deploy',
        deployments: [],
        taskSets: [
          aTaskSet(),
          aTaskSet({ id: 'ecs-svc/8', status: 'active', stability: 'stabilizing', revision: aRevision(15) }),
        ],
      },
      {},
      'settling',
      'web:15 is being rolled out',
    ],
    [
      'of an external controller that keeps nothing in ECS',
      { controller: 'external', deployments: [] },
      {},
      'settling',
      'the external deployment controller keeps no deployments in ECS',
    ],
  ])('%s', (_, of, given, outcome, reason) => {
    expect(check(of, given)).toMatchObject({ outcome, reason });
  });

  it.each([
    [5, 'bad'],
    [11 * 60, 'bad'],
    [12 * 60, 'settling'],
    [5 * 24 * 60, 'settling'],
  ])('rolled back %i min ago is %s', (minutes, outcome) => {
    expect(check(rolledBack(minutes))).toMatchObject({
      outcome,
      word: outcome === 'bad' ? 'rolled back' : '',
    });
  });

  it('is rolling back as long as it is not done, however long that takes', () => {
    const deployments = [
      aDeployment({ id: 'ecs-svc/3000', rolloutState: 'in-progress' }),
      aDeployment({ id: 'ecs-svc/2000', status: 'active', revision: aRevision(15), rolloutState: 'failed' }),
    ];
    const events = [anEvent(BACK.replace('1000', '3000'), 13 * 60), anEvent(FAILED, 13 * 60)];
    expect(check({ deployments, events })).toMatchObject({
      outcome: 'bad',
      word: 'rolling back',
      subject: 'web:15',
      reason: 'web:15 is being rolled back to web:14: tasks failed to start',
    });
  });

  it.each<[string, Partial<Sighting>, string]>([
    [
      'the history',
      { history: known([aPastDeployment({ status: 'rollback-successful', revision: aRevision(15) })]) },
      'web:15',
    ],
    [
      'a stopped task of the deployment that failed',
      { stopped: known([aNewTask({ stoppedAt: minutesAgo(6) })]) },
      'web:15',
    ],
    ['nothing any more', { stopped: known([]) }, ''],
  ])('names the revision that was rolled back by %s', (_, given, subject) => {
    expect(check(rolledBack(5), given)).toMatchObject({ outcome: 'bad', subject });
  });

  it('says what is known of a rollback whose revision nothing names', () => {
    expect(check(rolledBack(5)).reason).toBe('the rollout was rolled back to web:14: tasks failed to start');
  });

  it('names the new revision once a newer rollout began', () => {
    const newer = aRolling({ revision: aRevision(16) });
    expect(check({ ...newer, ...rolledBack(30) }).subject).toBe('web:16');
  });
});
