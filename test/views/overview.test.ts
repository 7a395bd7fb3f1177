import { describe, expect, it } from 'vitest';
import type { Gap } from '../../src/deployment/fact.ts';
import { byUrgency, judge } from '../../src/deployment/verdict.ts';
import { overviewMessage } from '../../src/views/overview.ts';
import { aRef, aSighting, denied, IN_CHANNEL, NOW } from '../given.ts';
import { WORDS } from './cases.ts';
import { ODD } from './odd-cases.ts';

function overview(sightings: readonly Parameters<typeof judge>[0][], gaps: readonly Gap[] = []) {
  const judged = sightings.map((sighting) => ({ sighting, verdict: judge(sighting, NOW) })).sort(byUrgency);
  return overviewMessage(judged, gaps, {
    title: 'every service that can be listed',
    environments: ['prod-eu'],
    defaultEnv: 'prod-eu',
    value: '--all',
    now: NOW,
    place: IN_CHANNEL,
    alerts: [],
  });
}

/** The lines below the title. */
function lines(text: string): string {
  return text.split('\n').slice(1, -1).join('\n');
}

describe('the overview', () => {
  it('has a line for each word, the worst first', () => {
    expect(lines(overview(Object.values(WORDS)).text)).toMatchInlineSnapshot(`
      "🔴 unhealthy: prod/down · 1/2 running on rev 15 · targets of web-tg: 1 of 1 unhealthy; with none healthy the load balancer sends traffic to all of them · rev 15 fails the load balancer's check: it answers 404 [Targe…
      🔴 failed: prod/failed · rev 15 0/2, rev 14 2/2 · rev 15 failed 1 min ago · ECS deployment circuit breaker: tasks failed to start.
      🟠 stalled: prod/stalled · rev 15 1/2, rev 14 2/2 · rev 15 stalled, rolling out for 41 min · rev 15 fails the load balancer's check: it answers 404 [Target.ResponseCodeMismatch]
      🟠 rolled back: prod/back · 2/2 running on rev 14 · rolled back from rev 15 to rev 14, 30 min ago · Service deployment rolled back because of circuit breaker.
      ❔ unknown: prod/unread · the service unknown – needs ecs:DescribeServices
      🔵 rolling out: prod/rolling · rev 15 1/2, rev 14 2/2 · rev 15 rolling out for 4 min
      🔵 settling: prod/scaling · 2/10 running on rev 14 · 2 of 10 tasks run, 8 pending
      🟢 healthy: prod/web · 2/2 running on rev 14
      ⚪ idle: prod/zero · 0/0 running on rev 14 · scaled to zero: no task is wanted and none runs"
    `);
  });

  it('has a line for each odd service', () => {
    expect(lines(overview(Object.values(ODD)).text)).toMatchInlineSnapshot(`
      "🔴 unhealthy: prod/api · 2/2 running on rev 14 · targets of internal: 1 of 2 unhealthy · tasks fail the load balancer's check: it answers 404 [Target.ResponseCodeMismatch]
      🔴 unhealthy: prod/bridge · 2/2 running on rev 14 · targets of web-tg: 2 of 2 unhealthy; with none healthy the load balancer sends traffic to all of them · rev 14 fails the load balancer's check: it answers 404 [Targe…
      🔴 unhealthy: prod/missing · 5/5 running on rev 14 · targets of web-tg: 1 healthy, 1 registered for 5 running tasks: 1 of 5 can take traffic
      🔴 unhealthy: prod/noplace · 2/10 running on rev 14 · 2 of 10 tasks run, 8 pending: ECS says “was unable to place a task because no container instance met all of its requirements. Reason: RESOURCE:MEMORY”
      🔴 failed: prod/failedgap · rev 15 1/2, rev 14 2/2 · rev 15 failed 1 min ago · whether anything still serves is not known
      🟠 stalled: prod/uncompleted · 2/2 running on rev 15 · rev 15 stalled, rolling out for 3 h 20 min · nothing is known to serve at the moment
      🟠 rolling back: prod/backing · rev 15 1/2, rev 14 2/2 · rolling back from rev 15 · Alarm detected
      ❔ unknown: prod/deleted · could not find service prod/deleted: it was deleted
      ❔ unknown: prod/elsewhere · the service unknown – AWS answers for account 999999999999, configured is 111122223333
      ❔ unknown: prod/gap · 2/2 running on rev 14 · target health of web-tg unknown – needs elasticloadbalancing:DescribeTargetHealth
      ❔ unknown: prod/unlisted · 2/2 running on rev 14 · ECS counts 2 running tasks but lists 0
      🔵 rolling out: prod/bluegreen · rev 15 1/2, rev 14 2/2 · rev 15 rolling out for 4 min · rev 15 fails the load balancer's check: it answers 404 [Target.ResponseCodeMismatch]
      🔵 rolling out: prod/codedeploy · rev 14 2/2, rev 15 0/2 · rev 15 rolling out for 1 min
      🟢 healthy: prod/agent · 2/2 running on rev 14
      🟢 healthy: prod/external · 2/2 running on rev 14
      🟢 healthy: prod/plain · 2/2 running on rev 14 · no health check is defined: judged by running tasks alone
      🟢 healthy: prod/worker · 2/2 running on rev 14"
    `);
  });

  it('says where all of it was read and how old the oldest of it is', () => {
    expect(overview([WORDS.healthy]).text.split('\n').at(-1)).toMatchInlineSnapshot(
      `"As of 03:00:00 UTC · every service that can be listed · services: ecs:DescribeServices just now · tasks: ecs:DescribeTasks just now · targets: elasticloadbalancing:DescribeTargetHealth just now."`,
    );
  });

  it('shows what could not be read below the services, the first five of it', () => {
    const gaps = Array.from({ length: 7 }, (_, nth) => ({
      env: 'prod-us',
      subject: `services of cluster c${nth}`,
      unknown: denied('ecs:ListServices'),
    }));
    const { text, blocks } = overview([WORDS.healthy], gaps);
    expect(text).toContain('prod-us: services of cluster c6 unknown – needs ecs:ListServices');
    expect(JSON.stringify(blocks)).toContain('c4');
    expect(JSON.stringify(blocks)).not.toContain('c5');
    expect(JSON.stringify(blocks)).toContain('and 2 more');
  });

  it('offers every service in the menu, and the rest of a long list in a file', () => {
    const many = Array.from({ length: 45 }, (_, nth) => aSighting({ of: { ref: aRef(`web-${nth}`) } }));
    const { blocks, file } = overview(many);
    expect(JSON.stringify(blocks)).toContain('and 5 more');
    expect(file?.content.split('\n').filter((line) => line.includes('prod/web-'))).toHaveLength(45);
    const actions = blocks.find(({ type }) => type === 'actions');
    expect(actions).toMatchObject({
      elements: [
        { action_id: 'open-service', options: expect.objectContaining({ length: 45 }) },
        { action_id: 'refresh-status', value: '--all' },
        { action_id: 'share-status', value: '--all' },
      ],
    });
  });
});
