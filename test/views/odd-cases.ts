import type { Sighting } from '../../src/deployment/sighting.ts';
import {
  aDefinition,
  anEvent,
  aPastDeployment,
  aRef,
  aRevision,
  aSighting,
  aTargetGroup,
  aTask,
  aTaskSet,
  denied,
  known,
  minutesAgo,
} from '../given.ts';
import { arnOf, BOTH, ids, MISMATCH, OLD, PASSING, ROLLING, SERVING, TASKS } from './cases.ts';

/** Services that are easily shown wrongly. */
export const ODD = {
  'behind no load balancer': aSighting({ of: { ref: aRef('worker') }, tasks: TASKS }),
  'without any check': aSighting({
    of: { ref: aRef('plain') },
    tasks: known(
      OLD.map((task) => ({ ...task, health: 'unknown' as const })),
      'ecs:DescribeTasks',
    ),
    definitions: known([aDefinition(14, { checked: false })], 'ecs:DescribeTaskDefinition'),
  }),
  'behind several target groups': aSighting({
    of: { ref: aRef('api') },
    tasks: TASKS,
    targetGroups: [
      aTargetGroup(PASSING, { name: 'public' }),
      aTargetGroup([PASSING, MISMATCH].flat().slice(1), { name: 'internal' }),
    ],
  }),
  'a daemon': aSighting({ of: { ref: aRef('agent'), scheduling: 'daemon' }, tasks: TASKS }),
  'with an external controller': aSighting({
    of: {
      ref: aRef('external'),
      controller: 'external',
      deployments: [],
      taskSets: [aTaskSet({ stability: undefined })],
    },
    tasks: TASKS,
  }),
  'in the first minute of CodeDeploy': aSighting({
    of: {
      ref: aRef('codedeploy'),
      controller: 'code-deploy',
      deployments: [],
      taskSets: [
        aTaskSet(),
        aTaskSet({
          id: 'ecs-svc/8',
          status: 'active',
          revision: aRevision(15),
          runningCount: 0,
          pendingCount: 2,
          stability: 'stabilizing',
          createdAt: minutesAgo(1),
        }),
      ],
    },
    tasks: TASKS,
    targetGroups: [
      aTargetGroup(PASSING, { name: 'blue' }),
      aTargetGroup([], { name: 'green', role: 'replacement' }),
    ],
  }),
  'blue/green with a failing green': aSighting({
    of: { ref: aRef('bluegreen'), strategy: 'blue-green', deployments: [ROLLING, SERVING], runningCount: 3 },
    tasks: BOTH,
    targetGroups: [
      aTargetGroup(PASSING, { name: 'blue', partnerArn: arnOf('green') }),
      aTargetGroup([MISMATCH], { name: 'green', role: 'alternate', partnerArn: arnOf('blue') }),
    ],
  }),
  'rolling back': aSighting({
    of: { ref: aRef('backing'), deployments: [ROLLING, SERVING], runningCount: 3 },
    tasks: BOTH,
    targetGroups: [aTargetGroup(PASSING)],
    history: known(
      [
        aPastDeployment({
          status: 'rollback-requested',
          statusReason: 'Alarm detected',
          revision: aRevision(15),
          finishedAt: undefined,
        }),
      ],
      'ecs:ListServiceDeployments',
    ),
  }),
  'running but never completed': aSighting({
    of: {
      ref: aRef('uncompleted'),
      deployments: [{ ...ROLLING, runningCount: 2, createdAt: minutesAgo(200), updatedAt: minutesAgo(190) }],
    },
    tasks: TASKS,
    targetGroups: [
      aTargetGroup(
        PASSING.map((target) => ({ ...target, state: 'initial', reason: 'Elb.InitialHealthChecking' })),
      ),
    ],
  }),
  'with a missing permission': aSighting({
    of: { ref: aRef('gap') },
    tasks: TASKS,
    targetGroups: [aTargetGroup(denied('elasticloadbalancing:DescribeTargetHealth'))],
  }),
  'failed, with a missing permission': aSighting({
    of: {
      ref: aRef('failedgap'),
      deployments: [
        {
          ...ROLLING,
          rolloutState: 'failed',
          rolloutReason: 'ECS deployment circuit breaker: tasks failed to start.',
        },
        SERVING,
      ],
    },
    tasks: TASKS,
    targetGroups: [aTargetGroup(denied('elasticloadbalancing:DescribeTargetHealth'))],
  }),
  'with tasks that are not listed': aSighting({
    of: { ref: aRef('unlisted') },
    tasks: known([], 'ecs:DescribeTasks'),
    targetGroups: [aTargetGroup(PASSING)],
  }),
  'with most targets missing': aSighting({
    of: { ref: aRef('missing'), desiredCount: 5, runningCount: 5 },
    tasks: known(
      ['1', '2', '3', '4', '5'].map((nth) => aTask(ids(`d${nth}`))),
      'ecs:DescribeTasks',
    ),
    targetGroups: [aTargetGroup(PASSING.slice(1))],
  }),
  'without a place for its tasks': aSighting({
    of: {
      ref: aRef('noplace'),
      desiredCount: 10,
      pendingCount: 8,
      events: [
        anEvent(
          '(service noplace) was unable to place a task because no container instance met all of its requirements. Reason: RESOURCE:MEMORY.',
          1,
        ),
        anEvent('(service noplace) has started 2 tasks: (task a1) (task a2).', 9),
      ],
    },
    tasks: TASKS,
  }),
  'on container instances': aSighting({
    of: { ref: aRef('bridge') },
    tasks: known(
      [
        aTask({ ...ids('e1'), privateIp: undefined, hostPorts: [32_768] }),
        aTask({ ...ids('e2'), privateIp: undefined, hostPorts: [32_769] }),
      ],
      'ecs:DescribeTasks',
    ),
    targetGroups: [
      aTargetGroup([
        { ...MISMATCH, id: 'i-0123456789abcdef0', port: 32_769 },
        { ...MISMATCH, id: 'i-0123456789abcdef1', port: 80 },
      ]),
    ],
  }),
  deleted: aSighting({
    of: { ref: aRef('deleted') },
    service: {
      kind: 'unknown',
      why: 'not-found',
      detail: 'could not find service prod/deleted: it was deleted',
    },
  }),
  'of another account': aSighting({
    of: { ref: aRef('elsewhere') },
    service: {
      kind: 'unknown',
      why: 'refused',
      detail: 'AWS answers for account 999999999999, configured is 111122223333',
    },
  }),
} satisfies Record<string, Sighting>;
