import { eventId } from '../../src/demo/world/add-service.ts';
import { registerTarget } from '../../src/demo/world/add-target-group.ts';
import { addTask } from '../../src/demo/world/add-task.ts';
import type { SimulatedService, SimulatedTask } from '../../src/demo/world/ecs-shapes.ts';
import type { SimulatedTargetGroup } from '../../src/demo/world/elb-shapes.ts';
import { lastSegment } from '../../src/demo/world/names.ts';
import type { World } from '../../src/demo/world.ts';

/** `told`: ECS says so and replaces the first task, as it does. `silent`: nothing but the load balancer knows. */
export interface Failing {
  readonly service: string;
  readonly how: 'told' | 'silent';
}

const UNHEALTHY = {
  state: 'unhealthy',
  reason: 'Target.ResponseCodeMismatch',
  description: 'Health checks failed with these codes: [500]',
};

/** Two targets of a populated service turn unhealthy, and stay so. */
export function failTargets(world: World, name: string, how: Failing['how']): void {
  const service = [...world.services.values()].find((each) => each.serviceName === name);
  const group = world.targetGroups.get(service?.loadBalancers[0]?.targetGroupArn ?? '');
  if (!service || !group) throw new Error(`${name} is behind no load balancer`);
  const tasks = [...world.tasks.values()].filter((task) => task.group === `service:${name}`);
  for (const [nth, target] of group.targets.slice(0, 2).entries()) {
    Object.assign(target, UNHEALTHY);
    if (how === 'told')
      say(world, service, `${taskWords(tasks[nth], group)} due to (reason ${target.description})`);
  }
  const [first] = tasks;
  if (how === 'told' && first) replaceTask(world, { service, group, task: first });
}

function taskWords(task: SimulatedTask | undefined, group: SimulatedTargetGroup): string {
  return `(task ${lastSegment(task?.taskArn ?? '')}) (port 8080) is unhealthy in (target-group ${group.arn})`;
}

/** The one that comes instead of it is no better. */
function replaceTask(
  world: World,
  {
    service,
    group,
    task,
  }: {
    readonly service: SimulatedService;
    readonly group: SimulatedTargetGroup;
    readonly task: SimulatedTask;
  },
): void {
  const now = world.clock.now();
  const definition = world.taskDefinitions.get(task.taskDefinitionArn);
  if (!definition) throw new Error(`${service.serviceName} has no task definition`);
  Object.assign(task, {
    ...{ lastStatus: 'STOPPED', desiredStatus: 'STOPPED', stopCode: 'ServiceSchedulerInitiated' },
    stoppedReason: `Task failed ELB health checks in (target-group ${group.arn})`,
    ...{ stoppingAt: now, stoppedAt: now, executionStoppedAt: now },
  });
  group.targets.shift();
  const next = addTask(world, service, {
    seed: `after/${task.taskArn}`,
    definition,
    startedBy: task.startedBy ?? '',
    createdAt: now,
    startedAt: now,
  });
  registerTarget(group, next, 8080, UNHEALTHY);
  say(world, service, `has started 1 tasks: (task ${lastSegment(next.taskArn)}).`);
}

function say(world: World, service: SimulatedService, text: string): void {
  const at = world.clock.now();
  const message = `(service ${service.serviceName}) ${text}`;
  service.events = [{ id: eventId(message, at), createdAt: at, message }, ...service.events].slice(0, 100);
}
