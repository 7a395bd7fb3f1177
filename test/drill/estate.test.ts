import { beforeEach, describe, expect, it } from 'vitest';
import { createDrillClock, type DrillClock } from './drill-clock.ts';
import { createDrillEstate, type DrillEstate } from './estate.ts';

let clock: DrillClock;
let estate: DrillEstate;

beforeEach(() => {
  clock = createDrillClock(new Date('2026-10-25T00:00:00Z'));
  estate = createDrillEstate(clock);
});

function service(name: string) {
  const found = [...estate.world.services.values()].find((each) => each.serviceName === name);
  if (!found) throw new Error(`no service ${name}`);
  return found;
}

function states(name: string) {
  const arn = service(name).loadBalancers[0]?.targetGroupArn ?? '';
  return estate.world.targetGroups.get(arn)?.targets.map(({ state }) => state);
}

function goOn(seconds: number): void {
  for (let second = 0; second < seconds; second += 1) {
    clock.go(new Date(clock.now().getTime() + 1000));
    estate.advance(clock.now());
  }
}

/** What ECS counts is what there is to be listed. */
function expectCounted(): void {
  for (const { serviceName, runningCount, deployments } of estate.world.services.values()) {
    const running = [...estate.world.tasks.values()].filter(
      (task) => task.group === `service:${serviceName}` && task.lastStatus === 'RUNNING',
    );
    expect([serviceName, running.length]).toEqual([serviceName, runningCount]);
    const sum = deployments.reduce((total, each) => total + each.runningCount, 0);
    expect([serviceName, sum]).toEqual([serviceName, runningCount]);
  }
}

describe('the estate of a drill', () => {
  it('has fifty services in three clusters, thirty of them behind target groups', () => {
    expect(new Set(estate.names).size).toBe(50);
    expect([...estate.world.clusters.keys()]).toEqual(['shop', 'media', 'data']);
    const behind = [...estate.world.services.values()].filter((each) => each.loadBalancers.length > 0);
    expect(behind).toHaveLength(30);
    expectCounted();
  });

  it('fails and mends the targets of one service, and says so in an event', () => {
    estate.targetsFail('web', '404', 2);
    expect(states('web')).toEqual(['unhealthy', 'unhealthy', 'healthy']);
    expect(states('api')).toEqual(['healthy', 'healthy', 'healthy']);
    expect(service('web').events[0]!.message).toContain('Health checks failed with these codes: [404]');
    estate.targetsRecover('web');
    expect(states('web')).toEqual(['healthy', 'healthy', 'healthy']);
  });

  it('replaces a task that died within a minute', () => {
    estate.taskDies('geo', {
      exitCode: 137,
      reason: 'OutOfMemoryError: Container killed due to memory usage',
    });
    expect(service('geo')).toMatchObject({ runningCount: 2, pendingCount: 0 });
    goOn(15);
    expect(service('geo')).toMatchObject({ runningCount: 2, pendingCount: 1 });
    goOn(20);
    expect(service('geo')).toMatchObject({ runningCount: 3, pendingCount: 0 });
    expectCounted();
  });

  it('leaves a task missing while there is no place, and says why', () => {
    estate.cannotPlace('rank');
    goOn(600);
    expect(service('rank')).toMatchObject({ runningCount: 2, pendingCount: 0 });
    expect(service('rank').events[0]!.message).toContain('unable to place a task');
    estate.placesAgain('rank');
    goOn(30);
    expect(service('rank').runningCount).toBe(3);
    estate.losesTask('geo');
    goOn(600);
    expect(service('geo')).toMatchObject({ runningCount: 2, pendingCount: 0 });
    expect(
      service('geo')
        .events.map(({ message }) => message)
        .join(),
    ).not.toContain('unable');
    expect(service('rank').events[0]!.message).toContain('steady state');
  });

  it('rolls out with the churn that there is in every rollout', () => {
    estate.rolloutGoesWell('web', 2, { flicker: true });
    const seen = new Set<string>();
    for (let second = 0; second < 110; second += 1) {
      goOn(1);
      for (const state of states('web') ?? []) seen.add(state);
      expect(states('web')!.filter((state) => state === 'healthy').length).toBeGreaterThanOrEqual(2);
      expectCounted();
    }
    expect([...seen].sort()).toEqual(['draining', 'healthy', 'initial', 'unhealthy']);
    expect(service('web').deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 3 }]);
    expect(service('web').taskDefinition).toMatch(/web:2$/);
    expect(states('web')).toEqual(['healthy', 'healthy', 'healthy']);
  });

  it('rolls back by the circuit breaker after three failures', () => {
    estate.rolloutRollsBack('api', 2);
    goOn(121);
    expect(service('api').deployments[0]).toMatchObject({ failedTasks: 3, rolloutState: 'IN_PROGRESS' });
    goOn(30);
    expect(service('api').taskDefinition).toMatch(/api:1$/);
    expect(service('api').deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 3 }]);
    const history = estate.world.serviceDeployments.get(service('api').currentServiceDeployment!);
    expect(history?.status).toBe('ROLLBACK_SUCCESSFUL');
    expectCounted();
  });

  it('stalls a rollout until it resumes', () => {
    estate.rolloutStalls('cart', 2);
    goOn(1800);
    const [primary] = service('cart').deployments;
    expect(primary).toMatchObject({ runningCount: 0, pendingCount: 3, updatedAt: primary!.createdAt });
    estate.rolloutResumes('cart');
    goOn(90);
    expect(service('cart').deployments).toMatchObject([{ rolloutState: 'COMPLETED', runningCount: 3 }]);
  });

  it('lets a rollout fail on and on until another takes its place', () => {
    estate.rolloutKeepsFailing('stock', 2);
    goOn(40 + 45);
    expect(service('stock').deployments[0]!.failedTasks).toBe(6);
    estate.rolloutGoesWell('stock', 3);
    goOn(600);
    expect(service('stock').deployments).toMatchObject([{ rolloutState: 'COMPLETED', failedTasks: 0 }]);
    expectCounted();
  });

  it('scales out and in', () => {
    estate.scales('feeds', 5);
    expect(service('feeds')).toMatchObject({ desiredCount: 5, runningCount: 3 });
    goOn(30);
    expect(service('feeds')).toMatchObject({ runningCount: 5, pendingCount: 0 });
    estate.scales('feeds', 2);
    expect(service('feeds')).toMatchObject({ desiredCount: 2, runningCount: 2 });
    expect(states('feeds')).toHaveLength(2);
    expectCounted();
  });

  it('forgets a deleted service, and gives another its new target group', () => {
    estate.isDeleted('ads');
    expect(() => estate.targetsFail('ads', '404')).toThrow('no service ads');
    expect([...estate.world.tasks.values()].some((task) => task.group === 'service:ads')).toBe(false);
    estate.targetGroupReplaced('login', 'login-new');
    expect(states('login')).toEqual(['healthy', 'healthy', 'healthy']);
    expect([...estate.world.targetGroups.values()].some(({ name }) => name === 'login-tg')).toBe(false);
    expect(() => estate.targetsFail('geo', '404')).toThrow('behind no load balancer');
  });
});
