import { describe, expect, it } from 'vitest';
import { deploymentDetailOf, serviceRevisionOf, settingsOf } from '../../src/aws/settings-shapes.ts';

const ASKED = { arn: 'web:42', family: 'web', number: 42 };

describe('the settings of a revision', () => {
  it('hold names, and no value that could be secret', () => {
    const environment = [
      { name: 'PORT', value: '8080' },
      { name: 'BASE_PATH', value: '/api' },
      { name: 'DATABASE_URL', value: 'postgres://u:hunter2@db' },
      { name: 'TOKEN_PORT', value: 'tok live with blanks' },
    ];
    const secrets = [{ name: 'KEY', valueFrom: 'arn:aws:secretsmanager:x:1:secret:key' }];
    const settings = settingsOf({ containerDefinitions: [{ name: 'app', environment, secrets }] }, ASKED);
    const [container] = settings.containers;
    expect(container?.environment.map(({ name, value }) => [name, value])).toEqual([
      ['PORT', '8080'],
      ['BASE_PATH', '/api'],
      ['DATABASE_URL', undefined],
      ['TOKEN_PORT', undefined],
    ]);
    expect(container?.secrets).toEqual([{ name: 'KEY', from: 'arn:aws:secretsmanager:x:1:secret:key' }]);
    expect(JSON.stringify(settings)).not.toContain('hunter2');
  });

  it('tell equal values from different ones without them', () => {
    const of = (value: string) =>
      settingsOf({ containerDefinitions: [{ environment: [{ name: 'A', value }] }] }, ASKED).containers[0]
        ?.environment[0]?.fingerprint;
    expect(of('one')).toBe(of('one'));
    expect(of('one')).not.toBe(of('two'));
  });

  it('have ECS’s own defaults where nothing is said', () => {
    expect(settingsOf({ containerDefinitions: [{}] }, ASKED)).toMatchObject({
      revision: ASKED,
      fileSystems: [],
      containers: [
        {
          name: 'unnamed',
          essential: true,
          stopTimeoutMs: 30_000,
          readonlyRoot: false,
          ports: [],
          dependsOn: [],
        },
      ],
    });
  });
});

describe('a service revision', () => {
  it('is of use only where it names a task definition', () => {
    expect(serviceRevisionOf({ serviceRevisionArn: 'arn' })).toBeUndefined();
    expect(
      serviceRevisionOf({ serviceRevisionArn: 'arn', taskDefinition: 'task-definition/web:42' }),
    ).toMatchObject({
      revision: { number: 42 },
      images: [],
      targets: [],
      network: undefined,
    });
  });
});

describe('a deployment in detail', () => {
  it('names the alarms that ended it and the hooks it waits for', () => {
    expect(
      deploymentDetailOf({
        status: 'ROLLBACK_SUCCESSFUL',
        alarms: { triggeredAlarmNames: ['web-5xx'] },
        lifecycleStage: 'POST_SCALE_UP',
        lifecycleHookDetails: [{ targetType: 'PAUSE', status: 'AWAITING_ACTION' }],
      }),
    ).toEqual({
      arn: '',
      status: 'rollback-successful',
      alarms: ['web-5xx'],
      stage: 'POST_SCALE_UP',
      hooks: [{ target: 'PAUSE', status: 'AWAITING_ACTION', stage: 'POST_SCALE_UP' }],
    });
  });
});
