import { addHistory } from '../world/add-history.ts';
import { addLogStream, deploymentIdOf } from '../world/add-service.ts';
import { registerTarget } from '../world/add-target-group.ts';
import { addTask, taskIdOf } from '../world/add-task.ts';
import type {
  SimulatedDeployment,
  SimulatedEvent,
  SimulatedService,
  SimulatedServiceDeployment,
  SimulatedTask,
  SimulatedTaskDefinition,
} from '../world/ecs-shapes.ts';
import type { SimulatedTarget, SimulatedTargetGroup } from '../world/elb-shapes.ts';
import { lastSegment } from '../world/names.ts';
import type { World } from '../world.ts';
import { chatterScene } from './chatter.ts';
import { fixEvents, fixLines } from './enhanced-ml-words.ts';
import type { Scene, Timeline } from './timeline.ts';

/** Revision 16 is asked for: late enough that somebody has seen the alert, early enough that all is over within ten minutes. */
export const FIX_BEGINS_S = 440;

/** Moments of the rollout that mends it, in story seconds. */
export const FIX = {
  registeredS: FIX_BEGINS_S - 35,
  beginsS: FIX_BEGINS_S,
  createdS: FIX_BEGINS_S + 12,
  startedS: FIX_BEGINS_S + 36,
  targetsS: FIX_BEGINS_S + 39,
  /** One check passed is enough for a target that was just registered. */
  healthyS: FIX_BEGINS_S + 70,
  /** The tasks of revision 14 stop. */
  drainingS: FIX_BEGINS_S + 76,
  goneS: FIX_BEGINS_S + 112,
  completedS: FIX_BEGINS_S + 114,
} as const;

/** What the fix finds when it begins. */
export interface FixCast {
  readonly world: World;
  readonly timeline: Timeline;
  readonly service: SimulatedService;
  readonly group: SimulatedTargetGroup;
  readonly port: number;
  readonly definition: SimulatedTaskDefinition;
  readonly bad: { readonly deployment: SimulatedDeployment; readonly history: SimulatedServiceDeployment };
  readonly old: {
    readonly deployment: SimulatedDeployment;
    readonly definition: SimulatedTaskDefinition;
    readonly tasks: readonly SimulatedTask[];
    readonly targets: readonly SimulatedTarget[];
  };
}

/** How far the fix is. */
export interface FixSeen {
  /** Of revision 14 and 16. */
  readonly targets: readonly SimulatedTarget[];
  readonly running: number;
  readonly pending: number;
  /** Newest first. */
  readonly events: readonly SimulatedEvent[];
}

/** Seconds of the story -> what there is of revisions 14 and 16 then. */
export type Fix = (seconds: number) => FixSeen;

/** The end of the story: revision 16 starts the old program again, becomes healthy, and takes the place of 14 and 15. */
export function createFix(cast: FixCast, event: (seconds: number, message: string) => SimulatedEvent): Fix {
  const { service, old, bad, timeline } = cast;
  let begun: { deployment: SimulatedDeployment; history: SimulatedServiceDeployment } | undefined;
  let talking: readonly Scene[] | undefined;
  return (seconds) => {
    if (seconds < FIX.beginsS)
      return { targets: old.targets, running: old.deployment.runningCount, pending: 0, events: [] };
    begun ??= begin(cast);
    if (seconds >= FIX.startedS) talking ??= talkingScenes(cast, begun.deployment);
    const tasks = seconds < FIX.createdS ? [] : playNew(cast, begun.deployment, seconds);
    if (seconds >= FIX.drainingS) stopOld(cast, seconds);
    for (const scene of talking ?? []) scene(seconds);
    countFix(cast, begun, seconds);
    service.deployments = [
      begun.deployment,
      ...(bad.deployment.runningCount > 0 || seconds < FIX.startedS ? [bad.deployment] : []),
      ...(seconds < FIX.goneS ? [old.deployment] : []),
    ];
    const { runningCount, pendingCount } = begun.deployment;
    return {
      targets: [...oldTargets(cast, seconds), ...newTargets(cast, tasks, seconds)],
      running: runningCount + old.deployment.runningCount,
      pending: pendingCount,
      events: fixEvents(seconds, {
        name: service.serviceName,
        groupArn: cast.group.arn,
        deploymentId: begun.deployment.id,
        newIds: [0, 1].map((slot) => taskIdOf(service, seedOf(slot))),
        oldIds: old.tasks.map(({ taskArn }) => lastSegment(taskArn)),
        event,
      }),
    };
  };

  function countFix(
    { old }: FixCast,
    { deployment, history }: NonNullable<typeof begun>,
    seconds: number,
  ): void {
    const asked = seconds >= FIX.createdS ? 2 : 0;
    deployment.runningCount = seconds >= FIX.startedS ? 2 : 0;
    deployment.pendingCount = asked - deployment.runningCount;
    old.deployment.runningCount = seconds >= FIX.drainingS ? 0 : 2;
    const done = seconds >= FIX.completedS;
    const moments = [FIX.beginsS, FIX.createdS, FIX.startedS, FIX.drainingS, FIX.completedS];
    deployment.updatedAt = timeline.at(Math.max(...moments.filter((each) => each <= seconds)));
    deployment.rolloutState = done ? 'COMPLETED' : 'IN_PROGRESS';
    deployment.rolloutStateReason = `ECS deployment ${deployment.id} ${done ? 'completed' : 'in progress'}.`;
    history.targetServiceRevision.runningTaskCount = deployment.runningCount;
    history.targetServiceRevision.pendingTaskCount = deployment.pendingCount;
    history.updatedAt = deployment.updatedAt;
    history.finishedAt = done ? timeline.at(FIX.completedS) : undefined;
    history.status = done ? 'SUCCESSFUL' : 'IN_PROGRESS';
  }
}

function begin({ world, timeline, service, definition, bad }: FixCast) {
  const beganAt = timeline.at(FIX.beginsS);
  const id = deploymentIdOf(service, definition.taskDefinitionArn);
  const deployment: SimulatedDeployment = {
    ...bad.deployment,
    id,
    taskDefinition: definition.taskDefinitionArn,
    runningCount: 0,
    pendingCount: 0,
    failedTasks: 0,
    createdAt: beganAt,
    updatedAt: beganAt,
  };
  bad.deployment.status = 'ACTIVE';
  bad.deployment.desiredCount = 0;
  Object.assign(bad.history, { status: 'STOPPED', finishedAt: beganAt, updatedAt: beganAt });
  service.taskDefinition = definition.taskDefinitionArn;
  const history = addHistory(world, service, {
    deployedAt: beganAt,
    status: 'IN_PROGRESS',
    finishedAt: undefined,
  });
  return { deployment, history };
}

function seedOf(slot: number): string {
  return `16/${slot}`;
}

function playNew(
  { world, timeline, service, definition }: FixCast,
  { id }: SimulatedDeployment,
  seconds: number,
): readonly SimulatedTask[] {
  return [0, 1].map((slot) =>
    addTask(world, service, {
      seed: seedOf(slot),
      definition,
      startedBy: id,
      createdAt: timeline.at(FIX.createdS),
      startedAt: seconds >= FIX.startedS ? timeline.at(FIX.startedS) : undefined,
      ...(seconds < FIX.createdS + 6 ? { lastStatus: 'PROVISIONING' } : {}),
      health: seconds >= FIX.healthyS ? 'HEALTHY' : 'UNKNOWN',
      zone: slot,
    }),
  );
}

function stopOld({ world, timeline, service, old }: FixCast, seconds: number): void {
  const gone = seconds >= FIX.goneS;
  old.tasks.forEach((task, slot) => {
    if (world.tasks.get(task.taskArn)?.stoppedAt) return;
    addTask(world, service, {
      seed: `${old.definition.revision}/${slot}`,
      definition: old.definition,
      startedBy: old.deployment.id,
      createdAt: task.createdAt,
      startedAt: task.startedAt,
      stoppingAt: timeline.at(FIX.drainingS),
      stoppedAt: gone ? timeline.at(FIX.goneS) : undefined,
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: `Scaling activity initiated by (deployment ${old.deployment.id})`,
      exitCode: gone ? 143 : undefined,
      health: task.healthStatus,
      zone: slot,
    });
  });
}

/** Each of the new tasks goes on answering as those of revision 14 did. */
function talkingScenes({ world, timeline, service, definition }: FixCast, { id }: SimulatedDeployment) {
  return [0, 1].map((slot) => {
    const task = addTask(world, service, {
      seed: seedOf(slot),
      definition,
      startedBy: id,
      createdAt: timeline.at(FIX.createdS),
      startedAt: timeline.at(FIX.startedS),
      zone: slot,
    });
    return chatterScene(timeline, {
      stream: addLogStream(world, definition, task),
      fromS: FIX.startedS + slot,
      everyS: 5,
      say: fixLines,
    });
  });
}

function oldTargets({ old }: FixCast, seconds: number): readonly SimulatedTarget[] {
  if (seconds >= FIX.goneS) return [];
  if (seconds < FIX.drainingS) return old.targets;
  return old.targets.map(({ id, port, zone }) => ({
    id,
    port,
    zone,
    state: 'draining',
    reason: 'Target.DeregistrationInProgress',
    description: 'Target deregistration is in progress',
  }));
}

function newTargets(
  { group, port }: FixCast,
  tasks: readonly SimulatedTask[],
  seconds: number,
): readonly SimulatedTarget[] {
  if (seconds < FIX.targetsS) return [];
  return tasks.map((task) =>
    seconds >= FIX.healthyS
      ? registerTarget(group, task, port)
      : registerTarget(group, task, port, {
          state: 'initial',
          reason: 'Elb.InitialHealthChecking',
          description: 'Initial health checks in progress',
        }),
  );
}
