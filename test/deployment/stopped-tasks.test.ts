import { describe, expect, it } from 'vitest';
import {
  checkThatStopped,
  groupStopped,
  isFault,
  stopReason,
  withoutIds,
} from '../../src/deployment/stopped-tasks.ts';
import { aTask, minutesAgo } from '../given.ts';

const group = 'arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/web-tg/0123456789abcdef';

describe('stopped tasks', () => {
  it('groups what ended for the same reason, newest ids first', () => {
    const stopped = (minutes: number, tg = group) =>
      aTask({
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: `Task failed ELB health checks in (target-group ${tg})`,
        stoppedAt: minutesAgo(minutes),
      });
    const [older, newer] = [stopped(9), stopped(2, group.replace('0123', '4567'))];
    expect(groupStopped([older, newer])).toEqual([
      {
        reason: 'Task failed ELB health checks in target group web-tg',
        count: 2,
        newestAt: minutesAgo(2),
        ids: [newer.id, older.id],
        expected: false,
      },
    ]);
  });

  it('puts what ECS does in every rollout last, as expected', () => {
    const scaling = aTask({ stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/123)' });
    const failed = aTask({
      stoppedReason: 'CannotPullContainerError: not found',
      stopCode: 'TaskFailedToStart',
    });
    const groups = groupStopped([scaling, scaling, failed]);
    expect(groups.map(({ expected }) => expected)).toEqual([false, true]);
    expect(groups[1]?.reason).toBe('Scaling activity initiated by (deployment ecs-svc/…)');
  });

  it('names the container behind an essential exit, not the one ECS ended with it', () => {
    const container = {
      name: 'app',
      image: 'x',
      imageDigest: undefined,
      lastStatus: 'stopped',
      health: 'unknown',
    } as const;
    const task = aTask({
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [
        { ...container, name: 'proxy', exitCode: 143, reason: undefined },
        { ...container, exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
      ],
    });
    expect(stopReason(task)).toBe(
      'Essential container in task exited: app exit code 137 (OutOfMemoryError: Container killed due to memory usage)',
    );
  });

  it('keeps an exit code of 1 apart from the signal that ended the rest', () => {
    const container = {
      image: 'x',
      imageDigest: undefined,
      lastStatus: 'stopped',
      health: 'unknown',
      reason: undefined,
    } as const;
    const containers = [
      { ...container, name: 'proxy', exitCode: 143 },
      { ...container, name: 'app', exitCode: 1 },
    ];
    expect(
      stopReason(
        aTask({
          stopCode: 'EssentialContainerExited',
          stoppedReason: 'Essential container in task exited',
          containers,
        }),
      ),
    ).toContain('app exit code 1');
  });

  it('says so when ECS gave no reason', () => {
    expect(stopReason(aTask())).toBe('ECS gave no reason');
  });

  it.each([
    ['task 0123456789abcdef0123456789abcdef on i-0123456789abcdef0', 'task … on i-…'],
    ['at 10.0.12.7:5000 and sha256:0123456789abcdef0123', 'at … and sha256:…'],
    ['arn:aws:ecs:eu-central-1:1:service/prod/web is gone', 'web is gone'],
    ['exit code 137, 5 of 12', 'exit code 137, 5 of 12'],
  ])('takes what differs out of %s', (text, without) => {
    expect(withoutIds(text)).toBe(without);
  });
});

describe('why ECS stopped a task', () => {
  it.each([
    [
      'Task failed ELB health checks in (target-group web-tg)',
      { by: 'load-balancer', said: 'Task failed ELB health checks' },
    ],
    ['Task failed container health checks', { by: 'container', said: 'Task failed container health checks' }],
    ['Scaling activity initiated by (deployment ecs-svc/1)', undefined],
    [undefined, undefined],
  ])('names the check behind %j', (stoppedReason, check) => {
    expect(checkThatStopped(aTask({ stoppedReason }))).toEqual(check);
  });

  it.each([
    ['EssentialContainerExited', 'Essential container in task exited', true],
    ['TaskFailedToStart', 'CannotPullContainerError: not found', true],
    ['ServiceSchedulerInitiated', 'Task failed container health checks', true],
    ['ServiceSchedulerInitiated', 'Scaling activity initiated by (deployment ecs-svc/1)', false],
    ['ServiceSchedulerInitiated', 'ECS is performing maintenance on the underlying infrastructure', false],
    ['UserInitiated', 'Task stopped by user', false],
    ['SpotInterruption', 'Your Spot Task was interrupted.', false],
    ['TerminationNotice', 'Host EC2 (instance i-0123456789abcdef0) terminated.', false],
    [undefined, undefined, true],
  ])('tells a fault from the doing of others: %s, %s', (stopCode, stoppedReason, is) => {
    expect(isFault(aTask({ stopCode, stoppedReason }))).toBe(is);
  });
});
