import { describe, expect, it } from 'vitest';
import { judge } from '../../src/deployment/verdict.ts';
import { statusMessage } from '../../src/views/status.ts';
import { IN_CHANNEL, known, NOW } from '../given.ts';
import { ODD } from './odd-cases.ts';

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

describe('the card of a service', () => {
  it('behind no load balancer', () => {
    expect(card(ODD['behind no load balancer'])).toMatchInlineSnapshot(`
      "🟢 HEALTHY worker · prod-eu · 2/2 running on rev 14
      running: 2/2 desired, 0 pending
      rev 14: 2/2 primary · completed · started 10 h ago
      rollout: steady on rev 14
      containers: 2 healthy · 0 unhealthy
      targets: behind no load balancer
      events: none"
    `);
  });

  it('without any check', () => {
    expect(card(ODD['without any check'])).toMatchInlineSnapshot(`
      "🟢 HEALTHY plain · prod-eu · 2/2 running on rev 14 · no health check is defined: judged by running tasks alone
      running: 2/2 desired, 0 pending
      rev 14: 2/2 primary · completed · started 10 h ago
      rollout: steady on rev 14
      containers: no container health check defined
      targets: behind no load balancer
      image: rev 14 registry.example/web:14 sha256:ab12ab12ab12
      events: none"
    `);
  });

  it('behind several target groups', () => {
    expect(card(ODD['behind several target groups'])).toMatchInlineSnapshot(`
      "🔴 UNHEALTHY api · prod-eu · 2/2 running on rev 14 · targets of internal: 1 of 2 unhealthy
      - tasks fail the load balancer's check: it answers 404 [Target.ResponseCodeMismatch]
      running: 2/2 desired, 0 pending
      rev 14: 2/2 primary · completed · started 10 h ago
      rollout: steady on rev 14
      containers: 2 healthy · 0 unhealthy
      targets: public: 2 healthy · 0 unhealthy
        check settings not read
      targets: internal: 1 healthy · 1 unhealthy
        no running task at 10.0.3.10:5000 unhealthy: the application answered with a code that does not pass [Target.ResponseCodeMismatch] Health checks failed with these codes: [404]
        check settings not read
      events: none"
    `);
  });

  it('a daemon', () => {
    expect(card(ODD['a daemon'])).toMatchInlineSnapshot(`
      "🟢 HEALTHY agent · prod-eu · 2/2 running on rev 14
      running: 2/2 desired, 0 pending · daemon: one task per container instance
      rev 14: 2/2 primary · completed · started 10 h ago
      rollout: steady on rev 14
      containers: 2 healthy · 0 unhealthy
      targets: behind no load balancer
      events: none"
    `);
  });

  it('with an external controller', () => {
    expect(card(ODD['with an external controller'])).toMatchInlineSnapshot(`
      "🟢 HEALTHY external · prod-eu · 2/2 running on rev 14
      running: 2/2 desired, 0 pending · deployed by the external controller
      rev 14: 2/2 primary task set · stability not known
      rollout: not tracked: ECS does not say whether the task set is stable
      containers: 2 healthy · 0 unhealthy
      targets: behind no load balancer
      events: none"
    `);
  });

  it('in the first minute of CodeDeploy', () => {
    expect(card(ODD['in the first minute of CodeDeploy'])).toMatchInlineSnapshot(`
      "🔵 ROLLING OUT codedeploy · prod-eu · rev 14 2/2, rev 15 0/2 · rev 15 rolling out for 1 min
      running: 2/2 desired, 0 pending · deployed by the code-deploy controller
      rev 14: 2/2 primary task set · steady-state
      rev 15: 0/2 active task set · stabilizing
      rollout: rev 15 rolling out for 1 min
      containers: 2 healthy · 0 unhealthy
      targets: blue: 2 healthy · 0 unhealthy
        check settings not read
      targets: green (no production traffic): no target registered
        check settings not read
      events: none"
    `);
  });

  it('blue/green with a failing green', () => {
    expect(card(ODD['blue/green with a failing green'])).toMatchInlineSnapshot(`
      "🔵 ROLLING OUT bluegreen · prod-eu · rev 15 1/2, rev 14 2/2 · rev 15 rolling out for 4 min
      - rev 15 fails the load balancer's check: it answers 404 [Target.ResponseCodeMismatch]
      - targets of green, which takes no production traffic: 1 of 1 unhealthy
      running: 3/2 desired, 0 pending · blue-green strategy
      rev 15: 1/2 primary · in-progress · started 4 min ago
      rev 14: 2/2 active · completed · started 10 h ago
      rollout: rev 15 rolling out for 4 min
      containers: 3 healthy · 0 unhealthy
      targets: blue: 2 healthy · 0 unhealthy
        check settings not read
      targets: green (no production traffic): 0 healthy · 1 unhealthy
        task b1000000 rev 15 10.0.3.10:5000 unhealthy: the application answered with a code that does not pass [Target.ResponseCodeMismatch] Health checks failed with these codes: [404]
        check settings not read
      events: none"
    `);
  });

  it('rolling back', () => {
    expect(card(ODD['rolling back'])).toMatchInlineSnapshot(`
      "🟠 ROLLING BACK backing · prod-eu · rev 15 1/2, rev 14 2/2 · rolling back from rev 15
      - Alarm detected
      running: 3/2 desired, 0 pending
      rev 15: 1/2 primary · in-progress · started 4 min ago
      rev 14: 2/2 active · completed · started 10 h ago
      rollout: rolling back from rev 15
      containers: 3 healthy · 0 unhealthy
      targets: web-tg: 2 healthy · 0 unhealthy
        check settings not read
      events: none"
    `);
  });

  it('running but never completed', () => {
    expect(card(ODD['running but never completed'])).toMatchInlineSnapshot(`
      "🟠 STALLED uncompleted · prod-eu · 2/2 running on rev 15 · rev 15 stalled, rolling out for 3 h 20 min
      - nothing is known to serve at the moment
      - running but not completed: no change for 190 min
      - targets of web-tg: 2 not decided yet
      running: 2/2 desired, 0 pending
      rev 15: 2/2 primary · in-progress · started 3 h 20 min ago
      rollout: rev 15 stalled, rolling out for 3 h 20 min
      containers: 2 healthy · 0 unhealthy
      targets: web-tg: 0 healthy · 0 unhealthy · 2 at first checks
        task a1000000 rev 14 10.0.1.10:5000 initial: is at its first health checks [Elb.InitialHealthChecking]
        task a2000000 rev 14 10.0.2.10:5000 initial: is at its first health checks [Elb.InitialHealthChecking]
        check settings not read
      events: none"
    `);
  });

  it('with a missing permission', () => {
    expect(card(ODD['with a missing permission'])).toMatchInlineSnapshot(`
      "❔ UNKNOWN gap · prod-eu · 2/2 running on rev 14 · target health of web-tg unknown – needs elasticloadbalancing:DescribeTargetHealth
      running: 2/2 desired, 0 pending
      rev 14: 2/2 primary · completed · started 10 h ago
      rollout: steady on rev 14
      containers: 2 healthy · 0 unhealthy
      targets: target health of web-tg unknown – needs elasticloadbalancing:DescribeTargetHealth
        check settings not read
      events: none"
    `);
  });

  it('failed, with a missing permission', () => {
    expect(card(ODD['failed, with a missing permission'])).toMatchInlineSnapshot(`
      "🔴 FAILED failedgap · prod-eu · rev 15 1/2, rev 14 2/2 · rev 15 failed 1 min ago
      - whether anything still serves is not known
      - ECS deployment circuit breaker: tasks failed to start.
      - target health of web-tg unknown – needs elasticloadbalancing:DescribeTargetHealth
      running: 2/2 desired, 0 pending
      rev 15: 1/2 primary · failed · started 4 min ago
      rev 14: 2/2 active · completed · started 10 h ago
      rollout: rev 15 failed 1 min ago
      containers: 2 healthy · 0 unhealthy
      targets: target health of web-tg unknown – needs elasticloadbalancing:DescribeTargetHealth
        check settings not read
      events: none"
    `);
  });

  it('with tasks that are not listed', () => {
    expect(card(ODD['with tasks that are not listed'])).toMatchInlineSnapshot(`
      "❔ UNKNOWN unlisted · prod-eu · 2/2 running on rev 14 · ECS counts 2 running tasks but lists 0
      running: 2/2 desired, 0 pending
      rev 14: 2/2 primary · completed · started 10 h ago
      rollout: steady on rev 14
      containers: no running task is listed
      targets: web-tg: 2 healthy · 0 unhealthy
        check settings not read
      events: none"
    `);
  });

  it('with most targets missing', () => {
    expect(card(ODD['with most targets missing'])).toMatchInlineSnapshot(`
      "🔴 UNHEALTHY missing · prod-eu · 5/5 running on rev 14 · targets of web-tg: 1 healthy, 1 registered for 5 running tasks: 1 of 5 can take traffic
      running: 5/5 desired, 0 pending
      rev 14: 2/2 primary · completed · started 10 h ago
      rollout: steady on rev 14
      containers: 5 healthy · 0 unhealthy
      targets: web-tg: 1 healthy · 0 unhealthy
        check settings not read
      events: none"
    `);
  });

  it('without a place for its tasks', () => {
    expect(card(ODD['without a place for its tasks'])).toMatchInlineSnapshot(`
      "🔴 UNHEALTHY noplace · prod-eu · 2/10 running on rev 14 · 2 of 10 tasks run, 8 pending: ECS says “was unable to place a task because no container instance met all of its requirements. Reason: RESOURCE:MEMORY”
      running: 2/10 desired, 8 pending
      rev 14: 2/2 primary · completed · started 10 h ago
      rollout: steady on rev 14
      containers: 2 healthy · 0 unhealthy
      targets: behind no load balancer
      events: 1 min ago  was unable to place a task because no container instance met all of its requirements. Reason: RESOURCE:MEMORY
        9 min ago  has started 2 tasks: (task a1) (task a2)"
    `);
  });

  it('on container instances', () => {
    expect(card(ODD['on container instances'])).toMatchInlineSnapshot(`
      "🔴 UNHEALTHY bridge · prod-eu · 2/2 running on rev 14 · targets of web-tg: 2 of 2 unhealthy; with none healthy the load balancer sends traffic to all of them
      - rev 14 fails the load balancer's check: it answers 404 [Target.ResponseCodeMismatch]
      running: 2/2 desired, 0 pending
      rev 14: 2/2 primary · completed · started 10 h ago
      rollout: steady on rev 14
      containers: 2 healthy · 0 unhealthy
      targets: web-tg: 0 healthy · 2 unhealthy
        task e2000000 rev 14 i-0123456789abcdef0:32769 unhealthy: the application answered with a code that does not pass [Target.ResponseCodeMismatch] Health checks failed with these codes: [404]
        task not known i-0123456789abcdef1:80 unhealthy: the application answered with a code that does not pass [Target.ResponseCodeMismatch] Health checks failed with these codes: [404]
        check settings not read
      events: none"
    `);
  });

  it('deleted', () => {
    expect(card(ODD.deleted)).toMatchInlineSnapshot(`
      "❔ UNKNOWN deleted · prod-eu · could not find service prod/deleted: it was deleted
      service: could not find service prod/deleted: it was deleted"
    `);
  });

  it('of another account', () => {
    expect(card(ODD['of another account'])).toMatchInlineSnapshot(`
      "❔ UNKNOWN elsewhere · prod-eu · the service unknown – AWS answers for account 999999999999, configured is 111122223333
      service: service unknown – AWS answers for account 999999999999, configured is 111122223333"
    `);
  });
});
