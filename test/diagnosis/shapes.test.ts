import { describe, expect, it } from 'vitest';
import { addTargetGroup, registerTarget } from '../../src/demo/world/add-target-group.ts';
import { addTask } from '../../src/demo/world/add-task.ts';
import { codes, unhealthy } from './given-failures.ts';
import { diagnoses } from './given-trouble.ts';
import { largeService } from './large-service.ts';
import { breakDown, calm, rollOut } from './scene.ts';

const ask = diagnoses();
const MISMATCH = { state: 'unhealthy', reason: 'Target.ResponseCodeMismatch', description: codes(404) };

describe('a diagnosis of a service of another shape', () => {
  it('goes by the group that fails where another one of the same service passes', async () => {
    const scene = unhealthy(codes(404))();
    const other = addTargetGroup(scene.world, { name: 'web-internal', check: { path: '/internal' } });
    scene.service.loadBalancers.push({
      targetGroupArn: other.arn,
      containerName: 'web',
      containerPort: 8080,
    });
    for (const task of scene.tasks) registerTarget(other, task, 8080);
    const { data } = await ask(scene);
    expect(data).toMatchObject({
      mechanism: 'hc-path-mismatch',
      says: 'the health check asks GET /health and the program answers 404',
    });
  });

  it('finds the cause on instances, whose targets do not name their task', async () => {
    const scene = calm({ launchType: 'EC2', networkMode: 'bridge' });
    breakDown(scene, {
      stopped: {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Task failed ELB health checks in (target-group web-tg)',
        exitCode: 143,
      },
    });
    scene.group.targets = [{ id: 'i-0a1b2c3d4e5f60718', port: 32_768, zone: 'eu-central-1a', ...MISMATCH }];
    const { data } = await ask(scene);
    expect(data).toMatchObject({ verdict: 'confirmed', mechanism: 'hc-path-mismatch' });
  });

  it('finds the cause of the task set that CodeDeploy brings up beside the one that serves', async () => {
    const scene = calm({ controller: 'CODE_DEPLOY' });
    const { service, world, definition, ago } = scene;
    const set = (id: string, status: 'PRIMARY' | 'ACTIVE', runningCount: number) => ({
      id,
      taskSetArn: `${service.serviceArn}/${id}`,
      serviceArn: service.serviceArn,
      clusterArn: service.clusterArn,
      status,
      taskDefinition: definition.taskDefinitionArn,
      computedDesiredCount: 2,
      runningCount,
      pendingCount: 0,
      launchType: 'FARGATE',
      scale: { unit: 'PERCENT' as const, value: 100 },
      stabilityStatus: status === 'PRIMARY' ? ('STEADY_STATE' as const) : ('STABILIZING' as const),
      stabilityStatusAt: ago(10),
      loadBalancers: [],
      createdAt: ago(10),
      updatedAt: ago(1),
    });
    const [serving] = scene.tasks;
    service.taskSets = [set(serving?.startedBy ?? '', 'PRIMARY', 2), set('ecs-svc/900', 'ACTIVE', 0)];
    for (const nth of [0, 1, 2])
      addTask(world, service, {
        seed: `green/${nth}`,
        definition,
        startedBy: 'ecs-svc/900',
        createdAt: ago(9 - nth),
        startedAt: ago(8.5 - nth),
        stoppedAt: ago(8 - nth),
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        exitCode: 139,
      });
    const { data } = await ask(scene);
    expect(data).toMatchObject({ verdict: 'confirmed', mechanism: 'native-crash' });
  });

  it('goes by the green group of a blue/green deployment, while the blue one serves', async () => {
    const scene = calm({ strategy: 'BLUE_GREEN' });
    const green = addTargetGroup(scene.world, { name: 'web-green', loadBalancer: 'public' });
    const [blue] = scene.service.loadBalancers;
    if (blue) blue.advancedConfiguration = { alternateTargetGroupArn: green.arn };
    rollOut(scene, { changes: { image: 'web:2' }, target: MISMATCH });
    const isFailing = ({ state }: { readonly state?: string }) => state === 'unhealthy';
    green.targets = scene.group.targets.filter(isFailing);
    scene.group.targets = scene.group.targets.filter((each) => !isFailing(each));
    const { data } = await ask(scene);
    expect(data).toMatchObject({ verdict: 'confirmed', mechanism: 'hc-path-mismatch' });
    expect(data.evidence.some(({ what }) => what.includes('web-green'))).toBe(true);
    expect(data.workedBefore).toMatchObject({ revision: 'web:1', stillServes: true });
  });

  it('waits where a blue/green deployment bakes: both revisions run, and nothing has failed', async () => {
    const scene = calm({ strategy: 'BLUE_GREEN' });
    const deployment = rollOut(scene, { changes: { image: 'web:2' }, target: { state: 'healthy' } });
    Object.assign(deployment, { failedTasks: 0, createdAt: scene.ago(4), updatedAt: scene.ago(0.5) });
    const { data } = await ask(scene);
    expect(data).toMatchObject({ verdict: 'healthy', rootCause: null, likely: [] });
  });

  it('is of the whole when there are two hundred tasks and fifty thousand lines', async () => {
    const { data, stage } = await ask(largeService());
    expect(data.mechanism).toBe('hc-path-mismatch');
    const calls = Object.values(stage.aws.calls).reduce((sum, each) => sum + each, 0);
    expect(calls).toBeLessThanOrEqual(25);
  });

  it('blames the container that ended by itself, not those that went with it', async () => {
    const scene = calm();
    rollOut(scene, {
      changes: { image: 'web:2' },
      adjust: (definition) => ({
        ...definition,
        containerDefinitions: [
          { name: 'fluent-bit', image: 'fluent-bit:3', essential: false, environment: [], portMappings: [] },
          ...definition.containerDefinitions,
          { name: 'xray', image: 'xray:3', essential: true, environment: [], portMappings: [] },
        ],
      }),
      stopped: {
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        exitCode: 143,
      },
    });
    for (const task of scene.world.tasks.values())
      for (const container of task.containers)
        if (task.stoppedAt && container.name === 'web') container.exitCode = 2;
    const { data } = await ask(scene);
    expect(data).toMatchObject({ verdict: 'confirmed', mechanism: 'app-startup-crash', contributing: [] });
    expect(data.says).toContain('container web ended with exit code 2');
  });

  it('finds the cause where a container that may end has ended with an error before', async () => {
    const scene = calm();
    rollOut(scene, {
      changes: { image: 'web:2' },
      adjust: (definition) => ({
        ...definition,
        containerDefinitions: [
          { name: 'migrate', image: 'web:2', essential: false, environment: [], portMappings: [] },
          ...definition.containerDefinitions,
        ],
      }),
      target: MISMATCH,
      stopped: {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: 'Task failed ELB health checks in (target-group web-tg)',
        exitCode: 143,
      },
    });
    for (const task of scene.world.tasks.values())
      for (const container of task.containers) if (container.name === 'migrate') container.exitCode = 0;
    const { data } = await ask(scene);
    expect(data).toMatchObject({ verdict: 'confirmed', mechanism: 'hc-path-mismatch', contributing: [] });
  });

  it.each(['bridge', 'host'] as const)('finds why programs end on instances (%s)', async (networkMode) => {
    const scene = calm({ launchType: 'EC2', networkMode });
    breakDown(scene, {
      stopped: {
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        exitCode: 1,
      },
      lines: ['Error: boom'],
    });
    const { data } = await ask(scene);
    expect(data).toMatchObject({ verdict: 'confirmed', mechanism: 'app-startup-crash' });
    expect(data.ruledOut.map(({ id }) => id)).not.toContain('no-public-ip');
  });

  it('waits where a rollout is not finished: its first targets are not decided', async () => {
    const scene = calm();
    const deployment = rollOut(scene, {
      changes: { image: 'web:2' },
      target: {
        state: 'initial',
        reason: 'Elb.InitialHealthChecking',
        description: 'Initial health checks in progress',
      },
    });
    Object.assign(deployment, { failedTasks: 0, createdAt: scene.ago(2), updatedAt: scene.ago(0.5) });
    scene.say('registered 2 targets in (target-group web-tg)', 'has started 2 tasks: (task a) (task b).');
    const { data } = await ask(scene);
    expect(data).toMatchObject({ verdict: 'healthy', settling: true, rootCause: null, likely: [] });
  });

  it('is calm where old targets drain as they should', async () => {
    const scene = calm();
    const [first] = scene.group.targets;
    if (first)
      scene.group.targets.push({
        ...first,
        id: '10.0.10.99',
        state: 'draining',
        reason: 'Target.DeregistrationInProgress',
        description: 'Target deregistration is in progress',
      });
    const { data } = await ask(scene);
    expect(data).toMatchObject({ verdict: 'healthy', rootCause: null });
  });
});
