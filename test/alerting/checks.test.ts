import { describe, expect, it } from 'vitest';
import { ALERT_KINDS, type Check } from '../../src/alerting/check.ts';
import { checksOf, goneWords, isAbout } from '../../src/alerting/checks.ts';
import type { Fact } from '../../src/deployment/fact.ts';
import type { Service } from '../../src/deployment/service.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import { judge } from '../../src/deployment/verdict.ts';
import {
  aDeployment,
  anEvent,
  aRevision,
  aSighting,
  aTarget,
  aTargetGroup,
  aTask,
  aTaskSet,
  denied,
  known,
  minutesAgo,
  NOW,
} from '../given.ts';
import {
  aCheckStop,
  aFailingTarget,
  aMemoryKill,
  aNewTask,
  aRolling,
  checksBy,
  outcomesOf,
} from '../given-checks.ts';

const NO_PLACE =
  '(service web) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.';
const BACK_OFF = '(service web) is unable to consistently start tasks successfully.';
const PENDING = { kind: 'unknown', why: 'pending', detail: 'still being read' } as const;
const none = known([], 'ecs:DescribeTasks');
const two = [aTarget(), aTarget({ id: '10.0.2.10' })];
const [old, other, young] = [aTask(), aTask({ privateIp: '10.0.2.10' }), aNewTask()];
const failingNew = aFailingTarget({ id: '10.0.3.10' });
const every = (outcome: string) => Object.fromEntries(ALERT_KINDS.map((kind) => [kind, outcome]));

/** A healthy service behind a load balancer, but for what is given. */
function seen(given: Partial<Sighting> & { of?: Partial<Service> } = {}): Sighting {
  return aSighting({
    tasks: known([old, other]),
    stopped: none,
    targetGroups: [aTargetGroup(two)],
    ...given,
  });
}

function gone(detail: string): Sighting {
  return seen({ service: { kind: 'unknown', why: 'not-found', detail } });
}

describe('checksOf', () => {
  it('has one check of each kind, in their order, all good of a healthy service', () => {
    const sighting = seen();
    const checks = checksOf(sighting, judge(sighting, NOW), NOW);
    expect(checks.map(({ kind }) => kind)).toEqual(ALERT_KINDS);
    expect(checks.every(({ outcome, word }) => outcome === 'good' && word === '')).toBe(true);
    expect(checks.map(({ subject }) => subject).filter(Boolean)).toEqual(['web:14']);
  });

  it.each<[string, Sighting, Readonly<Record<string, string>>]>([
    [
      'a scale-out whose tasks are pending',
      seen({ of: { desiredCount: 4, pendingCount: 2, events: [anEvent('has started 2 tasks', 1)] } }),
      { count: 'settling', capacity: 'settling', targets: 'settling', 'container-health': 'settling' },
    ],
    [
      'a large scale-out that ECS starts in parts',
      seen({ of: { desiredCount: 40, pendingCount: 5, events: [anEvent('has started 5 tasks', 1)] } }),
      { count: 'settling', capacity: 'settling', targets: 'settling', 'container-health': 'settling' },
    ],
    ['a service scaled to zero', seen({ of: { desiredCount: 0, runningCount: 0 }, tasks: none }), {}],
    [
      'a service on its way to zero, whose targets drain',
      seen({
        of: { desiredCount: 0 },
        targetGroups: [aTargetGroup([aTarget({ state: 'draining' })])],
      }),
      { targets: 'settling', 'container-health': 'settling' },
    ],
    ['a daemon service', seen({ of: { scheduling: 'daemon' } }), {}],
    [
      'a daemon service on an instance that has just come',
      seen({ of: { scheduling: 'daemon', desiredCount: 3, pendingCount: 1 } }),
      { count: 'settling', capacity: 'settling', targets: 'settling', 'container-health': 'settling' },
    ],
    [
      'a task gone and none to replace it',
      seen({ of: { runningCount: 1 }, tasks: known([old]), targetGroups: [aTargetGroup([aTarget()])] }),
      { count: 'bad', capacity: 'settling' },
    ],
    [
      'one task that fails its container check',
      seen({ tasks: known([old, aTask({ privateIp: '10.0.2.10', health: 'unhealthy' })]) }),
      { 'container-health': 'bad' },
    ],
    [
      'tasks killed for their memory again and again',
      seen({ of: { runningCount: 1, pendingCount: 1 }, stopped: known([aMemoryKill(1), aMemoryKill(7)]) }),
      { 'tasks-stopping': 'bad', count: 'settling', capacity: 'settling' },
    ],
    [
      'the same, of which no target is left but those on their way out',
      seen({
        stopped: known([aMemoryKill(1), aMemoryKill(7)]),
        targetGroups: [aTargetGroup([aTarget({ state: 'draining' })])],
      }),
      { 'tasks-stopping': 'bad', targets: 'settling' },
    ],
    [
      'targets that fail while nothing is rolled out',
      seen({ targetGroups: [aTargetGroup([aFailingTarget(), aFailingTarget({ id: '10.0.2.10' })])] }),
      { targets: 'bad' },
    ],
    [
      'ECS killing tasks for the targets that fail',
      seen({
        stopped: known([aCheckStop(1, 'ELB'), aCheckStop(5, 'ELB'), aCheckStop(9, 'ELB')]),
        targetGroups: [aTargetGroup([aFailingTarget(), aTarget({ id: '10.0.2.10' })])],
      }),
      { targets: 'bad' },
    ],
    [
      'no place for a task',
      seen({ of: { desiredCount: 3, events: [anEvent(NO_PLACE, 2)] } }),
      { capacity: 'bad', count: 'settling' },
    ],
    [
      'a back-off event and then silence, with tasks that ECS still remembers',
      seen({
        of: { runningCount: 0, events: [anEvent(BACK_OFF, 25)] },
        tasks: none,
        targetGroups: [aTargetGroup([])],
        stopped: known([aMemoryKill(22), aMemoryKill(40)]),
      }),
      {
        'tasks-stopping': 'bad',
        capacity: 'settling',
        count: 'settling',
        targets: 'settling',
        'container-health': 'settling',
      },
    ],
    [
      'a back-off event and then silence, with all else forgotten',
      seen({
        of: { runningCount: 0, events: [anEvent(BACK_OFF, 90)] },
        tasks: none,
        targetGroups: [aTargetGroup([])],
      }),
      {
        'tasks-stopping': 'settling',
        capacity: 'bad',
        count: 'settling',
        targets: 'settling',
        'container-health': 'settling',
      },
    ],
    [
      'a new revision that fails while the old one serves, with a circuit breaker on',
      seen({
        of: aRolling({ failedTasks: 2 }),
        tasks: known([old, other, young]),
        stopped: known([1, 4].map((at) => aCheckStop(at, 'ELB', { startedBy: 'ecs-svc/2000' }))),
        targetGroups: [aTargetGroup([...two, failingNew])],
      }),
      { rollout: 'settling', 'tasks-stopping': 'settling', capacity: 'settling' },
    ],
    [
      'the same without a circuit breaker',
      seen({
        of: { ...aRolling({ failedTasks: 2 }), circuitBreaker: { enabled: false, rollback: false } },
        tasks: known([old, other, young]),
        targetGroups: [aTargetGroup([...two, failingNew])],
      }),
      { rollout: 'bad', 'tasks-stopping': 'settling', capacity: 'settling' },
    ],
    [
      'both revisions failing',
      seen({
        of: aRolling({ failedTasks: 4 }),
        tasks: known([old, other, young]),
        targetGroups: [aTargetGroup([aFailingTarget(), aTarget({ id: '10.0.2.10' }), failingNew])],
      }),
      { rollout: 'bad', targets: 'bad', 'tasks-stopping': 'settling', capacity: 'settling' },
    ],
    [
      'no place for the tasks of a rollout',
      seen({
        of: { ...aRolling({ runningCount: 0 }), runningCount: 2, events: [anEvent(NO_PLACE, 2)] },
      }),
      { rollout: 'settling', capacity: 'bad', 'tasks-stopping': 'settling' },
    ],
    [
      'no place for the tasks of a rollout, until that stalls',
      seen({
        of: {
          ...aRolling({ runningCount: 0, updatedAt: minutesAgo(16), createdAt: minutesAgo(20) }),
          runningCount: 2,
          events: [anEvent(NO_PLACE, 2)],
        },
      }),
      { rollout: 'bad', capacity: 'bad', 'tasks-stopping': 'settling' },
    ],
    [
      'a rollout just completed whose first tasks failed',
      seen({
        of: { events: [anEvent('(service web) (deployment ecs-svc/1000) deployment completed.', 3)] },
        stopped: known([aMemoryKill(5), aMemoryKill(7)]),
      }),
      {},
    ],
    [
      'a rollback five minutes ago, its tasks still remembered',
      seen({
        of: { events: [anEvent('(service web) rolling back to deployment ecs-svc/1000.', 5)] },
        stopped: known([6, 8].map((at) => aMemoryKill(at, { startedBy: 'ecs-svc/2000' }))),
      }),
      { rollout: 'bad' },
    ],
    [
      'a rollback five days ago',
      seen({
        of: { events: [anEvent('(service web) rolling back to deployment ecs-svc/1000.', 5 * 24 * 60)] },
      }),
      { rollout: 'settling' },
    ],
    ['a service that is draining', seen({ of: { status: 'draining' } }), every('settling')],
    ['a service that could not be read', seen({ service: denied('ecs:DescribeServices') }), every('unknown')],
    ['a service still being read', seen({ service: PENDING }), every('not-looked')],
    ['a deleted service', gone('could not find service web: it was deleted'), every('unknown')],
    ['stopped tasks unknown', seen({ stopped: denied('ecs:ListTasks') }), { 'tasks-stopping': 'unknown' }],
    ['stopped tasks not asked for', seen({ stopped: undefined }), { 'tasks-stopping': 'not-looked' }],
    ['tasks unknown', seen({ tasks: denied('ecs:ListTasks') }), { 'container-health': 'unknown' }],
    [
      'target health unknown for one of two groups',
      seen({ targetGroups: [aTargetGroup(two), aTargetGroup(denied('elb:X'), { name: 'internal' })] }),
      { targets: 'unknown' },
    ],
    ['targets never read yet', seen({ targetGroups: [aTargetGroup(PENDING)] }), { targets: 'not-looked' }],
    [
      'a service of CodeDeploy with two task sets',
      seen({
        of: {
          controller: 'code-deploy',
          deployments: [],
          taskSets: [aTaskSet({ id: 'ecs-svc/1000' }), aTaskSet({ id: 'ecs-svc/6', status: 'active' })],
        },
        targetGroups: [aTargetGroup(two), aTargetGroup([failingNew], { name: 'green', role: 'replacement' })],
      }),
      {},
    ],
    [
      'a service of an external controller without task sets',
      seen({ of: { controller: 'external', deployments: [] } }),
      { rollout: 'settling' },
    ],
    [
      'a blue/green rollout whose green targets fail beside those that serve',
      seen({
        of: { ...aRolling(), strategy: 'blue-green' },
        tasks: known([old, other, young]),
        targetGroups: pair([aTarget(), aTarget({ id: '10.0.2.10' })], [failingNew]),
      }),
      { rollout: 'settling', 'tasks-stopping': 'settling', capacity: 'settling' },
    ],
  ])('of %s', (_, sighting, outcomes) => {
    expect(outcomesOf(sighting)).toEqual(outcomes);
  });

  it('says where nothing serves any more, although a circuit breaker is on', () => {
    const alone = (gracePeriodMs: number) =>
      seen({
        of: { ...aRolling({ desiredCount: 1 }), desiredCount: 1, runningCount: 1, gracePeriodMs },
        tasks: known([young]),
        targetGroups: [aTargetGroup([failingNew])],
      });
    expect(checksBy(alone(0)).rollout).toMatchObject({
      outcome: 'bad',
      word: 'failing',
      reason: expect.stringMatching(/^nothing serves: 1 of 1 targets of web-tg unhealthy: .*\[404\]/),
    });
    // Within the grace period it may just be starting.
    expect(checksBy(alone(10 * 60_000)).rollout.outcome).toBe('settling');
  });

  it('is as old as the fact that it rests on', () => {
    const readAt = (minutes: number): Pick<Extract<Fact<unknown>, { kind: 'known' }>, 'readAt'> => ({
      readAt: minutesAgo(minutes),
    });
    const group = aTargetGroup(two);
    const sighting = seen({
      tasks: { ...known([old, other]), ...readAt(1) },
      stopped: { ...none, ...readAt(2) },
      targetGroups: [{ ...group, targets: { ...known(two), ...readAt(3) } }],
    });
    const checks = checksBy(sighting);
    expect(ALERT_KINDS.map((kind) => (NOW.getTime() - checks[kind].readAt.getTime()) / 60_000)).toEqual([
      1, 3, 0, 2, 0, 0,
    ]);
  });

  it('keeps to the revision that a rollout asks for', () => {
    expect(checksBy(seen({ of: aRolling() })).rollout.subject).toBe('web:15');
    const steady = seen({ of: { deployments: [aDeployment({ revision: aRevision(16) })] } });
    expect(checksBy(steady).rollout).toMatchObject({ subject: 'web:16', outcome: 'good' });
  });
});

describe('goneWords', () => {
  it.each<[string, Sighting, string | undefined]>([
    ['deleted', gone('could not find service web: it was deleted'), 'the service was deleted'],
    ['forgotten', gone('could not find service web: ECS knows no such service'), 'the service was deleted'],
    [
      'of an environment that is configured no more',
      gone('could not look: no environment is called prod-eu'),
      'could not look: no environment is called prod-eu',
    ],
    ['denied', seen({ service: denied('ecs:DescribeServices') }), undefined],
    ['still there', seen(), undefined],
  ])('of a service %s', (_, sighting, words) => {
    expect(goneWords(sighting)).toBe(words);
  });
});

describe('isAbout', () => {
  const check = (subject: string): Check => ({ ...checksBy(seen()).rollout, subject });
  it.each([
    ['web:15', 'web:15', true],
    ['web:16', 'web:15', false],
    ['', 'web:15', true],
    ['web:15', '', true],
  ])('of a check of %j and a trouble of %j', (own, subject, is) => {
    expect(isAbout(check(own), { kind: 'rollout', subject })).toBe(is);
    expect(isAbout(check(own), { kind: 'targets', subject })).toBe(false);
  });
});

function pair(blue: Parameters<typeof aTargetGroup>[0], green: typeof blue) {
  const [one, two] = ['blue', 'green'].map((name) => aTargetGroup([], { name }).group.arn);
  return [
    aTargetGroup(blue, { name: 'blue', partnerArn: two }),
    aTargetGroup(green, { name: 'green', role: 'alternate', partnerArn: one }),
  ];
}
