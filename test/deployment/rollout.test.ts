import { describe, expect, it } from 'vitest';
import { rolloutOf } from '../../src/deployment/rollout.ts';
import {
  aDeployment,
  anEvent,
  aPastDeployment,
  aRevision,
  aService,
  aTaskSet,
  minutesAgo,
  NOW,
} from '../given.ts';

const failing = aDeployment({
  id: 'ecs-svc/2000',
  revision: aRevision(15),
  runningCount: 0,
  rolloutState: 'in-progress',
  rolloutReason: 'ECS deployment ecs-svc/2000 in progress.',
  createdAt: minutesAgo(5),
  updatedAt: minutesAgo(1),
});
const serving = aDeployment({ status: 'active' });

describe('rolloutOf', () => {
  it('is steady when one completed deployment is left', () => {
    expect(rolloutOf(aService(), undefined, NOW)).toMatchObject({ kind: 'steady', revision: { number: 14 } });
  });

  it('is in progress while the primary moves', () => {
    const service = aService({ deployments: [failing, serving] });
    expect(rolloutOf(service, undefined, NOW)).toMatchObject({
      kind: 'in-progress',
      revision: { number: 15 },
      since: minutesAgo(5),
    });
  });

  it('is in progress with two deployments of which ECS tracks no state', () => {
    const deployments = [failing, serving].map((each) => ({ ...each, rolloutState: undefined }));
    expect(rolloutOf(aService({ deployments }), undefined, NOW)).toMatchObject({ kind: 'in-progress' });
  });

  it.each([
    [2, true, 'in-progress'],
    [3, true, 'stalled'],
    [3, false, 'stalled'],
  ] as const)('with %i failures in a row (circuit breaker %s) is %s', (failedTasks, enabled, kind) => {
    const service = aService({
      deployments: [{ ...failing, failedTasks }, serving],
      circuitBreaker: { enabled, rollback: false },
    });
    const rollout = rolloutOf(service, undefined, NOW);
    expect(rollout.kind).toBe(kind);
    if (rollout.kind === 'stalled') expect(rollout.reason.includes('no circuit breaker')).toBe(!enabled);
  });

  it('is stalled without a change for a quarter of an hour, and the grace period counts on top', () => {
    const still = { ...failing, updatedAt: minutesAgo(16), createdAt: minutesAgo(40) };
    const service = aService({ deployments: [still, serving] });
    expect(rolloutOf(service, undefined, NOW)).toMatchObject({
      kind: 'stalled',
      reason: 'no progress for 16 min',
    });
    expect(rolloutOf({ ...service, gracePeriodMs: 5 * 60_000 }, undefined, NOW).kind).toBe('in-progress');
  });

  it.each([
    [29, {}, 'in-progress'],
    [31, {}, 'stalled'],
    [35, { bakeTimeMs: 10 * 60_000 }, 'in-progress'],
    [35, { gracePeriodMs: 10 * 60_000 }, 'in-progress'],
    [55, { bakeTimeMs: 10 * 60_000, gracePeriodMs: 10 * 60_000 }, 'stalled'],
  ] as const)('with every task running for %i min and %j is %s', (minutes, times, kind) => {
    const baking = { ...failing, runningCount: 2, updatedAt: minutesAgo(minutes) };
    const rollout = rolloutOf(aService({ deployments: [baking], ...times }), undefined, NOW);
    expect(rollout.kind).toBe(kind);
    if (rollout.kind === 'stalled')
      expect(rollout.reason).toBe(`running but not completed: no change for ${minutes} min`);
  });

  it.each(['rollback-requested', 'rollback-in-progress'])(
    'goes back to no revision yet while the failing one is still the primary (%s)',
    (status) => {
      const past = aPastDeployment({ status, revision: aRevision(15), finishedAt: undefined });
      for (const rolloutState of ['in-progress', 'failed'] as const) {
        const service = aService({ deployments: [{ ...failing, rolloutState }, serving] });
        expect(rolloutOf(service, [past], NOW)).toMatchObject({
          kind: 'rolled-back',
          from: { number: 15 },
          to: undefined,
          done: false,
        });
      }
    },
  );

  it('failed when ECS says so, with its reason', () => {
    const reason = 'ECS deployment circuit breaker: tasks failed to start.';
    const deployments = [{ ...failing, rolloutState: 'failed' as const, rolloutReason: reason }, serving];
    expect(rolloutOf(aService({ deployments }), undefined, NOW)).toMatchObject({ kind: 'failed', reason });
  });

  it('is rolled back, not steady, when the history ends in a rollback', () => {
    const past = aPastDeployment({
      status: 'rollback-successful',
      statusReason: 'circuit breaker',
      revision: aRevision(15),
      finishedAt: minutesAgo(30),
    });
    expect(rolloutOf(aService(), [past, aPastDeployment()], NOW)).toMatchObject({
      kind: 'rolled-back',
      from: { number: 15 },
      to: { number: 14 },
      done: true,
      reason: 'circuit breaker',
    });
  });

  it('is rolled back by the events alone, where the history cannot be read', () => {
    const events = [
      anEvent('(service web) has reached a steady state.', 20),
      anEvent('(service web) rolling back to deployment ecs-svc/1000.', 29),
      anEvent('(service web) (deployment ecs-svc/2000) deployment failed: tasks failed to start.', 30),
    ];
    expect(rolloutOf(aService({ events }), undefined, NOW)).toMatchObject({
      kind: 'rolled-back',
      from: undefined,
      to: { number: 14 },
      since: minutesAgo(29),
      reason: 'tasks failed to start',
    });
  });

  it('is steady again once a newer deployment made it, whatever old events say', () => {
    const events = [anEvent('(service web) rolling back to deployment ecs-svc/500.', 900)];
    const newer = aPastDeployment({ finishedAt: minutesAgo(1), createdAt: minutesAgo(600) });
    expect(rolloutOf(aService({ events }), [newer], NOW).kind).toBe('steady');
  });

  it('fails when the rollback failed too', () => {
    const past = aPastDeployment({
      status: 'rollback-failed',
      statusReason: 'No rollback candidate was found',
    });
    expect(rolloutOf(aService(), [past], NOW)).toMatchObject({ kind: 'failed' });
  });

  it.each([
    ['steady-state', 'steady'],
    ['stabilizing', 'in-progress'],
    [undefined, 'untracked'],
  ] as const)('a task set that is %s makes it %s', (stability, kind) => {
    const service = aService({
      controller: 'external',
      deployments: [],
      taskSets: [aTaskSet({ stability })],
    });
    expect(rolloutOf(service, undefined, NOW).kind).toBe(kind);
  });

  it('tracks nothing of a service that drains', () => {
    expect(rolloutOf(aService({ status: 'draining' }), undefined, NOW)).toMatchObject({ kind: 'untracked' });
  });
});
