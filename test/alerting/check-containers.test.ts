import { describe, expect, it } from 'vitest';
import { checkContainers } from '../../src/alerting/check-containers.ts';
import type { Container, Service, Task } from '../../src/deployment/service.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import {
  aDefinition,
  aSighting,
  aTarget,
  aTargetGroup,
  aTask,
  aTaskSet,
  denied,
  known,
  minutesAgo,
} from '../given.ts';
import { aCheckStop, aNewTask, aRolling, around } from '../given-checks.ts';

const [old, other] = [aTask(), aTask({ privateIp: '10.0.2.10' })];
const unhealthy = unwell(aTask({ privateIp: '10.0.2.10' }), 'app');

/** A task of which these containers fail. */
function unwell(task: Task, ...names: readonly string[]): Task {
  const [container] = task.containers;
  const failing = (name: string): Container[] =>
    container ? [{ ...container, name, health: 'unhealthy' }] : [];
  return { ...task, health: 'unhealthy', containers: names.flatMap(failing) };
}

function check(tasks: readonly Task[], given: Partial<Sighting> & { of?: Partial<Service> } = {}) {
  return checkContainers(around(aSighting({ tasks: known(tasks, 'ecs', minutesAgo(1)), ...given })));
}

describe('checkContainers', () => {
  it.each<[string, readonly Task[], string]>([
    ['one fails', [old, unhealthy], '1 of 2 tasks unhealthy: container app fails its health check'],
    [
      'two containers fail',
      [unwell(old, 'proxy', 'app'), other],
      '1 of 2 tasks unhealthy: containers app, proxy fail their health check',
    ],
    [
      'ECS names no container',
      [unwell(old), unwell(other)],
      '2 of 2 tasks unhealthy: ECS does not say which container fails',
    ],
  ])('is bad where %s', (_, tasks, reason) => {
    expect(check(tasks)).toEqual({ outcome: 'bad', word: 'unhealthy', reason, readAt: minutesAgo(1) });
  });

  it.each<[string, readonly Task[], Parameters<typeof check>[1], string]>([
    ['all pass', [old, other], {}, 'good'],
    ['one has no result yet', [old, aTask({ health: 'unknown' })], {}, 'settling'],
    [
      'no task has a check',
      [aTask({ health: 'unknown' }), aTask({ health: 'unknown' })],
      { definitions: known([aDefinition(14, { checked: false })]) },
      'good',
    ],
    [
      'nothing gives a result, for hours',
      [aTask({ health: 'unknown' }), aTask({ health: 'unknown' })],
      {},
      'good',
    ],
    [
      'nothing gives a result, of tasks that have just come',
      [5, 6].map((at) => aTask({ health: 'unknown', startedAt: minutesAgo(at) })),
      {},
      'settling',
    ],
    ['none runs', [], { of: { runningCount: 0 } }, 'settling'],
    [
      'the failing one is gone and the next is pending',
      [old],
      { of: { runningCount: 1, pendingCount: 1 } },
      'settling',
    ],
    ['ECS counts more than it lists', [old], {}, 'unknown'],
    ['ECS counts more than it lists, and one fails', [unhealthy], {}, 'bad'],
    ['tasks could not be read', [], { tasks: denied('ecs:ListTasks') }, 'unknown'],
    [
      'tasks were not read yet',
      [],
      { tasks: { kind: 'unknown', why: 'pending', detail: 'still being read' } },
      'not-looked',
    ],
    ['a task of the new revision fails', [old, other, unwell(aNewTask(), 'app')], { of: aRolling() }, 'good'],
    ['a task that served before fails in a rollout', [old, unhealthy, aNewTask()], { of: aRolling() }, 'bad'],
    [
      'only tasks of the new revision are left in a rollout',
      [aNewTask(), aNewTask()],
      { of: { ...aRolling(), runningCount: 2 } },
      'settling',
    ],
    [
      'a task of the new revision has no result yet',
      [old, other, aNewTask({ health: 'unknown' })],
      { of: aRolling() },
      'good',
    ],
    ['the service is on its way to zero', [unhealthy], { of: { desiredCount: 0 } }, 'settling'],
  ])('where %s', (_, tasks, given, outcome) => {
    expect(check(tasks, given)).toMatchObject({ outcome });
  });

  it('leaves alone the tasks that take no production traffic', () => {
    const green = unwell(aNewTask(), 'app');
    const [blueArn, greenArn] = ['blue', 'green'].map((name) => aTargetGroup([], { name }).group.arn);
    const targetGroups = [
      aTargetGroup([aTarget(), aTarget({ id: '10.0.2.10' })], { name: 'blue', partnerArn: greenArn }),
      aTargetGroup([], { name: 'green', role: 'alternate', partnerArn: blueArn }),
    ];
    const of = { ...aRolling(), strategy: 'blue-green' } as const;
    expect(check([old, other, green], { of, targetGroups }).outcome).toBe('good');
  });

  it('leaves alone the tasks that CodeDeploy keeps after it has taken the traffic away', () => {
    const of = {
      controller: 'code-deploy',
      deployments: [],
      taskSets: [aTaskSet({ id: 'ecs-svc/1000' }), aTaskSet({ id: 'ecs-svc/6', status: 'active' })],
      runningCount: 3,
    } as const;
    const kept = unwell(aTask({ startedBy: 'ecs-svc/6', privateIp: '10.0.3.10' }), 'app');
    const targetGroups = [
      aTargetGroup([aTarget(), aTarget({ id: '10.0.2.10' })]),
      aTargetGroup([aTarget({ id: '10.0.3.10' })], { name: 'green', role: 'replacement' }),
    ];
    expect(check([old, other, kept], { of, targetGroups })).toMatchObject({
      outcome: 'good',
      reason: '2 of 2 tasks healthy',
    });
  });

  it('is bad by the tasks that ECS stops for it before a look meets one', () => {
    const stopped = known([aCheckStop(2, 'container'), aCheckStop(4, 'container')]);
    const replaced = [old, aTask({ health: 'unknown', startedAt: minutesAgo(1) })];
    expect(check(replaced, { stopped })).toMatchObject({
      outcome: 'bad',
      reason: '2 tasks stopped: Task failed container health checks, within 15 min',
    });
    expect(check([old, other], { stopped }).outcome).toBe('good');
    expect(check(replaced, { stopped, of: aRolling() }).outcome).toBe('settling');
  });
});
