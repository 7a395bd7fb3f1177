import { describe, expect, it } from 'vitest';
import type { TargetGroupCheck } from '../../src/deployment/service.ts';
import { targetRows } from '../../src/views/target-rows.ts';
import { aSighting, aTarget, aTargetGroup, aTask, denied, known } from '../given.ts';
import { ODD } from './odd-cases.ts';

const CHECK: TargetGroupCheck = {
  arn: 'arn',
  protocol: 'HTTP',
  port: 'traffic-port',
  path: '/health',
  matcher: '200',
  intervalMs: 30_000,
  timeoutMs: 5000,
  healthyThreshold: 5,
  unhealthyThreshold: 2,
  attached: true,
};

function linesOf(sighting: Parameters<typeof targetRows>[0]): readonly string[] {
  return targetRows(sighting).flatMap(({ lines }) => lines);
}

describe('targetRows', () => {
  it('shows how a group is checked, and that nothing forwards to it', () => {
    const group = aTargetGroup([aTarget()]);
    const shown = (check: TargetGroupCheck) =>
      linesOf(aSighting({ targetGroups: [{ ...group, check: known(check) }] }));
    expect(shown(CHECK)[1]).toBe(
      'check: HTTP /health on the traffic port, expects 200, every 30 s, time-out 5 s, unhealthy after 2',
    );
    expect(shown({ ...CHECK, port: '9000', attached: false })[1]).toMatch(
      /on port 9000.*no load balancer forwards to this group$/,
    );
  });

  it('says which permission is missing for the check', () => {
    const check = denied('elasticloadbalancing:DescribeTargetGroups');
    expect(linesOf(aSighting({ targetGroups: [{ ...aTargetGroup([aTarget()]), check }] }))[1]).toBe(
      'check settings unknown – needs elasticloadbalancing:DescribeTargetGroups',
    );
  });

  it('names the task behind a target by address or by host port, and says when it cannot', () => {
    const whose = (lines: readonly string[]) => lines.map((line) => line.split(' unhealthy')[0]);
    expect(whose(linesOf(ODD['on container instances']).slice(1, 3))).toEqual([
      'task e2000000 rev 14 i-0123456789abcdef0:32769',
      'task not known i-0123456789abcdef1:80',
    ]);
    const gone = aTargetGroup([aTarget({ id: '10.0.8.8', state: 'unhealthy', reason: 'Target.Timeout' })]);
    expect(whose(linesOf(aSighting({ targetGroups: [gone] })))).toContain('no running task at 10.0.8.8:5000');
    const unread = aSighting({ targetGroups: [gone], tasks: denied('ecs:ListTasks') });
    expect(whose(linesOf(unread))).toContain('task not known 10.0.8.8:5000');
  });

  it('marks the group that takes no production traffic', () => {
    expect(
      linesOf(ODD['blue/green with a failing green'])
        .filter((line) => line.includes(':'))
        .slice(0, 2),
    ).toEqual(['blue: 2 healthy · 0 unhealthy', 'green (no production traffic): 0 healthy · 1 unhealthy']);
  });

  it('lists four targets in trouble and counts the rest', () => {
    const targets = Array.from({ length: 7 }, (_, nth) => aTarget({ id: `10.0.7.${nth}`, state: 'unused' }));
    const lines = linesOf(aSighting({ targetGroups: [aTargetGroup(targets)], tasks: known([aTask()]) }));
    expect(lines).toHaveLength(7);
    expect(lines[0]).toBe('web-tg: 0 healthy · 0 unhealthy · 7 without traffic or check');
    expect(lines[5]).toBe('and 3 more');
  });
});
