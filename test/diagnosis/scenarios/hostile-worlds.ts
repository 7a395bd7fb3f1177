import { addHistory } from '../../../src/demo/world/add-history.ts';
import { addTask, type TaskPlan } from '../../../src/demo/world/add-task.ts';
import type { SimulatedTask } from '../../../src/demo/world/ecs-shapes.ts';
import { calm, type FailingRollout, rollOut, type Scene } from '../scene.ts';

const GROUP = 'arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web-tg/0123456789abcdef';

/** A program that ended by itself, with the exit code that is added. */
export const EXITED = {
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
};
/** A task that ECS stopped for the load balancer’s check. */
export const BY_ELB = {
  stopCode: 'ServiceSchedulerInitiated',
  stoppedReason: `Task failed ELB health checks in (target-group ${GROUP})`,
  exitCode: 143,
};
const BY_CHECK = {
  stopCode: 'ServiceSchedulerInitiated',
  stoppedReason: 'Task failed container health checks',
  exitCode: 137,
};
/** A task whose capacity AWS took back. */
export const SPOT_TAKEN = {
  stopCode: 'SpotInterruption',
  stoppedReason: 'Your Spot Task was interrupted.',
  exitCode: 143,
};
/** The reason of a container that used too much memory. */
export const OOM = 'OutOfMemoryError: Container killed due to memory usage';

/** A target that answers the check with that code. */
export function answers(code: number) {
  return {
    state: 'unhealthy',
    reason: 'Target.ResponseCodeMismatch',
    description: `Health checks failed with these codes: [${code}]`,
  };
}

/** A rollout of a new image beside the one that serves. */
export function rollout(failing: FailingRollout, change: (made: Scene) => void = () => {}) {
  return () => {
    const made = calm();
    rollOut(made, { ...failing, changes: { image: 'web:2', ...failing.changes } });
    change(made);
    return made;
  };
}

/** Tasks of the newest deployment that ended so. */
export function ended(
  made: Scene,
  count: number,
  plan: Partial<TaskPlan>,
  name = 'more',
): readonly SimulatedTask[] {
  const { world, service, ago } = made;
  const [deployment] = service.deployments;
  const definition = world.taskDefinitions.get(deployment?.taskDefinition ?? '') ?? made.definition;
  return Array.from({ length: count }, (_, nth) =>
    addTask(world, service, {
      seed: `${name}/${nth}`,
      definition,
      startedBy: deployment?.id ?? '',
      createdAt: ago(9.5 - nth),
      startedAt: ago(9 - nth),
      stoppingAt: ago(8.2 - nth),
      stoppedAt: ago(8 - nth),
      ...plan,
    }),
  );
}

/** What ECS writes over and over while it replaces tasks that fail their checks. */
export function churn(made: Scene, reason: string): void {
  const id = '0f1e2d3c4b5a69788796a5b4c3d2e1f0';
  for (let round = 0; round < 4; round += 1)
    made.say(
      `has started 1 tasks: (task ${id}).`,
      `(task ${id}) (port 8080) is unhealthy in (target-group ${GROUP}) due to (reason ${reason}).`,
      `has started 1 tasks: (task ${id}). Amazon ECS replaced 1 tasks due to an unhealthy status.`,
      `deregistered 1 targets in (target-group ${GROUP})`,
      `registered 1 targets in (target-group ${GROUP})`,
      'has stopped 1 running tasks: (task 1f1e2d3c4b5a69788796a5b4c3d2e1f0).',
    );
}

/** The rollback itself has not come to its end. */
export function rollingBack(): Scene {
  const made = calm({ environment: [{ name: 'DATABASE_URL', value: 'postgres://db' }] });
  const bad = rollOut(made, {
    changes: { image: 'web:2' },
    stopped: { ...EXITED, exitCode: 1 },
    lines: ['Error: environment variable DATABASE_URL is required'],
  });
  const { service, world, ago } = made;
  const good = service.deployments.find(({ id }) => id !== bad.id);
  if (!good) throw new Error('the scene needs a deployment that works');
  Object.assign(bad, { status: 'ACTIVE', rolloutState: 'FAILED', desiredCount: 0 });
  Object.assign(good, {
    status: 'PRIMARY',
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${good.id}.`,
    createdAt: ago(1),
    updatedAt: ago(0.5),
  });
  service.deployments = [good, bad];
  world.serviceDeployments.clear();
  addHistory(world, service, { deployedAt: ago(900), taskDefinition: good.taskDefinition });
  addHistory(world, service, {
    deployedAt: ago(10),
    taskDefinition: bad.taskDefinition,
    status: 'ROLLBACK_IN_PROGRESS',
    finishedAt: undefined,
    rolledBackTo: good.taskDefinition,
  });
  service.taskDefinition = good.taskDefinition;
  made.say(
    `rolling back to deployment ${good.id}.`,
    `(deployment ${bad.id}) deployment failed: tasks failed to start.`,
  );
  return made;
}

/** The checks inside do not pass while the load balancer is content. */
export function besideLoopback(): Scene {
  const healthCheck = {
    command: ['CMD-SHELL', 'curl -f http://localhost:8080/api/health || exit 1'],
    interval: 30,
    timeout: 5,
    retries: 3,
  };
  const made = calm({ healthCheck });
  rollOut(made, {
    changes: { image: 'web:2', healthCheck },
    stopped: BY_CHECK,
    target: { state: 'healthy' },
    health: 'UNHEALTHY',
    lines: [
      '   ▲ Next.js 14.1.0',
      '   - Local:        http://ip-10-0-97-61.us-west-2.compute.internal:8080',
      ' ✓ Ready in 187ms',
    ],
  });
  return made;
}

/** One of two zones has no way out; the tasks in the other one run. */
export function halfAWayOut(): Scene {
  const made = calm();
  const { world, service } = made;
  const [, shut = ''] = service.networkConfiguration?.awsvpcConfiguration.subnets ?? [];
  const [table] = world.network.routeTables.values();
  if (!table) throw new Error('the scene has no route table');
  table.associations = table.associations.filter(({ subnetId }) => subnetId !== shut);
  world.network.routeTables.set('rtb-0empty', {
    routeTableId: 'rtb-0empty',
    vpcId: table.vpcId,
    associations: [{ main: false, subnetId: shut }],
    routes: [{ destinationCidrBlock: '10.0.0.0/16', gatewayId: 'local', state: 'active' }],
  });
  rollOut(made, { changes: { image: 'web:2' }, target: { state: 'healthy' } });
  ended(made, 3, {
    startedAt: undefined,
    zone: 1,
    stopCode: 'TaskFailedToStart',
    stoppedReason:
      'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://api.ecr.eu-central-1.amazonaws.com/": dial tcp 34.223.27.76:443: i/o timeout. Please check your task network configuration.',
  });
  return made;
}

/** The last deployment failed, the present one mended it. */
export function mended(): Scene {
  const made = calm();
  const bad = rollOut(made, {
    changes: { image: 'web:2' },
    stopped: { ...EXITED, exitCode: 1 },
    lines: ['Error: boom'],
  });
  const { service, world, ago, tasks } = made;
  const good = service.deployments.find(({ id }) => id !== bad.id);
  if (!good) throw new Error('the scene needs a deployment that works');
  Object.assign(good, {
    id: 'ecs-svc/7777777777777777777',
    status: 'PRIMARY',
    createdAt: ago(3),
    updatedAt: ago(1),
  });
  for (const task of tasks) task.startedBy = good.id;
  service.deployments = [good];
  service.taskDefinition = good.taskDefinition;
  world.serviceDeployments.clear();
  addHistory(world, service, { deployedAt: ago(10), taskDefinition: bad.taskDefinition, status: 'STOPPED' });
  addHistory(world, service, { deployedAt: ago(3), taskDefinition: good.taskDefinition });
  made.say('has reached a steady state.', `(deployment ${good.id}) deployment completed.`);
  return made;
}

/** The container beside the program gets ECS's signal, the program had ended by itself before. */
export function sidecarFollows(): Scene {
  const made = calm();
  rollOut(made, {
    changes: { image: 'web:2' },
    adjust: (definition) => ({
      ...definition,
      containerDefinitions: [
        { name: 'envoy', image: 'envoy:1.30', essential: true, environment: [], portMappings: [] },
        ...definition.containerDefinitions,
      ],
    }),
    stopped: { ...EXITED, exitCode: 1 },
  });
  for (const task of made.world.tasks.values()) {
    const envoy = task.containers.find(({ name }) => name === 'envoy');
    if (envoy && task.stoppedAt) envoy.exitCode = 137;
  }
  return made;
}
