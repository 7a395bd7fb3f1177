import { describe } from 'vitest';
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
