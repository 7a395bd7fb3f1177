import type { Service as SdkService } from '@aws-sdk/client-ecs';
import { describe, expect, it } from 'vitest';
import { serviceOf } from '../../src/aws/service-shapes.ts';
import { aRef } from '../given.ts';

function groupArn(name: string): string {
  return `arn:aws:elasticloadbalancing:eu-central-1:111122223333:targetgroup/${name}/0123456789abcdef`;
}

function balancer(name: string, alternate?: string) {
  return {
    targetGroupArn: groupArn(name),
    containerName: 'app',
    containerPort: 5000,
    ...(alternate ? { advancedConfiguration: { alternateTargetGroupArn: groupArn(alternate) } } : {}),
  };
}

function rolesIn(from: SdkService): readonly string[] {
  const { targetGroups } = serviceOf(aRef(), from);
  const nameOf = (arn: string | undefined) => targetGroups.find((each) => each.arn === arn)?.name;
  return targetGroups.map(({ name, role, partnerArn }) =>
    [name, role, nameOf(partnerArn)].filter(Boolean).join(' '),
  );
}

describe('serviceOf', () => {
  it('takes every group of a rolling service for one in use', () => {
    expect(rolesIn({ loadBalancers: [balancer('public'), balancer('internal')] })).toEqual([
      'public production',
      'internal production',
    ]);
  });

  it('keeps blue/green groups in their pairs', () => {
    const loadBalancers = [balancer('web-blue', 'web-green'), balancer('api-blue', 'api-green')];
    expect(rolesIn({ loadBalancers })).toEqual([
      'web-blue production web-green',
      'web-green alternate web-blue',
      'api-blue production api-green',
      'api-green alternate api-blue',
    ]);
  });

  it('tells by the task sets which group takes the traffic under CodeDeploy', () => {
    const taskSets = [
      { id: 'ecs-svc/2', status: 'ACTIVE', loadBalancers: [balancer('green')] },
      { id: 'ecs-svc/1', status: 'PRIMARY', loadBalancers: [balancer('blue')] },
    ];
    const service = { deploymentController: { type: 'CODE_DEPLOY' as const }, taskSets };
    expect(rolesIn(service)).toEqual(['blue production', 'green replacement']);
    expect(rolesIn({ ...service, loadBalancers: [balancer('blue')] })).toHaveLength(2);
    const settled = { ...service, taskSets: taskSets.slice(1), loadBalancers: [balancer('green')] };
    expect(rolesIn(settled)).toEqual(['blue production', 'green replacement']);
  });

  it('keeps the bake time in milliseconds, 0 where there is none', () => {
    const deploymentConfiguration = { bakeTimeInMinutes: 5 };
    expect(serviceOf(aRef(), { deploymentConfiguration }).bakeTimeMs).toBe(300_000);
    expect(serviceOf(aRef(), {}).bakeTimeMs).toBe(0);
  });
});
