import { describe, expect, it } from 'vitest';
import { judgeDefinition } from '../../../src/verification/judges/definition.ts';
import { judgeSteady } from '../../../src/verification/judges/steady.ts';
import {
  aPastDeployment,
  aTarget,
  aTargetGroup,
  aTask,
  aTaskDefinition,
  denied,
  known,
  minutesAgo,
  NOW,
} from '../../given.ts';
import { aRolling } from '../../given-checks.ts';
import { aLook } from './given-looked.ts';

describe('a service', () => {
  it.each([
    ['that is well', {}, 'verified', 'web is healthy and steady'],
    ['that rolls out', { of: aRolling() }, 'unverifiable', 'web is rolling out'],
    [
      'with an unhealthy container',
      { tasks: known([aTask(), aTask({ health: 'unhealthy' })]) },
      'refuted',
      'web is unhealthy: container health: 1 of 2 unhealthy',
    ],
    [
      'with an unhealthy target',
      { targetGroups: [aTargetGroup([aTarget({ state: 'unhealthy' }), aTarget()])] },
      'refuted',
      'web is unhealthy: targets of web-tg: 1 of 2 unhealthy',
    ],
    [
      'whose rollout is stalled while checks have not decided',
      {
        of: aRolling({ failedTasks: 6 }),
        targetGroups: [aTargetGroup([aTarget(), aTarget({ id: '10.0.3.10', state: 'initial' })])],
      },
      'refuted',
      'web is stalled: 6 tasks failed in a row',
    ],
    [
      'that was rolled back',
      { history: known([aPastDeployment({ status: 'rollback-successful' })]) },
      'refuted',
      'web is rolled back: ',
    ],
    [
      'scaled to zero',
      { of: { desiredCount: 0, runningCount: 0 }, tasks: known([]) },
      'refuted',
      'web is idle: scaled to zero',
    ],
    [
      'whose rollouts ECS does not keep',
      { of: { controller: 'external' as const, deployments: [] } },
      'unverifiable',
      'whether a rollout of web is under way cannot be seen',
    ],
  ] as const)('%s is %3$s', (_, given, kind, reason) => {
    const verification = judgeSteady(aLook(given));
    expect(verification.kind).toBe(kind);
    expect(verification.reason).toContain(reason);
  });
});

it('is unverifiable with the permission where tasks or targets cannot be read', () => {
  expect(judgeSteady(aLook({ tasks: denied('ecs:DescribeTasks') }))).toMatchObject({
    kind: 'unverifiable',
    permission: 'ecs:DescribeTasks',
    reason: 'the health of web unknown – needs ecs:DescribeTasks',
  });
  const groups = [aTargetGroup(denied('elasticloadbalancing:DescribeTargetHealth'))];
  expect(judgeSteady(aLook({ targetGroups: groups }))).toMatchObject({
    kind: 'unverifiable',
    permission: 'elasticloadbalancing:DescribeTargetHealth',
  });
});

it('is refuted by what is bad, whatever cannot be read beside it', () => {
  const groups = [aTargetGroup([aTarget({ state: 'unhealthy' })])];
  expect(judgeSteady(aLook({ tasks: denied('ecs:DescribeTasks'), targetGroups: groups })).kind).toBe(
    'refuted',
  );
});

it('rests on what ECS and the load balancer say, and is as old as the oldest of it', () => {
  const tg = aTargetGroup([aTarget()]);
  const old = {
    ...tg,
    targets: known([aTarget()], 'elasticloadbalancing:DescribeTargetHealth', minutesAgo(7)),
  };
  const { evidence, checkedAt } = judgeSteady(aLook({ targetGroups: [old] }));
  expect(evidence.map(({ source, subject, value }) => `${source} ${subject}: ${value}`)).toEqual([
    'ecs:DescribeServices primary deployment of web: web:14 completed, 2 running',
    'ecs:DescribeServices running tasks of web: 2 of 2',
    'ecs:DescribeTasks container health of web: 2 of 2 healthy',
    'elasticloadbalancing:DescribeTargetHealth targets of web-tg: 1 of 1 healthy',
  ]);
  expect(checkedAt).toEqual(minutesAgo(7));
});

it('is no older for a definition that was read long ago: a revision never changes', () => {
  const definitions = known([aTaskDefinition()], 'ecs:DescribeTaskDefinition', minutesAgo(600));
  const look = aLook({ definitions });
  expect(judgeSteady(look).checkedAt).toEqual(NOW);
  const probe = {
    kind: 'task-definition',
    service: 'web',
    path: 'family',
    value: 'web',
  } as const;
  expect(judgeDefinition(probe, look).checkedAt).toEqual(NOW);
});
