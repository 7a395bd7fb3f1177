import { describe, expect, it } from 'vitest';
import type { AlertKind, Check } from '../../src/alerting/check.ts';
import type { Service, ServiceEvent, Target, Task } from '../../src/deployment/service.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import { aDeployment, anEvent, aRevision, aSighting, aTarget, aTargetGroup, aTask, known } from '../given.ts';
import { aCheckStop, aFailingTarget, aMemoryKill, aNewTask, aRolling, checksBy } from '../given-checks.ts';

const [old, other] = [aTask(), aTask({ privateIp: '10.0.2.10' })];
const two = [aTarget(), aTarget({ id: '10.0.2.10' })];
const failingNew = aFailingTarget({ id: '10.0.3.10' });
const initial = (id: string) => aTarget({ id, state: 'initial' });
const draining = (id: string) => aTarget({ id, state: 'draining' });

/** What is seen at one moment of a story. */
interface Moment {
  readonly of?: Partial<Service>;
  readonly tasks?: readonly Task[];
  readonly stopped?: readonly Task[];
  readonly targets?: readonly Target[];
}

function sightingOf({ of = {}, tasks = [old, other], stopped = [], targets = two }: Moment): Sighting {
  return aSighting({
    of,
    tasks: known(tasks),
    stopped: known(stopped),
    targetGroups: [aTargetGroup(targets)],
  });
}

/** The outcomes of one kind, moment by moment. */
function course(moments: readonly Moment[], kind: AlertKind): readonly Check['outcome'][] {
  return moments.map((moment) => checksBy(sightingOf(moment))[kind].outcome);
}

/** The kinds that are bad at any moment. */
function everBad(moments: readonly Moment[]): readonly AlertKind[] {
  const bad = moments.flatMap((moment) =>
    Object.values(checksBy(sightingOf(moment))).filter(({ outcome }) => outcome === 'bad'),
  );
  return [...new Set(bad.map(({ kind }) => kind))];
}

describe('checks over time', () => {
  it('say nothing of a rollout that goes well', () => {
    const first = { ...aRolling({ runningCount: 0, pendingCount: 1 }), runningCount: 2, pendingCount: 1 };
    const young = aNewTask({ health: 'unknown' });
    const replacing = [old, aNewTask(), aNewTask({ privateIp: '10.0.4.10' })];
    const completed = aDeployment({ id: 'ecs-svc/2000', revision: aRevision(15) });
    const moments: readonly Moment[] = [
      { of: first },
      { of: aRolling(), tasks: [old, other, young], targets: [...two, initial('10.0.3.10')] },
      // Slow to start: fails its first checks within the grace period.
      { of: aRolling(), tasks: [old, other, young], targets: [...two, failingNew] },
      {
        of: aRolling({ runningCount: 2 }),
        tasks: replacing,
        targets: [aTarget(), draining('10.0.2.10'), aTarget({ id: '10.0.3.10' }), initial('10.0.4.10')],
      },
      {
        of: { deployments: [completed] },
        tasks: replacing.slice(1),
        targets: [aTarget({ id: '10.0.3.10' }), aTarget({ id: '10.0.4.10' }), draining('10.0.1.10')],
      },
    ];
    expect(everBad(moments)).toEqual([]);
    expect(course(moments, 'rollout')).toEqual(['settling', 'settling', 'settling', 'settling', 'good']);
    expect(course(moments, 'targets').at(-1)).toBe('good');
  });

  it('tell a rollout that fails as one trouble, from its first failures to the one that mends it', () => {
    const off = { circuitBreaker: { enabled: false, rollback: false } };
    const tasks = [old, other, aNewTask()];
    const targets = [...two, failingNew];
    const stops = (...minutes: readonly number[]) =>
      minutes.map((at) => aCheckStop(at, 'ELB', { startedBy: 'ecs-svc/2000', revision: aRevision(15) }));
    const mended = aDeployment({ id: 'ecs-svc/3000', revision: aRevision(16) });
    const moments: readonly Moment[] = [
      { of: { ...aRolling(), ...off }, tasks, targets },
      { of: { ...aRolling({ failedTasks: 1 }), ...off }, tasks, targets, stopped: stops(1) },
      { of: { ...aRolling({ failedTasks: 2 }), ...off }, tasks, targets, stopped: stops(1, 4) },
      { of: { ...aRolling({ failedTasks: 5 }), ...off }, tasks, targets, stopped: stops(1, 4, 7, 10, 13) },
      {
        of: { ...aRolling({ id: 'ecs-svc/3000', revision: aRevision(16) }), ...off },
        stopped: stops(2, 5, 8),
      },
      { of: { deployments: [mended] }, stopped: stops(6, 9, 12) },
    ];
    expect(everBad(moments)).toEqual(['rollout']);
    expect(course(moments, 'rollout')).toEqual(['settling', 'settling', 'bad', 'bad', 'settling', 'good']);
    const subjects = moments.map((moment) => checksBy(sightingOf(moment)).rollout.subject);
    expect(subjects).toEqual([...Array(4).fill('web:15'), 'web:16', 'web:16']);
  });

  it('do not take for a recovery that ECS replaces what fails', () => {
    const replaced = aTask({ privateIp: '10.0.5.10', startedAt: new Date('2026-03-04T02:59:00Z') });
    const one = aTarget();
    const moments: readonly Moment[] = [
      { targets: [one, aFailingTarget({ id: '10.0.2.10' })] },
      { targets: [one, draining('10.0.2.10')], tasks: [old, replaced], stopped: [aCheckStop(0.5, 'ELB')] },
      { targets: [one, initial('10.0.5.10')], tasks: [old, replaced], stopped: [aCheckStop(1, 'ELB')] },
      { targets: [one, aFailingTarget({ id: '10.0.5.10' })], stopped: [aCheckStop(3, 'ELB')] },
      {
        targets: [one, initial('10.0.6.10')],
        tasks: [old, replaced],
        stopped: [aCheckStop(1, 'ELB'), aCheckStop(4, 'ELB')],
      },
      { targets: [one, aTarget({ id: '10.0.6.10' })], stopped: [aCheckStop(3, 'ELB'), aCheckStop(6, 'ELB')] },
    ];
    expect(everBad(moments)).toEqual(['targets']);
    expect(course(moments, 'targets')).toEqual(['bad', 'settling', 'settling', 'bad', 'bad', 'good']);
  });

  it('keep tasks that stop one trouble while ECS waits ever longer, until the service is steady', () => {
    const backOff = anEvent('(service web) is unable to consistently start tasks successfully.', 30);
    const short = (events: readonly ServiceEvent[] = []) => ({ runningCount: 1, events });
    const tasks = [old];
    const targets = [aTarget()];
    const moments: readonly Moment[] = [
      { of: short(), tasks, targets, stopped: [aMemoryKill(1)] },
      { of: short(), tasks, targets, stopped: [aMemoryKill(1), aMemoryKill(5)] },
      { of: short([backOff]), tasks, targets, stopped: [aMemoryKill(20), aMemoryKill(35)] },
      {
        of: { events: [anEvent('(service web) has reached a steady state.', 1), backOff] },
        stopped: [aMemoryKill(35)],
      },
    ];
    expect(course(moments, 'tasks-stopping')).toEqual(['settling', 'bad', 'bad', 'good']);
    expect(course(moments, 'capacity')).toEqual(['settling', 'settling', 'settling', 'good']);
    // One stopped task is no reason yet for what is missing.
    expect(everBad(moments)).toEqual(['count', 'tasks-stopping']);
  });

  it('say nothing of a scale-out and of the way back to nothing', () => {
    const started = [anEvent('(service web) has started 2 tasks: (task a) (task b).', 1)];
    const fresh = aTask({ privateIp: '10.0.5.10', startedAt: new Date('2026-03-04T02:59:30Z') });
    const moments: readonly Moment[] = [
      { of: { desiredCount: 4 } as const, tasks: [old, other] },
      { of: { desiredCount: 4, pendingCount: 2, events: started } },
      {
        of: { desiredCount: 4, runningCount: 3, pendingCount: 1, events: started },
        tasks: [old, other, fresh],
        targets: [...two, initial('10.0.5.10')],
      },
      { of: { desiredCount: 0 }, targets: two.map(({ id }) => draining(id)) },
      { of: { desiredCount: 0, runningCount: 1 }, tasks: [old], targets: [draining('10.0.1.10')] },
      { of: { desiredCount: 0, runningCount: 0 }, tasks: [], targets: [] },
    ];
    expect(everBad(moments.slice(1))).toEqual([]);
    // ECS has not begun yet: one look of this is why three of four open.
    expect(everBad(moments.slice(0, 1))).toEqual(['count']);
  });

  it('tell a rollback by a circuit breaker from its beginning to the next rollout', () => {
    const failed = aDeployment({
      id: 'ecs-svc/2000',
      status: 'active',
      revision: aRevision(15),
      rolloutState: 'failed',
    });
    const back = aDeployment({ id: 'ecs-svc/3000', runningCount: 0, rolloutState: 'in-progress' });
    const events = [
      anEvent('(service web) rolling back to deployment ecs-svc/3000.', 1),
      anEvent('(service web) (deployment ecs-svc/2000) deployment failed: tasks failed to start.', 1),
    ];
    const stopped = [2, 4, 6].map((at) =>
      aCheckStop(at, 'ELB', { startedBy: 'ecs-svc/2000', revision: aRevision(15) }),
    );
    const older = aDeployment({ status: 'active' });
    const moments: readonly Moment[] = [
      {
        of: aRolling({ failedTasks: 2 }),
        tasks: [old, other, aNewTask()],
        targets: [...two, failingNew],
        stopped,
      },
      {
        of: { deployments: [back, failed, older], events },
        tasks: [old, other, aNewTask()],
        targets: [...two, failingNew],
        stopped,
      },
      { of: { deployments: [{ ...back, runningCount: 2, rolloutState: 'completed' }], events }, stopped },
      { of: { ...aRolling({ id: 'ecs-svc/4000', revision: aRevision(16) }), events }, stopped },
    ];
    expect(everBad(moments)).toEqual(['rollout']);
    const rollouts = moments.map((moment) => checksBy(sightingOf(moment)).rollout);
    expect(rollouts.map(({ word, subject }) => `${word} ${subject}`)).toEqual([
      ' web:15',
      'rolling back web:15',
      'rolled back web:15',
      ' web:16',
    ]);
  });
});
