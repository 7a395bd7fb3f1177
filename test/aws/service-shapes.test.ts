import type { Service as SdkService } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { deploymentBriefOf, serviceOf } from '../../src/aws/service-shapes.ts';

const REF = { env: 'eu', cluster: 'prod', name: 'web' };
const shaped = (from: SdkService) => serviceOf(REF, from);
const at = (minute: number) => new Date(Date.UTC(2026, 2, 4, 3, minute));
const group = (name: string) => `arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/${name}/0`;

describe('a service', () => {
  it('of which AWS says nothing is one at rest, not a failure', () => {
    expect(shaped({})).toEqual({
      ref: REF,
      arn: '',
      bakeTimeMs: 0,
      account: undefined,
      region: undefined,
      status: 'active',
      scheduling: 'replica',
      controller: 'ecs',
      strategy: 'rolling',
      desiredCount: 0,
      runningCount: 0,
      pendingCount: 0,
      revision: undefined,
      deployments: [],
      taskSets: [],
      events: [],
      targetGroups: [],
      gracePeriodMs: 0,
      circuitBreaker: { enabled: false, rollback: false },
      createdAt: undefined,
    });
  });

  it('shows its primary deployment first, then the newest', () => {
    const deployments = [
      { id: 'old', status: 'ACTIVE', createdAt: at(1) },
      { id: 'newer', status: 'ACTIVE', createdAt: at(2) },
      { id: 'undated', status: 'INACTIVE' },
      { id: 'primary', status: 'PRIMARY', createdAt: at(0) },
    ];
    const { deployments: shown } = shaped({ deployments });
    expect(shown.map(({ id }) => id)).toEqual(['primary', 'newer', 'old', 'undated']);
  });

  it.each([
    ['COMPLETED', 'completed'],
    ['FAILED', 'failed'],
    ['IN_PROGRESS', 'in-progress'],
    [undefined, undefined],
    ['A_NEW_STATE', undefined],
  ] as const)('takes the rollout state %s for %s', (rolloutState, expected) => {
    const deployments: SdkService['deployments'] = [
      { rolloutState: rolloutState as 'FAILED', rolloutStateReason: 'why' },
    ];
    expect(shaped({ deployments }).deployments[0]).toMatchObject({
      rolloutState: expected,
      rolloutReason: 'why',
    });
  });

  it.each(['CODE_DEPLOY', 'EXTERNAL'] as const)('has task sets instead of deployments under %s', (type) => {
    const taskSets = [
      { id: 'draining', status: 'DRAINING', createdAt: at(5) },
      { id: 'primary', status: 'PRIMARY', stabilityStatus: 'STEADY_STATE', createdAt: at(1) },
    ] satisfies SdkService['taskSets'];
    const service = shaped({ deploymentController: { type }, deployments: [{ id: 'x' }], taskSets });
    expect(service.deployments).toEqual([]);
    expect(service.taskSets).toMatchObject([
      { id: 'primary', stability: 'steady-state' },
      { id: 'draining', status: 'draining', stability: undefined },
    ]);
  });

  it('shows its events newest first, without those that say nothing', () => {
    const events = [
      { id: '1', message: 'older', createdAt: at(1) },
      { id: '2', createdAt: at(2) },
      { message: 'newer', createdAt: at(3) },
      { id: '4', message: 'undated' },
    ];
    expect(shaped({ events }).events).toEqual([
      { id: 'newer', message: 'newer', createdAt: at(3) },
      { id: '1', message: 'older', createdAt: at(1) },
    ]);
  });

  it('names each target group once: its own, the alternates, and those of task sets', () => {
    const service = shaped({
      loadBalancers: [
        {
          targetGroupArn: group('blue'),
          containerName: 'web',
          containerPort: 80,
          advancedConfiguration: { alternateTargetGroupArn: group('green') } as never,
        },
        { targetGroupArn: group('blue'), containerName: 'web', containerPort: 81 },
        { loadBalancerName: 'a-classic-one' },
      ],
      taskSets: [{ loadBalancers: [{ targetGroupArn: group('set') }, { targetGroupArn: group('green') }] }],
    });
    expect(service.targetGroups.map(({ name, role }) => [name, role])).toEqual([
      ['blue', 'production'],
      ['green', 'alternate'],
      ['set', 'production'],
    ]);
    expect(service.targetGroups[0]).toMatchObject({ containerName: 'web', containerPort: 80 });
  });
});

it.each([
  ['ROLLBACK_SUCCESSFUL', 'rollback-successful'],
  ['IN_PROGRESS', 'in-progress'],
  [undefined, 'unknown'],
] as const)('says the status %s of a past deployment in words', (status, expected) => {
  expect(deploymentBriefOf({ status }).status).toBe(expected);
});
