import { describe, expect, it } from 'vitest';
import type { Rollout } from '../../src/deployment/rollout.ts';
import type { Service, ServiceEvent, Task } from '../../src/deployment/service.ts';
import { assessCounts } from '../../src/deployment/task-counts.ts';
import {
  aDeployment,
  anEvent,
  aRevision,
  aService,
  aTask,
  denied,
  known,
  minutesAgo,
  NOW,
} from '../given.ts';

const steady: Rollout = { kind: 'steady', revision: aRevision(14), since: minutesAgo(600) };
const NO_PLACE =
  '(service web) was unable to place a task because no container instance met all of its requirements.';
const STARTED = '(service web) has started 8 tasks: (task a1).';
const STEADY = '(service web) has reached a steady state.';
const THROTTLED = '(service web) is unable to consistently start tasks successfully.';

function rollingOut(minutes: number): Rollout {
  const reason = 'ECS is moving the service';
  return { kind: 'in-progress', revision: aRevision(15), since: minutesAgo(minutes), reason };
}

function assess(of: Partial<Service>, rollout = steady, tasks: readonly Task[] = []): string {
  const [one] = assessCounts(aService(of), known(tasks), { rollout, now: NOW });
  return one ? `${one.kind}: ${one.reason}` : 'enough';
}

function counts(running: number, pending: number, desired: number) {
  return { runningCount: running, pendingCount: pending, desiredCount: desired };
}

function pendingTask(minutes: number): Task {
  return aTask({ lastStatus: 'pending', createdAt: minutesAgo(minutes), startedAt: undefined });
}

describe('assessCounts', () => {
  it.each([
    ['all run', counts(2, 0, 2), 'enough'],
    ['more run than wanted, as in a rollout', counts(4, 0, 2), 'enough'],
    ['scaling out', counts(2, 8, 10), 'settling: 2 of 10 tasks run, 8 pending'],
    [
      'some are missing and none is on its way',
      counts(2, 0, 10),
      'unhealthy: 2 of 10 tasks run, none pending',
    ],
    [
      'some are missing and only some on their way',
      counts(1, 1, 5),
      'unhealthy: 1 of 5 tasks run, 1 pending',
    ],
    [
      'nothing runs outside of a rollout',
      counts(0, 2, 2),
      'unhealthy: 0 of 2 tasks run, 2 pending: nothing runs',
    ],
  ])('when %s', (_, of, words) => {
    expect(assess(of)).toBe(words);
  });

  it.each<[string, readonly ServiceEvent[], string]>([
    ['no place', [anEvent(NO_PLACE, 1), anEvent(STARTED, 2)], 'unhealthy'],
    ['a place since', [anEvent(STARTED, 1), anEvent(NO_PLACE, 2)], 'settling'],
    ['tasks that start and end', [anEvent(STARTED, 1), anEvent(THROTTLED, 2)], 'unhealthy'],
    ['trouble that is over', [anEvent(STARTED, 1), anEvent(STEADY, 20), anEvent(THROTTLED, 30)], 'settling'],
  ])('believes ECS about %s', (_, events, kind) => {
    expect(assess({ ...counts(2, 8, 10), events })).toMatch(new RegExp(`^${kind}`));
  });

  it('quotes what ECS says', () => {
    expect(assess({ ...counts(2, 8, 10), events: [anEvent(NO_PLACE, 1)] })).toBe(
      'unhealthy: 2 of 10 tasks run, 8 pending: ECS says “was unable to place a task because no container instance met all of its requirements”',
    );
  });

  it('loses patience after a quarter of an hour, by the oldest pending task or the events', () => {
    expect(assess(counts(2, 8, 10), steady, [pendingTask(14)])).toMatch(/^settling/);
    expect(assess(counts(2, 8, 10), steady, [pendingTask(16), pendingTask(1)])).toBe(
      'unhealthy: 2 of 10 tasks run, 8 pending: for 16 min now',
    );
    const events = [anEvent(STARTED, 1), anEvent(STARTED, 17), anEvent(STEADY, 300), anEvent(STARTED, 301)];
    expect(assess({ ...counts(2, 8, 10), events }, steady, [pendingTask(1)])).toContain('for 17 min now');
  });

  it('gives a new service time for its first tasks, not for ever and not after a failure', () => {
    expect(assess(counts(0, 2, 2), rollingOut(0.2))).toMatch(/^settling/);
    expect(assess(counts(0, 2, 2), rollingOut(6))).toMatch(/^unhealthy.*nothing runs/);
    const deployments = [aDeployment({ failedTasks: 1, rolloutState: 'in-progress' })];
    expect(assess({ ...counts(0, 2, 2), deployments }, rollingOut(0.2))).toMatch(/^unhealthy/);
  });

  it('leaves a rollout that still runs something to the judgement of the rollout, but for what ECS says since', () => {
    expect(assess(counts(1, 0, 2), rollingOut(60))).toMatch(/^settling/);
    const events = [anEvent(THROTTLED, 30)];
    expect(assess({ ...counts(1, 1, 2), events }, rollingOut(2))).toMatch(/^settling/);
    expect(assess({ ...counts(1, 1, 2), events }, rollingOut(60))).toMatch(/^unhealthy/);
  });

  it('needs no list of tasks', () => {
    const around = { rollout: steady, now: NOW };
    expect(assessCounts(aService(counts(2, 8, 10)), denied('ecs:ListTasks'), around)).toMatchObject([
      { kind: 'settling' },
    ]);
  });
});
