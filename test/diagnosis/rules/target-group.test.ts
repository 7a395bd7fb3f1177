import { describe, expect, it } from 'vitest';
import { targetGroupRules } from '../../../src/diagnosis/rules/target-group.ts';
import { aTargetGroup, known } from '../../given.ts';
import { aFailedTask, aLine, someEvidence } from '../given-evidence.ts';
import { codes, failed, said, unhealthy } from '../given-failures.ts';
import { tellsApart } from '../pairs.ts';

const SLOW = 'Started WebApplication in 94.21 seconds (process running for 96.4)';
const REGISTER = 'failed to register targets in (target-group web-tg) with (error ';

function unused(description: string) {
  return failed({ target: { state: 'unused', reason: 'Target.NotInUse', description } });
}

function slow(graceSeconds: number) {
  return failed(
    {
      stopped: {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Task failed ELB health checks in (target-group web-tg)',
        exitCode: 143,
      },
      lines: [SLOW],
    },
    ({ service }) => {
      service.healthCheckGracePeriodSeconds = graceSeconds;
    },
  );
}

const CHECK = {
  ...{ protocol: 'HTTP', port: 'traffic-port', path: '/health', matcher: '200', timeoutMs: 5000 },
  ...{ intervalMs: 30_000, healthyThreshold: 5, unhealthyThreshold: 2, attached: true },
};

describe('target groups', () => {
  tellsApart([
    {
      fact: 'whether the slow program answered in the end',
      one: slow(0),
      other: unhealthy(codes(404), [SLOW]),
      are: ['grace-period-too-short', 'hc-path-mismatch'],
    },
    {
      fact: 'what the load balancer misses',
      one: unused('Target is in an Availability Zone that is not enabled for the load balancer'),
      other: unused('Target group is not configured to receive traffic from the load balancer'),
      are: ['alb-az-not-enabled', 'tg-not-attached'],
    },
    { fact: 'how long ECS waits', one: slow(0), other: slow(120), are: ['grace-period-too-short', null] },
    {
      fact: 'what ELB says of the targets',
      one: said(`${REGISTER}The following targets are not in the target group VPC 'vpc-1': '10.0.10.7')`),
      other: said(`${REGISTER}Unable to assume the service linked role.)`),
      are: ['tg-wrong-vpc', 'service-linked-role-missing'],
    },
  ]);
});

describe('a start of which only a task that serves tells', () => {
  const graceRule = targetGroupRules.find(({ id }) => id === 'grace-period-too-short');

  it.each([
    ['explains those that were stopped sooner', 'Started App in 142.3 seconds', [], 'confirmed'],
    ['explains none that lived as long', 'Started App in 90 seconds', [], 'nothing'],
    ['explains none that listened', 'Started App in 142.3 seconds', ['listening on 0.0.0.0:8080'], 'nothing'],
  ])('%s', (_, told, lines, kind) => {
    const { sighting, ...rest } = someEvidence({ lines, stopped: [aFailedTask(), aFailedTask()] });
    const group = aTargetGroup([]);
    const check = known({ ...CHECK, arn: group.group.arn }, 'elasticloadbalancing:DescribeTargetGroups');
    const seen = { ...sighting, targetGroups: [{ ...group, check }] };
    const earlierStart = aLine(told);
    expect(graceRule?.examine({ ...rest, sighting: seen, earlierStart }).kind).toBe(kind);
  });
});
