import { describe, expect, it } from 'vitest';
import { findSuspect } from '../../src/diagnosis/suspect.ts';
import {
  aDeployment,
  aPastDeployment,
  aRevision,
  aSighting,
  aTarget,
  aTargetGroup,
  aTask,
  denied,
  known,
  minutesAgo,
  NOW,
} from '../given.ts';
import { aFailedTask, someEvidence } from './given-evidence.ts';

describe('what is in question', () => {
  it('is nothing of a service that is well', () => {
    expect(findSuspect(aSighting(), NOW)).toMatchObject({ state: 'well', failing: [], targets: [] });
  });

  it('are the tasks of the rollout that fails, not those that serve', () => {
    const { suspect } = someEvidence();
    expect(suspect).toMatchObject({ state: 'troubled', worked: { revision: aRevision(14), at: 'now' } });
    expect(suspect.failing.map(({ revision }) => revision?.number)).toEqual([15, 15]);
  });

  it('are no tasks of a deployment that is over', () => {
    const stopped = known([aFailedTask(), aFailedTask()], 'ecs:DescribeTasks');
    expect(findSuspect(aSighting({ stopped }), NOW)).toMatchObject({ state: 'well', failing: [] });
  });

  it('is not a single task that failed and was replaced', () => {
    const one = aFailedTask({ startedBy: 'ecs-svc/1000', revision: aRevision(14) });
    const seen = (stopped: readonly (typeof one)[]) =>
      findSuspect(aSighting({ stopped: known(stopped, 'ecs:DescribeTasks') }), NOW).state;
    expect(seen([one])).toBe('well');
    expect(seen([one, { ...one, id: 'c'.repeat(32) }])).toBe('troubled');
  });

  it('are targets that fail of a service that stands still, and the same revision that worked', () => {
    const sighting = aSighting({
      tasks: known([aTask()], 'ecs:DescribeTasks'),
      of: { runningCount: 1, desiredCount: 1 },
      targetGroups: [aTargetGroup([aTarget({ state: 'unhealthy', reason: 'Target.Timeout' })])],
      history: known([aPastDeployment()], 'ecs:ListServiceDeployments'),
    });
    const suspect = findSuspect(sighting, NOW);
    expect(suspect).toMatchObject({
      state: 'troubled',
      revision: aRevision(14),
      worked: { revision: aRevision(14), at: minutesAgo(590) },
    });
    expect(suspect.targets).toHaveLength(1);
  });

  it('is on its way while a rollout has not failed of anything', () => {
    const deployments = [
      aDeployment({
        rolloutState: 'in-progress',
        runningCount: 1,
        createdAt: minutesAgo(1),
        updatedAt: minutesAgo(1),
      }),
    ];
    expect(findSuspect(aSighting({ of: { deployments } }), NOW).state).toBe('settling');
  });

  it('is not known where the service could not be read', () => {
    expect(findSuspect(aSighting({ service: denied('ecs:DescribeServices') }), NOW).state).toBe('not-known');
  });

  describe('after a rollback of which there is no history and no deployment any more', () => {
    const rolledBack = (tasks: readonly ReturnType<typeof aFailedTask>[]) =>
      findSuspect(
        aSighting({
          of: {
            deployments: [
              aDeployment({
                id: 'ecs-svc/3000',
                rolloutReason: 'ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/3000.',
              }),
            ],
            events: [
              {
                id: 'e1',
                message: '(service web) (deployment ecs-svc/2000) deployment failed: tasks failed to start.',
                createdAt: minutesAgo(3),
              },
            ],
          },
          stopped: known(tasks, 'ecs:DescribeTasks'),
          history: undefined,
        }),
        NOW,
      );

    it('are the tasks that the failed deployment started', () => {
      const failed = aFailedTask({ startedBy: 'ecs-svc/2000' });
      const { revision, failing, worked } = rolledBack([failed]);
      expect({ revision, failing, worked: worked?.revision }).toEqual({
        revision: aRevision(15),
        failing: [failed],
        worked: aRevision(14),
      });
    });

    it('are failed tasks of another revision where nothing tells what started them', () => {
      const failed = aFailedTask({ startedBy: undefined });
      const other = aFailedTask({ startedBy: undefined, revision: aRevision(14) });
      expect(rolledBack([other, failed])).toMatchObject({ revision: aRevision(15), failing: [failed] });
    });
  });
});
