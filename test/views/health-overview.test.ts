import { describe, expect, it } from 'vitest';
import { judge } from '../../src/deployment/verdict.ts';
import { healthOverviewMessage } from '../../src/views/health-overview.ts';
import { aSighting, aTarget, aTargetGroup, aTask, denied, IN_CHANNEL, known, NOW } from '../given.ts';

const scope = {
  ...{ title: 'checks', environments: ['prod-eu'], defaultEnv: 'prod-eu', value: 'health --env prod-eu' },
  ...{ now: NOW, place: IN_CHANNEL, alerts: [] },
};
const unwell = aSighting({
  tasks: known([aTask(), aTask({ health: 'unhealthy' })]),
  targetGroups: [
    aTargetGroup([aTarget(), aTarget({ id: '10.0.9.9', state: 'unhealthy', reason: 'Target.Timeout' })]),
    aTargetGroup(denied('elasticloadbalancing:DescribeTargetHealth'), { name: 'inner' }),
  ],
});

describe('the health of all services', () => {
  it('says in a line what both checks count, and which one fails', () => {
    const judged = [
      unwell,
      aSighting({
        of: { ref: { env: 'prod-eu', cluster: 'prod', name: 'gone' } },
        service: denied('ecs:DescribeServices'),
      }),
    ].map((sighting) => ({ sighting, verdict: judge(sighting, NOW) }));
    const { text, blocks } = healthOverviewMessage(judged, [], scope);
    expect(text).toMatch(
      /^Health · 2 services: 1 unhealthy, 1 unknown · prod-eu\n🔴 unhealthy: prod\/web · containers: 1 healthy, 1 unhealthy · web-tg: 1 healthy, 1 unhealthy · target health of inner unknown/,
    );
    expect(text).toContain('prod/gone · the service unknown – needs ecs:DescribeServices');
    expect(JSON.stringify(blocks)).toContain('"value":"health --env prod-eu"');
  });
});
