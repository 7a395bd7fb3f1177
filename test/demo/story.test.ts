import { beforeEach, describe, expect, it } from 'vitest';
import { createStory, type Story } from '../../src/demo/story.ts';
import type { SimulatedService } from '../../src/demo/world/ecs-shapes.ts';
import { lastSegment } from '../../src/demo/world/names.ts';
import { standingClock } from './aws-clients.ts';

let clock: ReturnType<typeof standingClock>;
let story: Story;

beforeEach(() => {
  clock = standingClock('2025-08-12T10:00:00Z');
  story = createStory({ clock });
});

function service(name: string): SimulatedService {
  const found = [...story.world.services.values()].find((each) => each.serviceName === name);
  if (!found) throw new Error(`no service ${name}`);
  return found;
}

function tasksOf(name: string, status?: string) {
  return [...story.world.tasks.values()].filter(
    (task) => task.group === `service:${name}` && (status ?? task.lastStatus) === task.lastStatus,
  );
}

function targetsOf(name: string) {
  const group = [...story.world.targetGroups.values()].find((each) => each.name === name);
  return group!.targets.map(({ state, reason }) => [state, reason]);
}

function goOn(seconds: number): void {
  clock.forward(seconds * 1_000);
  story.advance(clock.now());
}

describe('the rollout of enhanced-ml', () => {
  it('is already failing when the story begins, while revision 14 serves', () => {
    const { deployments, desiredCount, deploymentConfiguration, taskDefinition } = service('enhanced-ml');
    expect(desiredCount).toBe(2);
    expect(lastSegment(taskDefinition!)).toBe('enhanced-ml:15');
    expect(deploymentConfiguration.deploymentCircuitBreaker.enable).toBe(false);
    expect(deployments).toMatchObject([
      { status: 'PRIMARY', rolloutState: 'IN_PROGRESS', failedTasks: 6, desiredCount: 2 },
      { status: 'ACTIVE', rolloutState: 'COMPLETED', failedTasks: 0, runningCount: 2 },
    ]);
    expect(targetsOf('enhanced-ml-tg').filter(([state]) => state === 'healthy')).toHaveLength(2);
  });

  it('goes from initial to unhealthy to draining to a replacement, and counts', () => {
    const failed = () => service('enhanced-ml').deployments[0]!.failedTasks;
    const seen = new Set<string>();
    const counts = [failed()];
    for (let step = 0; step < 120; step += 1) {
      goOn(1);
      for (const [state, reason] of targetsOf('enhanced-ml-tg')) seen.add(`${state} ${reason}`);
      counts.push(failed());
    }
    expect([...seen].sort()).toEqual([
      'draining Target.DeregistrationInProgress',
      'healthy undefined',
      'initial Elb.InitialHealthChecking',
      'initial Elb.RegistrationInProgress',
      'unhealthy Target.ResponseCodeMismatch',
    ]);
    expect(counts.at(-1)).toBe(8);
    expect(counts).toEqual([...counts].sort((one, other) => one - other));
  });

  it('stops every task with the reason ECS gives, after it has run', () => {
    const stopped = tasksOf('enhanced-ml', 'STOPPED');
    expect(stopped.length).toBeGreaterThan(3);
    for (const task of stopped) {
      expect(task.stopCode).toBe('ServiceSchedulerInitiated');
      expect(task.stoppedReason).toMatch(
        /^Task failed ELB health checks in \(target-group arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup\/enhanced-ml-tg\/[0-9a-f]{16}\)$/,
      );
      expect(task.containers[0]!.exitCode).toBe(143);
      const { createdAt, startedAt, stoppingAt, stoppedAt } = task;
      const times = [createdAt, startedAt!, stoppingAt!, stoppedAt!].map((each) => each.getTime());
      expect(times).toEqual([...times].sort((one, other) => one - other));
    }
  });

  it('writes events newest first, none from the future, at most a hundred', () => {
    goOn(7_200);
    const { events } = service('enhanced-ml');
    const times = events.map((each) => each.createdAt.getTime());
    expect(events).toHaveLength(100);
    expect(times).toEqual([...times].sort((one, other) => other - one));
    expect(times[0]).toBeLessThanOrEqual(clock.now().getTime());
    expect(new Set(events.map((each) => each.id)).size).toBe(100);
    expect(events.map((each) => each.message).join('\n')).toContain(
      'due to (reason Health checks failed with these codes: [404])',
    );
  });

  it('logs 200s from revision 14 and 404s from revision 15', () => {
    goOn(60);
    const { streams } = story.world.logGroups.get('/ecs/enhanced-ml')!;
    const statuses = (task: { taskArn: string }) => {
      const { lines } = streams.get(`ecs/enhanced-ml/${lastSegment(task.taskArn)}`)!;
      const checks = lines.filter(({ message }) => message.includes('ELB-HealthChecker/2.0'));
      expect(lines.every(({ at }) => at <= clock.now())).toBe(true);
      return [...new Set(checks.map(({ message }) => /" (\d{3}) /.exec(message)?.[1]))];
    };
    const serving = tasksOf('enhanced-ml', 'RUNNING').filter((each) =>
      each.taskDefinitionArn.endsWith(':14'),
    );
    expect(serving.map(statuses)).toEqual([['200'], ['200']]);
    expect(statuses(tasksOf('enhanced-ml', 'STOPPED')[0]!)).toEqual(['404']);
  });

  it('tells the same after one leap as after many steps', () => {
    const leaping = createStory({ clock });
    for (let step = 0; step < 90; step += 1) goOn(10);
    leaping.advance(clock.now());
    expect(Object.fromEntries(leaping.world.services)).toEqual(Object.fromEntries(story.world.services));
    expect(Object.fromEntries(leaping.world.targetGroups)).toEqual(
      Object.fromEntries(story.world.targetGroups),
    );
    const known = (world: Story['world']) =>
      [...world.tasks.values()]
        .filter((each) => !each.stoppedAt)
        .sort((one, other) => one.taskArn.localeCompare(other.taskArn));
    expect(known(leaping.world)).toEqual(known(story.world));
  });

  it('leaves nothing running behind after a long leap', () => {
    goOn(30 * 3_600);
    const { runningCount, pendingCount } = service('enhanced-ml');
    const alive = tasksOf('enhanced-ml').filter((each) => each.desiredStatus === 'RUNNING');
    expect(alive).toHaveLength(runningCount + pendingCount);
    expect(
      tasksOf('model-cache').filter((each) => each.desiredStatus === 'RUNNING').length,
    ).toBeLessThanOrEqual(3);
  });

  it('runs faster on request, and only from its beginning on', () => {
    const fast = createStory({ clock, speed: 10 });
    clock.forward(12_000);
    fast.advance(clock.now());
    const primary = [...fast.world.services.values()][0]!.deployments[0]!;
    expect(primary.failedTasks).toBe(8);
    expect(primary.createdAt).toEqual(new Date('2025-08-12T09:54:00Z'));
    expect(primary.updatedAt.getTime()).toBeLessThanOrEqual(clock.now().getTime());
  });
});

describe('the neighbours', () => {
  it('are ten services in two clusters with the enhanced one', () => {
    const names = [...story.world.services.values()].map(
      (each) => `${lastSegment(each.clusterArn)}/${each.serviceName}`,
    );
    expect(names.sort()).toEqual([
      'ml-prod/batch-scorer',
      'ml-prod/enhanced-ml',
      'ml-prod/feature-worker',
      'ml-prod/model-cache',
      'platform/api',
      'platform/billing',
      'platform/checkout',
      'platform/node-agent',
      'platform/search',
      'platform/web',
    ]);
  });

  it('counts every service as its tasks stand, at any time', () => {
    for (let minute = 0; minute < 40; minute += 1) {
      for (const { serviceName, runningCount } of story.world.services.values()) {
        const running = tasksOf(serviceName).filter(
          (each) => each.startedAt && each.desiredStatus === 'RUNNING',
        );
        expect([serviceName, running.length]).toEqual([serviceName, runningCount]);
      }
      goOn(60);
    }
  });

  it('shows each case as ECS would', () => {
    expect(service('batch-scorer')).toMatchObject({ desiredCount: 0, runningCount: 0, loadBalancers: [] });
    expect(service('api').loadBalancers).toHaveLength(2);
    expect(service('node-agent')).toMatchObject({ schedulingStrategy: 'DAEMON', runningCount: 3 });
    expect(tasksOf('feature-worker').map((each) => each.healthStatus)).toEqual(['HEALTHY', 'HEALTHY']);
    expect(service('checkout')).toMatchObject({
      deploymentController: { type: 'EXTERNAL' },
      deployments: [],
      runningCount: 5,
      taskSets: [{ status: 'PRIMARY' }, { status: 'ACTIVE' }],
    });
    expect(targetsOf('search-green')).toEqual([]);
    expect(service('search').loadBalancers[0]!.advancedConfiguration!.alternateTargetGroupArn).toContain(
      'search-green',
    );
  });

  it('rolled billing back from 8 to 7, and the newest entry of its history says so', () => {
    const billing = service('billing');
    const current = story.world.serviceDeployments.get(billing.currentServiceDeployment!)!;
    const asked = story.world.serviceRevisions.get(current.targetServiceRevision.arn)!;
    expect(lastSegment(billing.taskDefinition!)).toBe('billing:7');
    expect(lastSegment(asked.taskDefinition)).toBe('billing:8');
    expect(current.status).toBe('ROLLBACK_SUCCESSFUL');
    expect(billing.events.map((each) => each.message)).toContain(
      `(service billing) rolling back to deployment ${billing.deployments[0]!.id}.`,
    );
  });

  it('kills a task of model-cache for its memory every fifteen minutes', () => {
    const ends = () => tasksOf('model-cache', 'STOPPED').map((each) => each.stoppedAt!.getTime());
    const newest = Math.max(...ends());
    goOn(900);
    expect(Math.max(...ends()) - newest).toBe(900_000);
    expect(tasksOf('model-cache', 'STOPPED').at(-1)).toMatchObject({
      stopCode: 'EssentialContainerExited',
      containers: [{ exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' }],
    });
  });
});
