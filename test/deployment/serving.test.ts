import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/deployment/service.ts';
import { servesNow, takesProduction, tasksBeside } from '../../src/deployment/serving.ts';
import type { Sighting, TargetGroupSighting } from '../../src/deployment/sighting.ts';
import { aSighting, aTarget, aTargetGroup, aTask, denied, known, minutesAgo } from '../given.ts';

const failing = aTarget({ state: 'unhealthy' });
const unread = denied('elasticloadbalancing:DescribeTargetHealth');

function pair(
  name: string,
  blue: Parameters<typeof aTargetGroup>[0],
  green: Parameters<typeof aTargetGroup>[0],
): readonly TargetGroupSighting[] {
  const arnOf = (colour: string) => aTargetGroup([], { name: `${name}-${colour}` }).group.arn;
  return [
    aTargetGroup(blue, { name: `${name}-blue`, partnerArn: arnOf('green') }),
    aTargetGroup(green, { name: `${name}-green`, role: 'alternate', partnerArn: arnOf('blue') }),
  ];
}

function inUse(targetGroups: readonly TargetGroupSighting[], more: Partial<Sighting> = {}): string {
  const sighting = aSighting({ targetGroups, ...more });
  const used = targetGroups.filter((seen) => takesProduction(seen, sighting));
  return used.map(({ group }) => group.name).join(' ');
}

describe('takesProduction', () => {
  it.each<[string, readonly TargetGroupSighting[], string]>([
    [
      'each group of a rolling service',
      [aTargetGroup([], { name: 'a' }), aTargetGroup([], { name: 'b' })],
      'a b',
    ],
    ['the one with healthy targets', pair('web', [aTarget()], []), 'web-blue'],
    ['after a deployment the other one', pair('web', [], [aTarget()]), 'web-green'],
    ['the one with healthy targets while the other fails', pair('web', [aTarget()], [failing]), 'web-blue'],
    ['the one with targets at all', pair('web', [failing], []), 'web-blue'],
    ['both where neither has any', pair('web', [], []), 'web-blue web-green'],
    ['both where one could not be read', pair('web', unread, [aTarget()]), 'web-blue web-green'],
    [
      'the configured one where both pass and no task tells',
      pair('web', [aTarget({ id: '10.9.9.9' })], [aTarget()]),
      'web-blue',
    ],
    [
      'one of each pair, by its own partner',
      [...pair('web', [aTarget()], []), ...pair('api', [], [])],
      'web-blue api-blue api-green',
    ],
  ])('is said of %s', (_, groups, names) => {
    expect(inUse(groups)).toBe(names);
  });

  it('is said of the group with the older tasks while both pass, whichever it is', () => {
    const tasks = known([
      aTask({ privateIp: '10.0.1.1', startedAt: minutesAgo(2) }),
      aTask({ privateIp: '10.0.1.2', startedAt: minutesAgo(500) }),
    ]);
    const groups = pair('web', [aTarget({ id: '10.0.1.1' })], [aTarget({ id: '10.0.1.2' })]);
    expect(inUse(groups, { tasks })).toBe('web-green');
  });

  it('goes by the task set where there is one', () => {
    const blue = aTargetGroup([], { name: 'blue' });
    expect(inUse([blue, aTargetGroup([aTarget()], { name: 'green', role: 'replacement' })])).toBe('blue');
  });
});

describe('servesNow', () => {
  it.each<[string, readonly Target[] | typeof unread, string]>([
    ['a healthy target', [aTarget(), failing], 'yes'],
    ['none that is healthy', [failing], 'no'],
    ['none at all', [], 'no'],
    ['what could not be read', unread, 'not-known'],
  ])('with %s', (_, targets, serves) => {
    expect(servesNow(aSighting({ targetGroups: [aTargetGroup(targets)] }))).toBe(serves);
  });

  it('needs every group in use', () => {
    const targetGroups = [aTargetGroup([aTarget()], { name: 'a' }), aTargetGroup([], { name: 'b' })];
    expect(servesNow(aSighting({ targetGroups }))).toBe('no');
    expect(servesNow(aSighting({ targetGroups: pair('web', [], [aTarget()]) }))).toBe('yes');
  });

  it.each([
    ['a task that runs', known([aTask({ health: 'unknown' })]), 'yes'],
    ['a task that fails its check', known([aTask({ health: 'unhealthy' })]), 'no'],
    ['tasks that could not be read', denied('ecs:ListTasks'), 'not-known'],
  ] as const)('behind no load balancer with %s', (_, tasks, serves) => {
    expect(servesNow(aSighting({ tasks }))).toBe(serves);
  });

  it('is no where nothing runs, and not known of an unread service', () => {
    expect(servesNow(aSighting({ of: { runningCount: 0 } }))).toBe('no');
    expect(servesNow(aSighting({ service: denied('ecs:DescribeServices') }))).toBe('not-known');
  });
});

describe('tasksBeside', () => {
  it('are those of the revision that comes up beside the one that serves', () => {
    const [old, fresh] = [aTask(), aTask({ privateIp: '10.0.3.10' })];
    const tasks = known([old, fresh]);
    const green = aTarget({ id: '10.0.3.10', state: 'unhealthy' });
    expect(tasksBeside(aSighting({ tasks, targetGroups: pair('web', [aTarget()], [green]) }))).toEqual([
      fresh,
    ]);
    expect(tasksBeside(aSighting({ tasks, targetGroups: [aTargetGroup([aTarget()])] }))).toEqual([]);
  });
});
