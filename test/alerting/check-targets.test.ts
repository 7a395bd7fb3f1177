import { describe, expect, it } from 'vitest';
import { checkTargets } from '../../src/alerting/check-targets.ts';
import type { Service, Target } from '../../src/deployment/service.ts';
import type { Sighting, TargetGroupSighting } from '../../src/deployment/sighting.ts';
import {
  anEvent,
  aSighting,
  aTarget,
  aTargetGroup,
  aTask,
  denied,
  known,
  minutesAgo,
  NOW,
} from '../given.ts';
import { aCheckStop, aFailingTarget, aNewTask, aRolling, around, CODES } from '../given-checks.ts';

const two = [aTarget(), aTarget({ id: '10.0.2.10' })];
const [old, other, young] = [aTask(), aTask({ privateIp: '10.0.2.10' }), aNewTask()];
const failingNew = aFailingTarget({ id: '10.0.3.10' });
const timingOut = aFailingTarget({ id: '10.0.2.10', description: 'Request timed out' });
const PENDING = { kind: 'unknown', why: 'pending', detail: 'still being read' } as const;

function check(
  targetGroups: readonly TargetGroupSighting[],
  { of = {}, ...given }: Partial<Sighting> & { of?: Partial<Service> } = {},
) {
  return checkTargets(around(aSighting({ tasks: known([old, other]), targetGroups, of, ...given })));
}

/** A group that was read so many minutes ago. */
function readAgo(minutes: number, targets: readonly Target[], name = 'web-tg'): TargetGroupSighting {
  return { ...aTargetGroup([], { name }), targets: known(targets, 'elb', minutesAgo(minutes)) };
}

const inRollout = { of: aRolling(), tasks: known([old, other, young]) };

describe('checkTargets', () => {
  it.each<[string, readonly Target[], string]>([
    [
      'all fail in one way',
      [aFailingTarget(), aFailingTarget({ id: '10.0.2.10' })],
      `2 of 2 targets of web-tg unhealthy: ${CODES}; with none healthy the load balancer sends traffic to all of them`,
    ],
    ['one of them fails', [aTarget(), timingOut], '1 of 2 targets of web-tg unhealthy: Request timed out'],
    [
      'they fail in two ways, the more frequent first',
      [timingOut, aFailingTarget(), aFailingTarget({ id: '10.0.9.9' }), aTarget()],
      `3 of 4 targets of web-tg unhealthy: 2 × ${CODES}, 1 × Request timed out`,
    ],
    [
      'AWS gives a code without words',
      [aTarget(), aFailingTarget({ description: undefined, reason: 'Elb.InternalError' })],
      '1 of 2 targets of web-tg unhealthy: Elb.InternalError',
    ],
    [
      'AWS gives no reason at all',
      [aTarget(), aFailingTarget({ description: undefined, reason: undefined })],
      '1 of 2 targets of web-tg unhealthy: the load balancer gave no reason',
    ],
    ['none is registered', [], 'targets of web-tg: none registered'],
  ])('is bad where %s, with the numbers and AWS’s words', (_, targets, reason) => {
    expect(check([aTargetGroup(targets)])).toMatchObject({ outcome: 'bad', word: 'unhealthy', reason });
  });

  it.each<[string, TargetGroupSighting[], Parameters<typeof check>[1], string]>([
    ['all pass', [aTargetGroup(two)], {}, 'good'],
    ['there is no load balancer', [], {}, 'good'],
    [
      'one is at its first checks',
      [aTargetGroup([aTarget(), aTarget({ state: 'initial' })])],
      {},
      'settling',
    ],
    [
      'one has left and its task was just replaced',
      [aTargetGroup([aTarget(), aTarget({ id: '10.0.2.10', state: 'draining' })])],
      { tasks: known([old, aTask({ privateIp: '10.0.4.10', startedAt: minutesAgo(1) })]) },
      'settling',
    ],
    ['nothing runs', [aTargetGroup([])], { of: { runningCount: 0 }, tasks: known([]) }, 'settling'],
    ['a read was refused', [aTargetGroup(denied('elb:DescribeTargetHealth'))], {}, 'unknown'],
    ['none was read yet', [aTargetGroup(PENDING)], {}, 'not-looked'],
    [
      'one group passes and the other was not read yet',
      [aTargetGroup(two), aTargetGroup(PENDING, { name: 'internal' })],
      {},
      'not-looked',
    ],
    [
      'one group fails and the other could not be read',
      [aTargetGroup([aTarget(), timingOut]), aTargetGroup(denied('elb:X'), { name: 'internal' })],
      {},
      'bad',
    ],
    [
      'the group of a replacement task set fails',
      [aTargetGroup(two), aTargetGroup([failingNew], { name: 'green', role: 'replacement' })],
      {},
      'good',
    ],
    [
      'only such groups are left',
      [aTargetGroup([failingNew], { name: 'green', role: 'replacement' })],
      {},
      'settling',
    ],
  ])('where %s', (_, groups, given, outcome) => {
    expect(check(groups, given)).toMatchObject({ outcome });
  });

  it.each<[string, readonly Target[], Parameters<typeof check>[1], string]>([
    ['those of the new revision fail', [...two, failingNew], inRollout, 'good'],
    ['those that served before fail', [aTarget(), timingOut, failingNew], inRollout, 'bad'],
    [
      'a failing one cannot be joined to a task',
      [aTarget(), aFailingTarget({ id: '10.0.7.7' })],
      inRollout,
      'good',
    ],
    [
      'tasks are unknown',
      [aTarget(), timingOut],
      { ...inRollout, tasks: denied('ecs:ListTasks') },
      'settling',
    ],
    ['only those of the new revision are left, and fail', [failingNew], inRollout, 'settling'],
    [
      'only those of the new revision are left, and pass',
      [aTarget({ id: '10.0.3.10' })],
      inRollout,
      'settling',
    ],
    [
      'one that served before is checked anew',
      [aTarget(), aTarget({ id: '10.0.2.10', state: 'initial' })],
      inRollout,
      'settling',
    ],
    [
      'those of the new revision are at their first checks',
      [...two, aTarget({ id: '10.0.3.10', state: 'initial' })],
      inRollout,
      'good',
    ],
    ['none is registered for the moment', [], inRollout, 'settling'],
    [
      'it is a forced deployment of the same revision',
      [...two, failingNew],
      { ...inRollout, tasks: known([old, other, { ...young, revision: old.revision }]) },
      'good',
    ],
    [
      'it has failed, and what is left of it fails',
      [...two, failingNew],
      { ...inRollout, of: aRolling({ rolloutState: 'failed' }) },
      'good',
    ],
    [
      'it has failed, and those that serve fail',
      [aTarget(), timingOut],
      { ...inRollout, of: aRolling({ rolloutState: 'failed' }) },
      'bad',
    ],
  ])('in a rollout where %s', (_, targets, given, outcome) => {
    expect(check([aTargetGroup(targets)], given)).toMatchObject({ outcome });
  });

  it('follows the traffic of a blue/green service to the group in use', () => {
    const [blueArn, greenArn] = ['blue', 'green'].map((name) => aTargetGroup([], { name }).group.arn);
    const pair = (blue: readonly Target[], green: readonly Target[]) => [
      aTargetGroup(blue, { name: 'blue', partnerArn: greenArn }),
      aTargetGroup(green, { name: 'green', role: 'alternate', partnerArn: blueArn }),
    ];
    const of = { strategy: 'blue-green' } as const;
    expect(check(pair([], two), { of })).toMatchObject({
      outcome: 'good',
      reason: '2 of 2 targets of green healthy',
    });
    expect(check(pair([], [aTarget(), timingOut]), { of })).toMatchObject({
      outcome: 'bad',
      reason: '1 of 2 targets of green unhealthy: Request timed out',
    });
    expect(check(pair(two, [timingOut]), { of }).outcome).toBe('good');
  });

  it('counts only those that served before, of all that are registered', () => {
    expect(check([aTargetGroup([aTarget(), timingOut, failingNew])], inRollout).reason).toBe(
      '1 of 3 targets of web-tg unhealthy: Request timed out',
    );
  });

  it.each<[string, TargetGroupSighting[], number]>([
    ['the oldest where all pass', [readAgo(2, two), readAgo(5, two, 'internal')], 5],
    ['the one that fails', [readAgo(2, [aTarget(), timingOut]), readAgo(5, two, 'internal')], 2],
    [
      'the older of two that fail',
      [readAgo(2, [aTarget(), timingOut]), readAgo(5, [timingOut, aTarget()], 'internal')],
      5,
    ],
  ])('is as old as the group it rests on: %s', (_, groups, minutes) => {
    expect(check(groups).readAt).toEqual(minutesAgo(minutes));
  });

  it('does not miss the target of a task that started after the targets were read', () => {
    const tasks = known([old, aTask({ privateIp: '10.0.2.10', startedAt: minutesAgo(4) })]);
    expect(check([readAgo(5, [aTarget()])], { tasks })).toMatchObject({ outcome: 'good' });
    expect(check([readAgo(0, [aTarget()])], { tasks })).toMatchObject({ outcome: 'bad' });
  });

  it('is bad by the tasks that ECS stops for it, where no look meets a failing target', () => {
    const stopped = known([aCheckStop(1, 'ELB'), aCheckStop(6, 'ELB')], 'ecs', minutesAgo(0.5));
    const replaced = [aTargetGroup([aTarget(), aTarget({ state: 'initial' })])];
    expect(check(replaced, { stopped })).toEqual({
      outcome: 'bad',
      word: 'unhealthy',
      reason: '2 tasks stopped: Task failed ELB health checks in target group web-tg, within 15 min',
      readAt: minutesAgo(0.5),
    });
    expect(check([aTargetGroup(denied('elb:X'))], { stopped }).outcome).toBe('bad');
    // All pass now: it may be over, and only more looks can tell.
    expect(check([aTargetGroup(two)], { stopped }).outcome).toBe('good');
    expect(check(replaced, { stopped: known([aCheckStop(1, 'ELB')]) }).outcome).toBe('settling');
  });

  it('expects no target while ECS brings up the first of a service that nothing is read of yet', () => {
    const of = { pendingCount: 1, runningCount: 1, events: [anEvent('has started 1 tasks', 1)] };
    const tasks = known([aTask({ startedAt: new Date(NOW.getTime() - 20_000) })]);
    expect(check([aTargetGroup([])], { of, tasks }).outcome).toBe('settling');
  });
});
