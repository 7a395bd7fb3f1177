import { describe, expect, it } from 'vitest';
import type { FailingCheck } from '../../src/deployment/failing-check.ts';
import { checkRows } from '../../src/views/check-rows.ts';
import { rowsPlain } from '../../src/views/rows.ts';
import {
  aContainerDefinition,
  aRevision,
  aSighting,
  aTargetGroup,
  aTaskDefinition,
  denied,
  known,
} from '../given.ts';
import { STALLED } from './alert-cases.ts';

function words(...given: Parameters<typeof checkRows>): string {
  return rowsPlain(checkRows(...given));
}

describe('both health checks', () => {
  it('stand one under the other, with what ECS leaves out at the start', () => {
    const service = STALLED.service;
    const slow = service.kind === 'known' && known({ ...service.value, gracePeriodMs: 60_000 });
    expect(words({ ...STALLED, service: slow || service }, undefined)).toMatchInlineSnapshot(`
      "balancer: web-tg: HTTP /health on the traffic port, expects 200, every 30 s, time-out 5 s, unhealthy after 3
      container: rev 15 app: true, every 30 s, time-out 5 s, unhealthy after 3
      grace: neither counts in the first 60 s of a task"
    `);
  });

  it('of the container are those of the revision that fails', () => {
    const failing: FailingCheck = {
      by: 'container',
      revision: aRevision(14),
      said: '',
      check: undefined,
      source: { kind: 'target', code: '' },
    };
    expect(words(STALLED, failing)).toMatch(/\ncontainer: rev 14 defines no container health check$/);
  });

  it('of the container show the time that does not count, and the command in short', () => {
    const healthCheck = {
      command: ['CMD-SHELL', `curl ${'x'.repeat(300)}`],
      intervalMs: 30_000,
      timeoutMs: 5000,
      retries: 3,
      startPeriodMs: 90_000,
    };
    const containers = [aContainerDefinition({ healthCheck }), aContainerDefinition({ name: 'proxy' })];
    const sighting = aSighting({ definitions: known([aTaskDefinition({ containers })]) });
    expect(words(sighting, undefined)).toMatch(
      /\ncontainer: rev 14 app: curl x+…, every 30 s, time-out 5 s, unhealthy after 3, first 90 s not counted$/,
    );
  });

  it('that were not read are said to be so, with the permission', () => {
    const targetGroups = [
      { ...aTargetGroup([]), check: denied('elasticloadbalancing:DescribeTargetGroups') },
      aTargetGroup([], { name: 'other' }),
    ];
    const definitions = denied('ecs:DescribeTaskDefinition');
    expect(words(aSighting({ targetGroups, definitions }), undefined)).toMatchInlineSnapshot(`
      "balancer: web-tg: check settings unknown – needs elasticloadbalancing:DescribeTargetGroups
        other: check settings not read
      container: check settings unknown – needs ecs:DescribeTaskDefinition"
    `);
    expect(words(aSighting(), undefined)).toBe(
      'balancer: behind no load balancer\ncontainer: check settings not read',
    );
    expect(words(aSighting({ definitions: known([]) }), undefined)).toContain('of rev 14 not read');
  });
});
