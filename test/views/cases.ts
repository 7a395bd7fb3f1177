import type { Sighting } from '../../src/deployment/sighting.ts';
import {
  aDefinition,
  aDeployment,
  aPastDeployment,
  aRef,
  aRevision,
  aSighting,
  aTarget,
  aTargetGroup,
  aTask,
  denied,
  known,
  minutesAgo,
} from '../given.ts';

/** Two tasks of revision 14, running for hours. */
export const OLD = ['1', '2'].map((nth) => aTask({ ...ids(`a${nth}`), privateIp: `10.0.${nth}.10` }));
/** The targets of those. */
export const PASSING = ['1', '2'].map((nth) => aTarget({ id: `10.0.${nth}.10` }));
/** A task of revision 15, running for three minutes. */
export const NEW = aTask({
  ...ids('b1'),
  revision: aRevision(15),
  privateIp: '10.0.3.10',
  startedBy: 'ecs-svc/2000',
  startedAt: minutesAgo(3),
});
/** The target of that one, which fails. */
export const MISMATCH = aTarget({
  id: '10.0.3.10',
  state: 'unhealthy',
  reason: 'Target.ResponseCodeMismatch',
  description: 'Health checks failed with these codes: [404]',
});
/** The deployment of revision 15. */
export const ROLLING = aDeployment({
  id: 'ecs-svc/2000',
  revision: aRevision(15),
  runningCount: 1,
  rolloutState: 'in-progress',
  createdAt: minutesAgo(4),
  updatedAt: minutesAgo(1),
});
/** The deployment of revision 14, which it replaces. */
export const SERVING = aDeployment({ status: 'active' });
/** What is read of tasks before a rollout. */
export const TASKS = known(OLD, 'ecs:DescribeTasks');
/** What is read of tasks in a rollout. */
export const BOTH = known([...OLD, NEW], 'ecs:DescribeTasks');
const STALLED = { ...ROLLING, failedTasks: 6, createdAt: minutesAgo(41) };

/** The same ids whenever a test runs. */
export function ids(start: string) {
  const id = start.padEnd(32, '0');
  return { id, arn: `arn:aws:ecs:eu-central-1:111122223333:task/prod/${id}` };
}

/** The ARN of the target group of a name. */
export function arnOf(name: string): string {
  return aTargetGroup([], { name }).group.arn;
}

/** One service in each state that has a word. */
export const WORDS = {
  healthy: aSighting({
    tasks: TASKS,
    targetGroups: [aTargetGroup(PASSING)],
    definitions: known([aDefinition(14, { checked: true })], 'ecs:DescribeTaskDefinition'),
    stopped: known([], 'ecs:DescribeTasks'),
    history: known([aPastDeployment()], 'ecs:ListServiceDeployments'),
  }),
  settling: aSighting({
    of: { ref: aRef('scaling'), desiredCount: 10, pendingCount: 8 },
    tasks: TASKS,
    targetGroups: [aTargetGroup(PASSING)],
  }),
  rollingOut: aSighting({
    of: { ref: aRef('rolling'), deployments: [ROLLING, SERVING], runningCount: 3 },
    tasks: BOTH,
    targetGroups: [aTargetGroup([...PASSING, aTarget({ id: '10.0.3.10', state: 'initial' })])],
  }),
  stalled: aSighting({
    of: { ref: aRef('stalled'), deployments: [STALLED, SERVING], runningCount: 3 },
    tasks: BOTH,
    targetGroups: [aTargetGroup([...PASSING, MISMATCH])],
    stopped: known(
      ['c1', 'c2'].map((start) =>
        aTask({
          ...ids(start),
          lastStatus: 'stopped',
          stopCode: 'ServiceSchedulerInitiated',
          stoppedReason: `Task failed ELB health checks in (target-group ${arnOf('web-tg')})`,
          stoppedAt: minutesAgo(5),
        }),
      ),
      'ecs:DescribeTasks',
    ),
  }),
  failed: aSighting({
    of: {
      ref: aRef('failed'),
      deployments: [
        {
          ...ROLLING,
          runningCount: 0,
          rolloutState: 'failed',
          rolloutReason: 'ECS deployment circuit breaker: tasks failed to start.',
        },
        SERVING,
      ],
    },
    tasks: TASKS,
    targetGroups: [aTargetGroup(PASSING)],
  }),
  rolledBack: aSighting({
    of: { ref: aRef('back') },
    tasks: TASKS,
    targetGroups: [aTargetGroup(PASSING)],
    history: known(
      [
        aPastDeployment({
          status: 'rollback-successful',
          statusReason: 'Service deployment rolled back because of circuit breaker.',
          revision: aRevision(15),
          finishedAt: minutesAgo(30),
        }),
      ],
      'ecs:ListServiceDeployments',
    ),
  }),
  unhealthy: aSighting({
    of: { ref: aRef('down'), deployments: [STALLED], runningCount: 1 },
    tasks: known([NEW], 'ecs:DescribeTasks'),
    targetGroups: [aTargetGroup([MISMATCH])],
  }),
  unknown: aSighting({ of: { ref: aRef('unread') }, service: denied('ecs:DescribeServices') }),
  idle: aSighting({
    of: {
      ref: aRef('zero'),
      desiredCount: 0,
      runningCount: 0,
      deployments: [aDeployment({ desiredCount: 0, runningCount: 0 })],
    },
    tasks: known([], 'ecs:DescribeTasks'),
    targetGroups: [aTargetGroup([])],
  }),
} satisfies Record<string, Sighting>;
