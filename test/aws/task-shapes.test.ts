import { describe, expect, it } from 'vitest';
import { taskDefinitionOf, taskOf } from '../../src/aws/task-shapes.ts';

const ASKED = { arn: 'web:42', family: 'web', number: 42 };

describe('a task', () => {
  it('of which AWS says nothing is unknown, never healthy or running', () => {
    expect(taskOf({})).toMatchObject({
      id: '',
      lastStatus: 'unknown',
      desiredStatus: 'unknown',
      health: 'unknown',
      revision: undefined,
      privateIp: undefined,
      containers: [],
    });
  });

  it.each([
    ['HEALTHY', 'healthy'],
    ['UNHEALTHY', 'unhealthy'],
    ['UNKNOWN', 'unknown'],
    [undefined, 'unknown'],
  ] as const)('that is %s is %s', (healthStatus, health) => {
    expect(taskOf({ healthStatus, containers: [{ healthStatus }] })).toMatchObject({
      health,
      containers: [{ health }],
    });
  });

  it.each(['ElasticNetworkInterface', 'eni'])('has the address of its attachment of type %s', (type) => {
    const details = [
      { name: 'subnetId', value: 'subnet-1' },
      { name: 'privateIPv4Address', value: '10.0.0.7' },
    ];
    expect(taskOf({ attachments: [{ type: 'other' }, { type, details }] }).privateIp).toBe('10.0.0.7');
  });

  it('has the address of its containers where no attachment names one', () => {
    const containers = [{}, { networkInterfaces: [{ privateIpv4Address: '10.0.0.8' }] }];
    expect(taskOf({ attachments: [{ type: 'eni' }], containers }).privateIp).toBe('10.0.0.8');
  });

  it('keeps how it ended as AWS puts it', () => {
    const stoppedAt = new Date('2026-03-04T03:00:00Z');
    const task = taskOf({
      lastStatus: 'STOPPED',
      desiredStatus: 'STOPPED',
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      stoppedAt,
      containers: [{ name: 'web', exitCode: 137, reason: 'OutOfMemoryError: Container killed' }],
    });
    expect(task).toMatchObject({
      lastStatus: 'stopped',
      stopCode: 'EssentialContainerExited',
      stoppedAt,
      containers: [{ exitCode: 137, reason: 'OutOfMemoryError: Container killed', image: undefined }],
    });
  });
});

describe('a task definition', () => {
  it('is the one that was asked for where AWS does not name it', () => {
    expect(taskDefinitionOf({}, ASKED)).toMatchObject({ revision: ASKED, containers: [] });
    const named = taskDefinitionOf({ taskDefinitionArn: 'arn:x:task-definition/api:7' }, ASKED);
    expect(named.revision).toMatchObject({ family: 'api', number: 7 });
  });

  it('fills in what ECS takes where a health check leaves it out', () => {
    const { containers } = taskDefinitionOf(
      {
        containerDefinitions: [
          { name: 'web', healthCheck: { command: ['CMD', 'true'] } },
          { healthCheck: { command: ['x'], interval: 5, timeout: 2, retries: 1, startPeriod: 9 } },
          { essential: false },
        ],
      },
      ASKED,
    );
    expect(containers.map(({ healthCheck }) => healthCheck)).toEqual([
      { command: ['CMD', 'true'], intervalMs: 30_000, timeoutMs: 5000, retries: 3, startPeriodMs: 0 },
      { command: ['x'], intervalMs: 5000, timeoutMs: 2000, retries: 1, startPeriodMs: 9000 },
      undefined,
    ]);
    expect(containers.map(({ essential }) => essential)).toEqual([true, true, false]);
  });

  it('says where its lines go only for the driver of CloudWatch', () => {
    const options = {
      'awslogs-group': '/ecs/web',
      'awslogs-region': 'eu-west-1',
      'awslogs-stream-prefix': 'ecs',
    };
    const { containers } = taskDefinitionOf(
      {
        containerDefinitions: [
          { logConfiguration: { logDriver: 'awslogs', options } },
          { logConfiguration: { logDriver: 'awsfirelens', options } },
          { logConfiguration: { logDriver: 'awslogs' } },
          {},
        ],
      },
      ASKED,
    );
    expect(containers.map(({ awslogs }) => awslogs)).toEqual([
      { group: '/ecs/web', region: 'eu-west-1', prefix: 'ecs' },
      undefined,
      undefined,
      undefined,
    ]);
  });
});
