import { describe, expect, it } from 'vitest';
import { judge } from '../../src/deployment/verdict.ts';
import { statusMessage } from '../../src/views/status.ts';
import { anEvent, aRef, aSighting, IN_CHANNEL, known, NOW } from '../given.ts';
import { WORDS } from './cases.ts';

/** The text of a card without where and when it was read, which is the same every time. */
function card(sighting: Parameters<typeof judge>[0]): string {
  const { text } = statusMessage(sighting, judge(sighting, NOW), {
    now: NOW,
    kept: known([]),
    defaultEnv: 'prod-eu',
    place: IN_CHANNEL,
  });
  return text.slice(0, text.indexOf('\nWhere: '));
}

describe('the card of a service that is', () => {
  it('healthy', () => {
    expect(card(WORDS.healthy)).toMatchInlineSnapshot(`
      "🟢 HEALTHY web · prod-eu · 2/2 running on rev 14
      running: 2/2 desired, 0 pending
      rev 14: 2/2 primary · completed · started 10 h ago
      rollout: steady on rev 14
      containers: 2 healthy · 0 unhealthy
      targets: web-tg: 2 healthy · 0 unhealthy
        check settings not read
      stopped: none that ECS still remembers (about an hour)
      image: rev 14 registry.example/web:14 sha256:ab12ab12ab12
      events: none"
    `);
  });

  it('settling', () => {
    expect(card(WORDS.settling)).toMatchInlineSnapshot(`
      "🔵 SETTLING scaling · prod-eu · 2/10 running on rev 14 · 2 of 10 tasks run, 8 pending
      running: 2/10 desired, 8 pending
      rev 14: 2/2 primary · completed · started 10 h ago
      rollout: steady on rev 14
      containers: 2 healthy · 0 unhealthy
      targets: web-tg: 2 healthy · 0 unhealthy
        check settings not read
      events: none"
    `);
  });

  it('rolling out', () => {
    expect(card(WORDS.rollingOut)).toMatchInlineSnapshot(`
      "🔵 ROLLING OUT rolling · prod-eu · rev 15 1/2, rev 14 2/2 · rev 15 rolling out for 4 min
      running: 3/2 desired, 0 pending
      rev 15: 1/2 primary · in-progress · started 4 min ago
      rev 14: 2/2 active · completed · started 10 h ago
      rollout: rev 15 rolling out for 4 min
      containers: 3 healthy · 0 unhealthy
      targets: web-tg: 2 healthy · 0 unhealthy · 1 at first checks
        task b1000000 rev 15 10.0.3.10:5000 initial: no reason given
        check settings not read
      events: none"
    `);
  });

  it('stalled', () => {
    expect(card(WORDS.stalled)).toMatchInlineSnapshot(`
      "🟠 STALLED stalled · prod-eu · rev 15 1/2, rev 14 2/2 · rev 15 stalled, rolling out for 41 min
      - rev 15 fails the load balancer's check: it answers 404 [Target.ResponseCodeMismatch]
      - 6 tasks failed in a row, and no circuit breaker is on to end it
      - targets of web-tg: 1 of 3 unhealthy
      running: 3/2 desired, 0 pending
      rev 15: 1/2 primary · 6 failed in a row · in-progress · started 41 min ago
      rev 14: 2/2 active · completed · started 10 h ago
      rollout: rev 15 stalled, rolling out for 41 min
      containers: 3 healthy · 0 unhealthy
      targets: web-tg: 2 healthy · 1 unhealthy
        task b1000000 rev 15 10.0.3.10:5000 unhealthy: the application answered with a code that does not pass [Target.ResponseCodeMismatch] Health checks failed with these codes: [404]
        check settings not read
      stopped: 2× Task failed ELB health checks in target group web-tg [c1000000 c2000000], last 5 min ago
      events: none"
    `);
  });

  it('failed', () => {
    expect(card(WORDS.failed)).toMatchInlineSnapshot(`
      "🔴 FAILED failed · prod-eu · rev 15 0/2, rev 14 2/2 · rev 15 failed 1 min ago
      - ECS deployment circuit breaker: tasks failed to start.
      running: 2/2 desired, 0 pending
      rev 15: 0/2 primary · failed · started 4 min ago
      rev 14: 2/2 active · completed · started 10 h ago
      rollout: rev 15 failed 1 min ago
      containers: 2 healthy · 0 unhealthy
      targets: web-tg: 2 healthy · 0 unhealthy
        check settings not read
      events: none"
    `);
  });

  it('rolled back', () => {
    expect(card(WORDS.rolledBack)).toMatchInlineSnapshot(`
      "🟠 ROLLED BACK back · prod-eu · 2/2 running on rev 14 · rolled back from rev 15 to rev 14, 30 min ago
      - Service deployment rolled back because of circuit breaker.
      running: 2/2 desired, 0 pending
      rev 14: 2/2 primary · completed · started 10 h ago
      rollout: rolled back from rev 15 to rev 14, 30 min ago
      containers: 2 healthy · 0 unhealthy
      targets: web-tg: 2 healthy · 0 unhealthy
        check settings not read
      events: none"
    `);
  });

  it('unhealthy', () => {
    expect(card(WORDS.unhealthy)).toMatchInlineSnapshot(`
      "🔴 UNHEALTHY down · prod-eu · 1/2 running on rev 15 · targets of web-tg: 1 of 1 unhealthy; with none healthy the load balancer sends traffic to all of them
      - rev 15 fails the load balancer's check: it answers 404 [Target.ResponseCodeMismatch]
      - 1 of 2 tasks run, none pending
      - rev 15 stalled, rolling out for 41 min
      - 6 tasks failed in a row, and no circuit breaker is on to end it
      running: 1/2 desired, 0 pending
      rev 15: 1/2 primary · 6 failed in a row · in-progress · started 41 min ago
      rollout: rev 15 stalled, rolling out for 41 min
      containers: 1 healthy · 0 unhealthy
      targets: web-tg: 0 healthy · 1 unhealthy
        task b1000000 rev 15 10.0.3.10:5000 unhealthy: the application answered with a code that does not pass [Target.ResponseCodeMismatch] Health checks failed with these codes: [404]
        check settings not read
      events: none"
    `);
  });

  it('unknown', () => {
    expect(card(WORDS.unknown)).toMatchInlineSnapshot(`
      "❔ UNKNOWN unread · prod-eu · the service unknown – needs ecs:DescribeServices
      service: service unknown – needs ecs:DescribeServices"
    `);
  });

  it('idle', () => {
    expect(card(WORDS.idle)).toMatchInlineSnapshot(`
      "⚪ IDLE zero · prod-eu · 0/0 running on rev 14 · scaled to zero: no task is wanted and none runs
      running: 0/0 desired, 0 pending
      rev 14: 0/0 primary · completed · started 10 h ago
      rollout: steady on rev 14
      containers: no running task is listed
      targets: web-tg: no target registered
        check settings not read
      events: none"
    `);
  });
});

describe('the card', () => {
  it('holds the verdict, the rows, where it was read and the buttons', () => {
    const sighting = WORDS.stalled;
    const { text, blocks } = statusMessage(sighting, judge(sighting, NOW), {
      now: NOW,
      kept: known([]),
      defaultEnv: 'prod-eu',
      place: IN_CHANNEL,
    });
    expect(text.slice(text.indexOf('Where: '))).toMatchInlineSnapshot(`
      "Where: cluster prod · account 111122223333 · eu-central-1
      As of 03:00:00 UTC. ecs:DescribeServices (service, deployments, events) just now; ecs:DescribeTasks (tasks, stopped tasks) just now; elasticloadbalancing:DescribeTargetHealth (targets of web-tg) just now."
    `);
    expect(blocks.map(({ type }) => type)).toEqual(['section', 'rich_text', 'context', 'actions']);
    expect(blocks[0]).toMatchInlineSnapshot(`
      {
        "text": {
          "text": "*🟠 STALLED* \`stalled\` · *prod-eu* · rev 15 1/2, rev 14 2/2 · rev 15 stalled, rolling out for 41 min
      • rev 15 fails the load balancer's check: it answers 404 [Target.ResponseCodeMismatch]
      • 6 tasks failed in a row, and no circuit breaker is on to end it
      • targets of web-tg: 1 of 3 unhealthy",
          "type": "mrkdwn",
          "verbatim": true,
        },
        "type": "section",
      }
    `);
    const drawn = JSON.stringify(blocks[1]);
    expect(drawn).toContain('█████░░░░░  1/2 primary');
    expect(drawn).toContain('██████████  2/2 active');
    expect(blocks[3]).toMatchObject({
      elements: [
        { action_id: 'diagnose-service', value: 'prod-eu:prod/stalled' },
        { action_id: 'show-lens', value: 'health prod-eu:prod/stalled' },
        { action_id: 'show-lens.2', value: 'deploys prod-eu:prod/stalled' },
        { action_id: 'show-logs', value: 'prod-eu:prod/stalled' },
        { action_id: 'refresh-status', value: 'prod-eu:prod/stalled' },
        { action_id: 'share-status', value: 'prod-eu:prod/stalled' },
      ],
    });
  });

  it('lets no outside text mention anybody or break its block', () => {
    const events = [anEvent('(service web) <!channel> ``` *bold*', 1)];
    const sighting = aSighting({ of: { events, ref: aRef('web<!here>') } });
    const { blocks } = statusMessage(sighting, judge(sighting, NOW), {
      now: NOW,
      kept: known([]),
      defaultEnv: 'prod-eu',
      place: IN_CHANNEL,
    });
    const marked = blocks.filter(({ type }) => type === 'section' || type === 'context');
    expect(JSON.stringify(marked)).not.toContain('<!here>');
    expect(JSON.stringify(marked)).not.toContain('<!channel>');
  });
});
