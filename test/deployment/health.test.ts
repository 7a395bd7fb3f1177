import { describe, expect, it } from 'vitest';
import { assessHealth, targetTally } from '../../src/deployment/health.ts';
import { aSighting, aTarget, aTargetGroup, aTask, denied, known } from '../given.ts';

const failing = aTarget({ state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' });

describe('assessHealth', () => {
  it('is healthy when tasks run and targets pass', () => {
    const health = assessHealth(
      aSighting({ targetGroups: [aTargetGroup([aTarget(), aTarget({ id: '10.0.2.10' })])] }),
      false,
    );
    expect(health).toMatchObject({ kind: 'healthy', reasons: [] });
  });

  it('is never healthy when target health could not be read', () => {
    const permission = 'elasticloadbalancing:DescribeTargetHealth';
    const health = assessHealth(aSighting({ targetGroups: [aTargetGroup(denied(permission))] }), false);
    expect(health.kind).toBe('unknown');
    expect(health.reasons).toEqual([`target health of web-tg unknown – needs ${permission}`]);
  });

  it('is never healthy when tasks could not be read', () => {
    expect(assessHealth(aSighting({ tasks: denied('ecs:ListTasks') }), false).kind).toBe('unknown');
  });

  it('is unhealthy on bad news even where something else could not be read, which is still said', () => {
    const health = assessHealth(
      aSighting({ tasks: denied('ecs:ListTasks'), targetGroups: [aTargetGroup([failing])] }),
      false,
    );
    expect(health.kind).toBe('unhealthy');
    expect(health.reasons).toHaveLength(2);
    expect(health.reasons[0]).toContain('1 of 1 unhealthy');
    expect(health.reasons[0]).toContain('sends traffic to all of them');
  });

  it('counts initial and draining targets neither way', () => {
    const targets = [aTarget(), aTarget({ state: 'initial' }), aTarget({ state: 'draining' })];
    expect(assessHealth(aSighting({ targetGroups: [aTargetGroup(targets)] }), false).kind).toBe('healthy');
    expect(targetTally(targets)).toEqual({ healthy: 1, unhealthy: 0, changing: 2, idle: 0, total: 3 });
  });

  it.each([
    [[], 'unhealthy', 'none registered'],
    [[aTarget({ state: 'initial' })], 'settling', 'not decided yet'],
    [[aTarget({ state: 'unused', reason: 'Target.NotInUse' })], 'unhealthy', 'no traffic'],
    [[aTarget({ state: 'unavailable' })], 'unhealthy', 'no traffic'],
  ] as const)('with targets %j is %s', (targets, kind, words) => {
    const health = assessHealth(aSighting({ targetGroups: [aTargetGroup(targets)] }), false);
    expect(health.kind).toBe(kind);
    expect(health.reasons.join()).toContain(words);
  });

  it('takes the empty group of a blue/green service for what it is, whichever it is', () => {
    const inUse = aTargetGroup([aTarget()], { name: 'green', role: 'alternate' });
    const idle = aTargetGroup([], { name: 'blue' });
    expect(assessHealth(aSighting({ targetGroups: [idle, inUse] }), false).kind).toBe('healthy');
    expect(
      assessHealth(aSighting({ targetGroups: [idle, aTargetGroup([], { name: 'green' })] }), false).kind,
    ).toBe('unhealthy');
  });

  it('sees one bad group beside a good one', () => {
    const groups = [
      aTargetGroup([aTarget()], { name: 'public' }),
      aTargetGroup([failing], { name: 'internal' }),
    ];
    const health = assessHealth(aSighting({ targetGroups: groups }), false);
    expect(health).toMatchObject({ kind: 'unhealthy', reasons: [expect.stringContaining('internal')] });
  });

  it.each([
    ['unhealthy', 'unhealthy'],
    ['unknown', 'settling'],
  ] as const)('with one container %s beside a healthy one is %s', (result, kind) => {
    const tasks = known([aTask(), aTask({ health: result })]);
    expect(assessHealth(aSighting({ tasks }), false).kind).toBe(kind);
  });

  it('does not call containers without a check unhealthy', () => {
    const tasks = known([aTask({ health: 'unknown' }), aTask({ health: 'unknown' })]);
    expect(assessHealth(aSighting({ tasks }), false).kind).toBe('healthy');
  });

  it('misses tasks quietly in a rollout, loudly outside of one', () => {
    const sighting = aSighting({ of: { runningCount: 1 } });
    expect(assessHealth(sighting, true).kind).toBe('settling');
    expect(assessHealth(sighting, false)).toMatchObject({ kind: 'unhealthy', reasons: ['1 of 2 tasks run'] });
    expect(assessHealth(aSighting({ of: { runningCount: 0 } }), true).kind).toBe('unhealthy');
  });

  it.each([
    [{ desiredCount: 0, runningCount: 0 }, 'scaled to zero'],
    [{ desiredCount: 0, runningCount: 0, scheduling: 'daemon' as const }, 'daemon'],
  ])('is idle with %j', (of, words) => {
    const health = assessHealth(aSighting({ of, targetGroups: [aTargetGroup([])] }), false);
    expect(health.kind).toBe('idle');
    expect(health.reasons.join()).toContain(words);
  });
});
