import { addLogStream, addService, eventId, privateNetwork } from '../world/add-service.ts';
import { addTargetGroup, registerTarget } from '../world/add-target-group.ts';
import { addTask } from '../world/add-task.ts';
import { addTaskDefinition } from '../world/add-task-definition.ts';
import type { SimulatedService, SimulatedTaskSet } from '../world/ecs-shapes.ts';
import { digitId, lastSegment, taskSetArn } from '../world/names.ts';
import type { World } from '../world.ts';
import { chatterScene } from './chatter.ts';
import { checkoutLines } from './checkout-log.ts';
import type { Scene, Timeline } from './timeline.ts';

const HOUR_S = 3_600;
const PORT = 8080;
/** A stack trace comes every so many turns of a stable task, and of the canary. */
const TROUBLE_EVERY = { stable: 120, canary: 35 };

/** A service that another tool moves: ECS keeps two task sets for it, no deployments and no revision of its own. */
export function checkoutScenes(world: World, timeline: Timeline): readonly Scene[] {
  const { service, tasks, definition } = addService(world, {
    cluster: 'platform',
    name: 'checkout',
    revision: 21,
    desired: 4,
    running: 0,
    targetGroups: [],
    controller: 'EXTERNAL',
    createdAt: timeline.at(-60 * 24 * HOUR_S),
    deployedAt: timeline.at(-50 * HOUR_S),
  });
  for (const task of tasks) world.tasks.delete(task.taskArn);
  const next = addTaskDefinition(world, {
    family: 'checkout',
    revision: 22,
    port: PORT,
    registeredAt: timeline.at(-HOUR_S),
  });
  const stable = { status: 'PRIMARY', percent: 100, tasks: 4, beganS: -50 * HOUR_S } as const;
  const canary = { status: 'ACTIVE', percent: 25, tasks: 1, beganS: -HOUR_S } as const;
  const taskSets = [
    addTaskSet(world, service, { ...stable, definition, group: 'checkout-stable', at: timeline.at }),
    addTaskSet(world, service, { ...canary, definition: next, group: 'checkout-canary', at: timeline.at }),
  ];
  const messages = taskSets.map((each) => ({
    createdAt: each.stabilityStatusAt,
    message: `(service checkout, taskSet ${each.id}) has reached a steady state.`,
  }));
  Object.assign(service, {
    taskDefinition: undefined,
    deployments: [],
    networkConfiguration: undefined,
    runningCount: stable.tasks + canary.tasks,
    taskSets,
    events: messages.reverse().map((each) => ({ ...each, id: eventId(each.message, each.createdAt) })),
  } satisfies Partial<SimulatedService>);
  return [...world.tasks.values()]
    .filter(({ group }) => group === 'service:checkout')
    .map((task) => {
      const isCanary = task.taskDefinitionArn === next.taskDefinitionArn;
      return chatterScene(timeline, {
        stream: addLogStream(world, isCanary ? next : definition, task),
        fromS: -HOUR_S / 2,
        everyS: 2,
        say: (at, nth) =>
          checkoutLines(
            lastSegment(task.taskArn),
            isCanary ? TROUBLE_EVERY.canary : TROUBLE_EVERY.stable,
            at,
            nth,
          ),
      });
    });
}

interface TaskSetPlan {
  readonly status: 'PRIMARY' | 'ACTIVE';
  readonly percent: number;
  readonly tasks: number;
  readonly beganS: number;
  readonly definition: ReturnType<typeof addTaskDefinition>;
  readonly group: string;
  at(seconds: number): Date;
}

function addTaskSet(world: World, service: SimulatedService, plan: TaskSetPlan): SimulatedTaskSet {
  const id = `ecs-svc/${digitId(`${service.serviceArn}/${plan.group}`)}`;
  const group = addTargetGroup(world, {
    name: plan.group,
    loadBalancer: 'platform-alb',
    path: `/${plan.group}/*`,
  });
  for (let nth = 0; nth < plan.tasks; nth += 1) {
    const task = addTask(world, service, {
      seed: `${plan.group}/${nth}`,
      definition: plan.definition,
      startedBy: id,
      createdAt: plan.at(plan.beganS + 2),
      startedAt: plan.at(plan.beganS + 30),
      zone: nth,
    });
    registerTarget(group, task, PORT);
  }
  return {
    id,
    taskSetArn: taskSetArn(world, 'platform', service.serviceName, id),
    serviceArn: service.serviceArn,
    clusterArn: service.clusterArn,
    externalId: plan.group,
    status: plan.status,
    taskDefinition: plan.definition.taskDefinitionArn,
    computedDesiredCount: plan.tasks,
    runningCount: plan.tasks,
    pendingCount: 0,
    launchType: 'FARGATE',
    scale: { unit: 'PERCENT', value: plan.percent },
    stabilityStatus: 'STEADY_STATE',
    stabilityStatusAt: plan.at(plan.beganS + 120),
    loadBalancers: [{ targetGroupArn: group.arn, containerName: 'checkout', containerPort: PORT }],
    networkConfiguration: privateNetwork(world),
    createdAt: plan.at(plan.beganS),
    updatedAt: plan.at(plan.beganS + 120),
  };
}
