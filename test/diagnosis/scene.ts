import { addHistory } from '../../src/demo/world/add-history.ts';
import { addLogStream, addService, deploymentIdOf, eventId } from '../../src/demo/world/add-service.ts';
import { registerTarget } from '../../src/demo/world/add-target-group.ts';
import { addTask, type TaskPlan } from '../../src/demo/world/add-task.ts';
import { addTaskDefinition, type TaskDefinitionPlan } from '../../src/demo/world/add-task-definition.ts';
import type {
  SimulatedDeployment,
  SimulatedService,
  SimulatedTask,
  SimulatedTaskDefinition,
} from '../../src/demo/world/ecs-shapes.ts';
import type { SimulatedTarget, SimulatedTargetGroup } from '../../src/demo/world/elb-shapes.ts';
import { createWorld, type World } from '../../src/demo/world.ts';
import { standingClock } from '../demo/aws-clients.ts';

/** Stands still until it is moved. */
export type SceneClock = ReturnType<typeof standingClock>;

/** A service `web` in `prod` whose revision 1 has served for a day, and what else is needed to change that. */
export interface Scene {
  readonly world: World;
  readonly clock: SceneClock;
  readonly service: SimulatedService;
  readonly group: SimulatedTargetGroup;
  readonly definition: SimulatedTaskDefinition;
  readonly tasks: readonly SimulatedTask[];
  /** So many minutes before now. */
  readonly ago: (minutes: number) => Date;
  /** Adds events, the newest first; `(service web)` is put in front. */
  readonly say: (...messages: readonly string[]) => void;
  /** Lines of a task, the newest last. */
  readonly write: (
    task: SimulatedTask,
    definition: SimulatedTaskDefinition,
    lines: readonly string[],
  ) => void;
}

/** How tasks fail. */
export interface Failing {
  /** How each of three tasks ended; none stopped unless given. */
  readonly stopped?: Partial<Omit<TaskPlan, 'definition' | 'startedBy' | 'seed'>>;
  /** They never got as far as RUNNING. */
  readonly unstarted?: boolean;
  /** Nor was the image pulled. */
  readonly unpulled?: boolean;
  /** What the load balancer says of two that run; none runs unless given. */
  readonly target?: Partial<SimulatedTarget>;
  /** Container health of those that run. */
  readonly health?: 'HEALTHY' | 'UNHEALTHY';
  /** Of every failing task. */
  readonly lines?: readonly string[];
  readonly events?: readonly string[];
}

/** A rollout of revision 2 that fails. */
export interface FailingRollout extends Failing {
  /** What revision 2 asks for instead. */
  readonly changes?: Partial<TaskDefinitionPlan>;
  /** What the plan has no words for. */
  readonly adjust?: (definition: SimulatedTaskDefinition) => SimulatedTaskDefinition;
}

const PORT = 8080;
const MINUTE_MS = 60_000;

/** The scene before anything is wrong. */
export function calm(plan: Partial<Parameters<typeof addService>[1]> = {}): Scene {
  const clock = standingClock('2026-03-04T03:00:00Z');
  const { world, ...added } = calmWorld(clock, plan);
  const [group] = added.targetGroups;
  if (!group) throw new Error('the scene needs a target group');
  const ago = (minutes: number) => new Date(clock.now().getTime() - minutes * MINUTE_MS);
  return {
    ...{ world, clock, group, ago },
    ...added,
    say: (...messages) => {
      const events = messages.map((message, nth) => {
        const createdAt = new Date(clock.now().getTime() - 20_000 - nth * 15_000);
        return { id: eventId(message, createdAt), createdAt, message: `(service web) ${message}` };
      });
      added.service.events = [...events, ...added.service.events];
    },
    write: (task, definition, lines) => {
      const stream = addLogStream(world, definition, task);
      const endMs = (task.stoppedAt ?? clock.now()).getTime() - 1000;
      for (const [nth, message] of lines.entries())
        stream.lines.push({ at: new Date(endMs - (lines.length - nth) * 500), message });
    },
  };
}

function calmWorld(clock: SceneClock, plan: Partial<Parameters<typeof addService>[1]>) {
  const world = createWorld({ clock });
  return { world, ...addService(world, { name: 'web', port: PORT, ...plan }) };
}

/** Rolls revision 2 out beside revision 1, which goes on serving. */
export function rollOut(scene: Scene, failing: FailingRollout): SimulatedDeployment {
  const { world, service, ago } = scene;
  const [good] = service.deployments;
  if (!good) throw new Error('the scene needs a deployment');
  const plan = {
    family: 'web',
    revision: 2,
    port: PORT,
    image: scene.definition.containerDefinitions[0]?.image ?? '',
  };
  const made = addTaskDefinition(world, { ...plan, ...failing.changes, registeredAt: ago(12) });
  const definition = failing.adjust?.(made) ?? made;
  world.taskDefinitions.set(definition.taskDefinitionArn, definition);
  const deployment: SimulatedDeployment = {
    ...good,
    id: deploymentIdOf(service, definition.taskDefinitionArn),
    taskDefinition: definition.taskDefinitionArn,
    runningCount: 0,
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: 'ECS deployment in progress.',
    failedTasks: 4,
    createdAt: ago(10),
    updatedAt: ago(1),
  };
  good.status = 'ACTIVE';
  service.taskDefinition = definition.taskDefinitionArn;
  service.deployments = [deployment, good];
  addHistory(world, service, { deployedAt: ago(10), status: 'IN_PROGRESS', finishedAt: undefined });
  fail(scene, { ...failing, definition, deployment });
  return deployment;
}

/** Makes tasks of the present deployment fail, with no deployment near: what worked goes wrong by itself. */
export function breakDown(scene: Scene, failing: Failing): void {
  const [deployment] = scene.service.deployments;
  if (!deployment) throw new Error('the scene needs a deployment');
  for (const task of scene.tasks) scene.world.tasks.delete(task.taskArn);
  scene.group.targets = [];
  deployment.runningCount = 0;
  fail(scene, { ...failing, definition: scene.definition, deployment });
  scene.service.runningCount = deployment.runningCount;
}

function fail(
  scene: Scene,
  failing: Failing & {
    readonly definition: SimulatedTaskDefinition;
    readonly deployment: SimulatedDeployment;
  },
): void {
  const { world, service, group, ago } = scene;
  const { definition, deployment, stopped, target, lines = [] } = failing;
  const started = (at: Date) => (failing.unstarted ? undefined : at);
  const task = (seed: string, plan: Partial<TaskPlan>) =>
    addTask(world, service, { seed, definition, startedBy: deployment.id, createdAt: ago(8), ...plan });
  if (stopped)
    for (const nth of [0, 1, 2]) {
      const ended = task(`failed/${nth}`, {
        createdAt: ago(9 - 2 * nth),
        startedAt: started(ago(8.5 - 2 * nth)),
        stoppingAt: ago(7.2 - 2 * nth),
        stoppedAt: ago(7 - 2 * nth),
        zone: nth,
        ...stopped,
      });
      if (failing.unstarted && !failing.unpulled)
        Object.assign(ended, { pullStartedAt: ago(8), pullStoppedAt: ago(7.8) });
      if (lines.length > 0) scene.write(ended, definition, lines);
    }
  if (target || failing.health)
    for (const nth of [0, 1]) {
      const running = task(`running/${nth}`, {
        startedAt: ago(7),
        zone: nth,
        ...(failing.health ? { health: failing.health } : {}),
      });
      deployment.runningCount += 1;
      if (target) Object.assign(registerTarget(group, running, PORT), target);
      if (lines.length > 0) scene.write(running, definition, lines);
    }
  scene.say(...(failing.events ?? []));
}
