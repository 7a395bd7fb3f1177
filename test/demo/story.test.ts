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

  it('says in the logs of revision 15 how it starts, listens, fails its checks and is ended', () => {
    goOn(120);
    const { streams } = story.world.logGroups.get('/ecs/enhanced-ml')!;
    const ended = tasksOf('enhanced-ml', 'STOPPED').find((each) => each.taskDefinitionArn.endsWith(':15'))!;
    const { lines } = streams.get(`ecs/enhanced-ml/${lastSegment(ended.taskArn)}`)!;
    const said = lines.map(({ message }) => message);
    expect(said[0]).toMatch(/starting basic service/);
    expect(said).toContain(' * Running on http://0.0.0.0:5000');
    expect(said).toContain('WARN  no route for GET /health');
    expect(said.filter((each) => each.includes('curl/7.88.1')).every((each) => / 404 /.test(each))).toBe(
      true,
    );
    expect(said.at(-2)).toContain('SIGTERM received');
  });

  it('has both revisions asked by the container check, which speaks for 14 and has no time to judge 15', () => {
    const health = (revision: string) =>
      tasksOf('enhanced-ml', 'RUNNING')
        .filter((each) => each.taskDefinitionArn.endsWith(revision))
        .map((each) => each.healthStatus);
    expect(health(':14')).toEqual(['HEALTHY', 'HEALTHY']);
    expect(new Set(health(':15'))).toEqual(new Set(['UNKNOWN']));
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

describe('the fix of enhanced-ml', () => {
  const states = () => targetsOf('enhanced-ml-tg').map(([state]) => state);
  const revisions = () =>
    service('enhanced-ml').deployments.map((each) => [lastSegment(each.taskDefinition), each.runningCount]);

  it('is rolled out in the eighth minute, and not a second earlier', () => {
    goOn(439);
    expect(revisions().map(([revision]) => revision)).toEqual(['enhanced-ml:15', 'enhanced-ml:14']);
    goOn(1);
    expect(revisions()).toEqual([
      ['enhanced-ml:16', 0],
      ['enhanced-ml:15', 1],
      ['enhanced-ml:14', 2],
    ]);
    expect(lastSegment(service('enhanced-ml').taskDefinition!)).toBe('enhanced-ml:16');
    expect(service('enhanced-ml').deployments[0]).toMatchObject({ status: 'PRIMARY', failedTasks: 0 });
  });

  it('starts the old program in a newer image', () => {
    const definition = (revision: number) =>
      [...story.world.taskDefinitions.values()].find(
        (each) => each.family === 'enhanced-ml' && each.revision === revision,
      )!.containerDefinitions[0]!;
    expect(definition(16).command).toEqual(definition(14).command);
    expect(definition(16).image).toMatch(/enhanced-ml:1\.5\.1$/);
    expect(definition(16).healthCheck).toEqual(definition(15).healthCheck);
  });

  it('has at least two healthy targets at every moment, and never more tasks than ECS may run', () => {
    goOn(435);
    const seen = new Set<string>();
    for (let second = 0; second < 130; second += 1) {
      goOn(1);
      expect(states().filter((state) => state === 'healthy').length).toBeGreaterThanOrEqual(2);
      expect(service('enhanced-ml').runningCount + service('enhanced-ml').pendingCount).toBeLessThanOrEqual(
        4,
      );
      seen.add(JSON.stringify(revisions()));
    }
    expect([...seen]).toEqual([
      '[["enhanced-ml:15",2],["enhanced-ml:14",2]]',
      '[["enhanced-ml:15",1],["enhanced-ml:14",2]]',
      '[["enhanced-ml:16",0],["enhanced-ml:15",1],["enhanced-ml:14",2]]',
      '[["enhanced-ml:16",0],["enhanced-ml:15",0],["enhanced-ml:14",2]]',
      '[["enhanced-ml:16",2],["enhanced-ml:14",2]]',
      '[["enhanced-ml:16",2],["enhanced-ml:14",0]]',
      '[["enhanced-ml:16",2]]',
    ]);
  });

  it('is completed within ten minutes, with nothing of 14 and 15 left', () => {
    goOn(590);
    expect(states()).toEqual(['healthy', 'healthy']);
    expect(service('enhanced-ml')).toMatchObject({
      runningCount: 2,
      pendingCount: 0,
      deployments: [{ rolloutState: 'COMPLETED', runningCount: 2, desiredCount: 2 }],
    });
    const alive = tasksOf('enhanced-ml', 'RUNNING');
    expect(alive.map((each) => [lastSegment(each.taskDefinitionArn), each.healthStatus])).toEqual([
      ['enhanced-ml:16', 'HEALTHY'],
      ['enhanced-ml:16', 'HEALTHY'],
    ]);
    const ended = tasksOf('enhanced-ml', 'STOPPED').filter((each) => each.stoppedReason!.startsWith('Scal'));
    expect(ended.map((each) => lastSegment(each.taskDefinitionArn)).sort()).toEqual([
      'enhanced-ml:14',
      'enhanced-ml:14',
      'enhanced-ml:15',
    ]);
  });

  it('is told by the events in the order in which ECS does it', () => {
    goOn(600);
    const messages = service('enhanced-ml').events.map(({ message }) =>
      message.replace('(service enhanced-ml) ', '').replace(/\(task \w+\)/g, '(task)'),
    );
    const { id } = service('enhanced-ml').deployments[0]!;
    const group = [...story.world.targetGroups.values()].find((each) => each.name === 'enhanced-ml-tg')!.arn;
    expect(messages.slice(0, 7)).toEqual([
      'has reached a steady state.',
      `(deployment ${id}) deployment completed.`,
      'has stopped 2 running tasks: (task) (task).',
      'has begun draining connections on 2 tasks.',
      `deregistered 2 targets in (target-group ${group})`,
      `registered 2 targets in (target-group ${group})`,
      'has started 2 tasks: (task) (task).',
    ]);
  });

  it('stops the deployment of 15 in the history, and succeeds', () => {
    goOn(600);
    const history = [...story.world.serviceDeployments.values()].filter(
      (each) => each.serviceArn === service('enhanced-ml').serviceArn,
    );
    // Those of revisions 15 and 16; before them is what it went through in the weeks before.
    expect(history.slice(-2).map(({ status }) => status)).toEqual(['STOPPED', 'SUCCESSFUL']);
    expect(history.at(-1)!.serviceDeploymentArn).toBe(service('enhanced-ml').currentServiceDeployment);
    expect(history.every(({ finishedAt }) => finishedAt !== undefined)).toBe(true);
  });

  it('answers the checks with 200 from its first line on, and 14 falls silent', () => {
    goOn(900);
    const { streams } = story.world.logGroups.get('/ecs/enhanced-ml')!;
    const linesOf = ({ taskArn }: { taskArn: string }) =>
      streams.get(`ecs/enhanced-ml/${lastSegment(taskArn)}`)!.lines;
    for (const task of tasksOf('enhanced-ml', 'RUNNING')) {
      expect(linesOf(task)[0]!.message).toContain('starting enhanced ML service');
      const checks = linesOf(task).filter(({ message }) => message.includes('GET /health HTTP'));
      expect(checks.length).toBeGreaterThan(20);
      expect(checks.every(({ message }) => message.includes('" 200 '))).toBe(true);
    }
    for (const task of tasksOf('enhanced-ml', 'STOPPED').filter((each) =>
      each.taskDefinitionArn.endsWith(':14'),
    ))
      expect(linesOf(task).at(-1)!.at <= task.stoppedAt!).toBe(true);
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

describe('the logs of the neighbours', () => {
  const linesOf = (name: string, from = story) =>
    [...from.world.logGroups.get(`/ecs/${name}`)!.streams.values()].filter(({ lines }) => lines.length > 0);
  const saidBy = (name: string) => linesOf(name).flatMap(({ lines }) => lines.map(({ message }) => message));

  it.each([
    ['web', 3],
    ['checkout', 5],
    ['search', 2],
    ['feature-worker', 2],
  ])('come from every task of %s, under its own id', (name, tasks) => {
    const ids = tasksOf(name).map((each) => `ecs/${name}/${lastSegment(each.taskArn)}`);
    expect(
      linesOf(name)
        .map((each) => each.name)
        .sort(),
    ).toEqual(ids.sort());
    expect(ids).toHaveLength(tasks);
  });

  it('hold JSON with levels, errors with stacks, and secrets in web', () => {
    const said = saidBy('web');
    const levels = said.flatMap((each) => (each.startsWith('{') ? [JSON.parse(each).level as number] : []));
    expect([...new Set(levels)].sort()).toEqual([20, 30, 40, 50]);
    expect(said.filter((each) => each.startsWith('    at ')).length).toBeGreaterThan(5);
    expect(said.some((each) => each.includes('"stack":"TypeError: '))).toBe(true);
    expect(said.some((each) => each.includes('"authorization":"Bearer '))).toBe(true);
    expect(said.some((each) => /postgres:\/\/\w+:[^@]+@/.test(each))).toBe(true);
  });

  it('hold the traces of Java and Python, line by line', () => {
    expect(saidBy('checkout')).toContain(
      '\tat com.example.checkout.OrderService.place(OrderService.java:54)',
    );
    expect(saidBy('search')).toContain('Traceback (most recent call last):');
    expect([...saidBy('checkout'), ...saidBy('search')].filter((each) => each.includes('\n'))).toEqual([]);
  });

  it('go on, oldest first, and are forgotten after an hour', () => {
    for (let minute = 0; minute < 90; minute += 1) goOn(60);
    for (const name of ['web', 'checkout', 'search', 'enhanced-ml'])
      for (const { lines } of linesOf(name)) {
        const times = lines.map(({ at }) => at.getTime());
        expect(times).toEqual([...times].sort((one, other) => one - other));
      }
    const now = clock.now().getTime();
    for (const { lines } of linesOf('web')) {
      expect(now - lines[0]!.at.getTime()).toBeLessThanOrEqual(3_600_000);
      expect(now - lines.at(-1)!.at.getTime()).toBeLessThan(30_000);
    }
  });

  it('are the same after one leap as after many steps', () => {
    const leaping = createStory({ clock });
    for (let step = 0; step < 50; step += 1) goOn(100);
    leaping.advance(clock.now());
    expect(linesOf('web', leaping)).toEqual(linesOf('web'));
    expect(linesOf('checkout', leaping)).toEqual(linesOf('checkout'));
  });

  it('stay bounded after hours, and however fast the story runs', () => {
    const fast = createStory({ clock, speed: 600 });
    for (let hour = 0; hour < 6; hour += 1) goOn(3_600);
    clock.forward(60_000);
    fast.advance(clock.now());
    for (const { world } of [story, fast])
      for (const { streams } of world.logGroups.values()) {
        expect(streams.size).toBeLessThan(400);
        expect([...streams.values()].every(({ lines }) => lines.length <= 20_000)).toBe(true);
      }
  });
});
