import { describe, expect, it } from 'vitest';
import type { Target } from '../../src/deployment/service.ts';
import type { Sighting, TargetGroupSighting } from '../../src/deployment/sighting.ts';
import { assessTargets, targetTally } from '../../src/deployment/target-health.ts';
import {
  aService,
  aSighting,
  aTarget,
  aTargetGroup,
  aTask,
  aTaskSet,
  known,
  minutesAgo,
  NOW,
} from '../given.ts';

const failing = aTarget({ state: 'unhealthy', reason: 'Target.Timeout' });
const initial = aTarget({ state: 'initial' });
const draining = aTarget({ state: 'draining' });
const unused = aTarget({ state: 'unused', reason: 'Target.NotInUse' });
const unavailable = aTarget({ state: 'unavailable' });

function assess(seen: TargetGroupSighting, given: Partial<Sighting> = {}, moving = false): string {
  const sighting = aSighting({ targetGroups: [seen], ...given });
  const service = sighting.service.kind === 'known' ? sighting.service.value : aService();
  const [one] = assessTargets(seen, { sighting, service, moving, now: NOW });
  return one ? `${one.kind}: ${one.reason}` : 'nothing';
}

function times(count: number, target: Target): readonly Target[] {
  return Array.from({ length: count }, (_, nth) => ({ ...target, id: `10.0.9.${nth}` }));
}

/** So many tasks, running for so many minutes. */
function running(count: number, minutes = 100): Partial<Sighting> {
  const tasks = Array.from({ length: count }, () => aTask({ startedAt: minutesAgo(minutes) }));
  return { tasks: known(tasks), service: known(aService({ desiredCount: count, runningCount: count })) };
}

describe('assessTargets', () => {
  it('counts initial and draining targets neither way', () => {
    expect(assess(aTargetGroup([aTarget(), initial, draining]))).toBe('nothing');
    expect(targetTally([aTarget(), initial, draining])).toEqual({
      healthy: 1,
      unhealthy: 0,
      initial: 1,
      draining: 1,
      idle: 0,
      total: 3,
    });
  });

  it.each<[string, readonly Target[], string]>([
    ['none', [], 'unhealthy: targets of web-tg: none registered'],
    ['one at its first checks', [initial], 'settling: targets of web-tg: 1 not decided yet'],
    ['one unused', [unused], 'unhealthy: targets of web-tg: none healthy, 1 get no traffic or no check'],
    [
      'one unavailable',
      [unavailable],
      'unhealthy: targets of web-tg: none healthy, 1 get no traffic or no check',
    ],
    ['only draining ones', [draining], 'unhealthy: targets of web-tg: none left but 1 draining'],
    ['one that fails', [aTarget(), failing], 'unhealthy: targets of web-tg: 1 of 2 unhealthy'],
  ])('with %s', (_, targets, words) => {
    expect(assess(aTargetGroup(targets))).toBe(words);
  });

  it.each<[string, number, readonly Target[], string]>([
    [
      'one of five registered',
      5,
      times(1, aTarget()),
      'unhealthy: targets of web-tg: 1 healthy, 1 registered for 5 running tasks: 1 of 5 can take traffic',
    ],
    [
      'one healthy, four unused',
      5,
      [aTarget(), ...times(4, unused)],
      'unhealthy: targets of web-tg: 1 healthy, 4 of 5 get no traffic or no check: 1 of 5 can take traffic',
    ],
    [
      'four of five registered',
      5,
      times(4, aTarget()),
      'settling: targets of web-tg: 4 healthy, 4 registered for 5 running tasks: 4 of 5 can take traffic',
    ],
    ['five of five', 5, times(5, aTarget()), 'nothing'],
  ])('does not let healthy targets excuse the rest: %s', (_, count, targets, words) => {
    expect(assess(aTargetGroup(targets), running(count))).toBe(words);
  });

  it('misses no target of a task that has just started, nor in a rollout', () => {
    expect(assess(aTargetGroup([aTarget()]), running(5, 1))).toBe('nothing');
    expect(assess(aTargetGroup([]), running(2, 1))).toBe('settling: targets of web-tg: none registered');
    expect(assess(aTargetGroup([aTarget()]), running(5), true)).toBe('nothing');
  });

  it('says that the load balancer fails open only where all targets of an attached group fail', () => {
    const open = 'sends traffic to all of them';
    expect(assess(aTargetGroup([failing]))).toContain(open);
    expect(assess(aTargetGroup([failing, initial]))).not.toContain(open);
    const unattached = {
      arn: 'x',
      protocol: 'HTTP',
      port: undefined,
      path: undefined,
      matcher: undefined,
      intervalMs: undefined,
      timeoutMs: undefined,
      healthyThreshold: undefined,
      unhealthyThreshold: undefined,
      attached: false,
    };
    expect(assess({ ...aTargetGroup([failing]), check: known(unattached) })).not.toContain(open);
  });

  it('expects nothing of the group that CodeDeploy is about to fill', () => {
    const green = { name: 'green', role: 'replacement' } as const;
    expect(assess(aTargetGroup([], green), {}, true)).toBe('nothing');
    expect(assess(aTargetGroup([failing], green), {}, true)).toBe(
      'settling: targets of green, which takes no production traffic: 1 of 1 unhealthy',
    );
    expect(assess(aTargetGroup([unused], green))).toBe('nothing');
  });

  it('misses targets of the primary task set only', () => {
    const taskSets = [aTaskSet(), aTaskSet({ id: 'ecs-svc/6', status: 'active' })];
    const tasks = known(
      ['ecs-svc/7', 'ecs-svc/7', 'ecs-svc/6', 'ecs-svc/6'].map((startedBy) => aTask({ startedBy })),
    );
    const service = known(
      aService({ controller: 'code-deploy', deployments: [], taskSets, runningCount: 4 }),
    );
    expect(assess(aTargetGroup(times(2, aTarget())), { service, tasks })).toBe('nothing');
    expect(assess(aTargetGroup(times(1, aTarget())), { service, tasks })).toContain('1 registered for 2');
  });
});
