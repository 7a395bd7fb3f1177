import { describe, expect, it } from 'vitest';
import { assessHealth, type Health } from '../../src/deployment/health.ts';
import type { Rollout } from '../../src/deployment/rollout.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import {
  aDefinition,
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

const about = { revision: aRevision(15), since: minutesAgo(8) };
const inProgress: Rollout = { kind: 'in-progress', ...about, reason: 'ECS is moving the service' };
const steady: Rollout = { kind: 'steady', ...about };
const failing = aTarget({ state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' });
const two = [aTarget(), aTarget({ id: '10.0.2.10' })];

function assess(sighting: Sighting, rollout: Rollout = steady): Health {
  return assessHealth(sighting, rollout, NOW);
}

describe('assessHealth', () => {
  it('is healthy when tasks run and targets pass', () => {
    const health = assess(aSighting({ targetGroups: [aTargetGroup(two)] }));
    expect(health).toMatchObject({ kind: 'healthy', reasons: [] });
  });

  it.each([
    [undefined, 'no health check is known: judged by running tasks alone'],
    [
      known([aDefinition(14, { checked: false })]),
      'no health check is defined: judged by running tasks alone',
    ],
  ])('says how little healthy rests on where nothing checks the tasks', (definitions, reason) => {
    const tasks = known([aTask({ health: 'unknown' }), aTask({ health: 'unknown' })]);
    expect(assess(aSighting({ tasks, definitions }))).toMatchObject({ kind: 'healthy', reasons: [reason] });
    const behind = aSighting({ tasks, definitions, targetGroups: [aTargetGroup(two)] });
    expect(assess(behind)).toMatchObject({ kind: 'healthy', reasons: [] });
  });

  it('is never healthy when target health could not be read', () => {
    const permission = 'elasticloadbalancing:DescribeTargetHealth';
    const health = assess(aSighting({ targetGroups: [aTargetGroup(denied(permission))] }));
    expect(health.kind).toBe('unknown');
    expect(health.reasons).toEqual([`target health of web-tg unknown – needs ${permission}`]);
  });

  it('is never healthy when tasks could not be read', () => {
    expect(assess(aSighting({ tasks: denied('ecs:ListTasks') })).kind).toBe('unknown');
  });

  it('is unhealthy on bad news even where something else could not be read, which is still said', () => {
    const health = assess(
      aSighting({ tasks: denied('ecs:ListTasks'), targetGroups: [aTargetGroup([failing])] }),
    );
    expect(health.kind).toBe('unhealthy');
    expect(health.reasons).toHaveLength(2);
    expect(health.reasons[0]).toContain('1 of 1 unhealthy');
  });

  it('sees one bad group beside a good one', () => {
    const groups = [aTargetGroup(two, { name: 'public' }), aTargetGroup([failing], { name: 'internal' })];
    const health = assess(aSighting({ targetGroups: groups }));
    expect(health).toMatchObject({ kind: 'unhealthy', reasons: [expect.stringContaining('internal')] });
  });

  it.each([
    ['unhealthy', 'unhealthy'],
    ['unknown', 'settling'],
  ] as const)('with one container %s beside a healthy one is %s', (result, kind) => {
    const tasks = known([aTask(), aTask({ health: result })]);
    expect(assess(aSighting({ tasks })).kind).toBe(kind);
  });

  it('misses tasks quietly in a rollout, loudly outside of one', () => {
    const sighting = aSighting({ of: { runningCount: 1 } });
    expect(assess(sighting, inProgress).kind).toBe('settling');
    expect(assess(sighting)).toMatchObject({
      kind: 'unhealthy',
      reasons: ['1 of 2 tasks run, none pending'],
    });
    expect(assess(aSighting({ of: { runningCount: 0 } }), inProgress).kind).toBe('unhealthy');
  });

  it.each([
    [{ desiredCount: 0, runningCount: 0 }, 'scaled to zero'],
    [{ desiredCount: 0, runningCount: 0, scheduling: 'daemon' as const }, 'daemon'],
  ])('is idle with %j', (of, words) => {
    const health = assess(aSighting({ of, targetGroups: [aTargetGroup([])] }));
    expect(health.kind).toBe('idle');
    expect(health.reasons.join()).toContain(words);
  });

  it('expects no targets of a service that drains', () => {
    const sighting = aSighting({ of: { status: 'draining' }, targetGroups: [aTargetGroup([])] });
    expect(assess(sighting)).toMatchObject({ kind: 'settling', reasons: ['draining: 2 tasks still run'] });
  });

  it('does not blame production for a new revision that fails beside it', () => {
    const green = { id: '10.0.3.10', state: 'unhealthy', reason: 'Target.Timeout' };
    const pair = ['blue', 'green'].map((name) => aTargetGroup([], { name }).group.arn);
    const sighting = aSighting({
      of: { strategy: 'blue-green', runningCount: 3 },
      tasks: known([
        aTask(),
        aTask({ privateIp: '10.0.2.10' }),
        aTask({ privateIp: green.id, health: 'unhealthy' }),
      ]),
      targetGroups: [
        aTargetGroup(two, { name: 'blue', partnerArn: pair[1] }),
        aTargetGroup([aTarget(green)], { name: 'green', role: 'alternate', partnerArn: pair[0] }),
      ],
    });
    expect(assess(sighting, inProgress)).toMatchObject({
      kind: 'settling',
      reasons: [
        'container health: 1 of 3 unhealthy, none of them takes production traffic',
        'targets of green, which takes no production traffic: 1 of 1 unhealthy',
      ],
    });
  });

  it('does not blame production for the old task set that CodeDeploy still keeps', () => {
    const sighting = aSighting({
      of: {
        controller: 'code-deploy',
        deployments: [],
        taskSets: [aTaskSet(), aTaskSet({ id: 'ecs-svc/6', status: 'active' })],
        runningCount: 3,
      },
      tasks: known([
        aTask({ startedBy: 'ecs-svc/7' }),
        aTask({ startedBy: 'ecs-svc/7', privateIp: '10.0.2.10' }),
        aTask({ startedBy: 'ecs-svc/6', privateIp: '10.0.5.10', health: 'unhealthy' }),
      ]),
      targetGroups: [
        aTargetGroup(two, { name: 'green' }),
        aTargetGroup([aTarget({ id: '10.0.5.10', state: 'unused' })], { name: 'blue', role: 'replacement' }),
      ],
    });
    expect(assess(sighting)).toMatchObject({
      kind: 'settling',
      reasons: ['container health: 1 of 3 unhealthy, none of them takes production traffic'],
    });
  });
});
