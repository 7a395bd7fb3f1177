import { addHistory } from '../world/add-history.ts';
import { addLogStream, addService, deploymentIdOf, eventId } from '../world/add-service.ts';
import { registerTarget } from '../world/add-target-group.ts';
import { addTask, keepTasks, taskIdOf } from '../world/add-task.ts';
import { addTaskDefinition } from '../world/add-task-definition.ts';
import type {
  SimulatedDeployment,
  SimulatedService,
  SimulatedTask,
  SimulatedTaskDefinition,
} from '../world/ecs-shapes.ts';
import type { SimulatedTarget, SimulatedTargetGroup } from '../world/elb-shapes.ts';
import { taskArn } from '../world/names.ts';
import type { World } from '../world.ts';
import { type Attempt, attemptsUntil, failuresUntil, type RolloutSpan, targetHealthOf } from './attempts.ts';
import { chatterScene } from './chatter.ts';
import { createFix, FIX, FIX_BEGINS_S, type FixSeen } from './enhanced-ml-fix.ts';
import { attemptLines, EVENTS_SHOWN, rolloutEvents, servingLines } from './enhanced-ml-words.ts';
import { addPastDeploys, type PastDeploy } from './past-deploys.ts';
import type { Scene, Timeline } from './timeline.ts';

/** The rollout had been failing for six minutes when the story begins, and goes on until the fix. */
const ROLLOUT: RolloutSpan = { beganS: -360, endsS: FIX_BEGINS_S };

const PORT = 5000;
const DAY_S = 86_400;

/** Both revisions have it. It gives a new task more time than the load balancer does, and so never gets to judge revision 15. */
const CONTAINER_CHECK = {
  command: ['CMD-SHELL', `curl -fs http://localhost:${PORT}/health || exit 1`],
  interval: 30,
  timeout: 5,
  retries: 3,
  startPeriod: 60,
};

/** What revisions 14 and 16 start. */
const GOOD_PROGRAM = 'enhanced_ml_service.py';

interface Cast {
  readonly world: World;
  readonly timeline: Timeline;
  readonly service: SimulatedService;
  readonly bad: SimulatedTaskDefinition;
  readonly group: SimulatedTargetGroup;
  readonly primary: SimulatedDeployment;
  readonly good: SimulatedDeployment;
}

/**
 * The service at the heart of the story. Revision 14 serves and answers the load balancer's checks on
 * `/health` with 200. Revision 15 starts another program, which listens on the same port but knows no
 * `/health`: every task of it is stopped and replaced, and without a circuit breaker nothing ends that, until
 * somebody rolls out revision 16, which starts the old program again.
 */
export function enhancedMlScenes(world: World, timeline: Timeline): readonly Scene[] {
  const { service, tasks, definition, targetGroups } = addRevision14(world, timeline);
  const [group] = targetGroups;
  const [good] = service.deployments;
  if (!group || !good) throw new Error('the story needs a service with a target group and a deployment');
  group.deregistrationDelaySeconds = 30;
  const older = [...service.events];
  const targetsOf14 = [...group.targets];
  const bad = addRevision(
    { world, timeline },
    { revision: 15, tag: '1.5.0', program: 'service.py', registeredS: ROLLOUT.beganS - 45 },
  );
  addPastDeploys(world, service, pastOf(world, timeline), { port: PORT, command: ['python', GOOD_PROGRAM] });
  const { primary, history } = beginRollout(world, timeline, { service, good, bad });
  const cast: Cast = { world, timeline, service, bad, group, primary, good };
  const fix = createFix(
    {
      ...{ world, timeline, service, group, port: PORT },
      // The old program again, in a newer image.
      definition: addRevision(
        { world, timeline },
        { revision: 16, tag: '1.5.1', program: GOOD_PROGRAM, registeredS: FIX.registeredS },
      ),
      bad: { deployment: primary, history },
      old: { deployment: good, definition, tasks, targets: targetsOf14 },
    },
    eventWords(cast).event,
  );
  const talking = tasks.map((task, slot) => serving(cast, definition, task, slot));
  return [
    ...talking,
    (seconds) => {
      const attempts = attemptsUntil(seconds, ROLLOUT);
      const ids = attempts.map((each) => taskIdOf(service, each.seed));
      keepTasks(world, primary.id, ids);
      const seen = attempts.map((attempt) => playAttempt(cast, attempt, seconds));
      countAttempts(cast, attempts, seconds);
      const mended = fix(seconds);
      group.targets = [...mended.targets, ...seen.flatMap(({ target }) => target ?? [])];
      count(cast, mended);
      service.events = [...rolloutEvents(attempts, seconds, eventWords(cast)), ...mended.events]
        .sort((one, other) => other.createdAt.getTime() - one.createdAt.getTime())
        .concat(older)
        .slice(0, EVENTS_SHOWN);
    },
  ];
}

function addRevision14(world: World, timeline: Timeline) {
  return addService(world, {
    cluster: 'ml-prod',
    name: 'enhanced-ml',
    revision: 14,
    port: PORT,
    image: imageOf(world, '1.4.2'),
    command: ['python', GOOD_PROGRAM],
    environment: [{ name: 'PORT', value: String(PORT) }],
    healthCheck: CONTAINER_CHECK,
    cpu: 1024,
    memory: 4096,
    targetGroups: ['enhanced-ml-tg'],
    gracePeriodSeconds: 60,
    circuitBreaker: false,
    deployedAt: timeline.at(-3 * DAY_S),
    createdAt: timeline.at(-20 * DAY_S),
  });
}

/** Revision 13 was asked for while 12 was still under way. */
function pastOf(world: World, timeline: Timeline): readonly PastDeploy[] {
  const image = (tag: string) => ({ image: imageOf(world, tag) });
  const overtakenS = -9 * DAY_S + 95;
  return [
    { revision: 11, ...image('1.3.0'), deployedAt: timeline.at(-16 * DAY_S) },
    {
      ...{ revision: 12, ...image('1.4.0'), deployedAt: timeline.at(-9 * DAY_S), status: 'STOPPED' },
      ...{ finishedAt: timeline.at(overtakenS), statusReason: 'A newer service deployment was started.' },
    },
    { revision: 13, ...image('1.4.1'), deployedAt: timeline.at(overtakenS) },
  ];
}

/** What its revisions have in common beside the program. */
function addRevision(
  { world, timeline }: Pick<Cast, 'world' | 'timeline'>,
  given: { revision: number; tag: string; program: string; registeredS: number },
): SimulatedTaskDefinition {
  return addTaskDefinition(world, {
    family: 'enhanced-ml',
    revision: given.revision,
    port: PORT,
    image: imageOf(world, given.tag),
    command: ['python', given.program],
    environment: [{ name: 'PORT', value: String(PORT) }],
    healthCheck: CONTAINER_CHECK,
    cpu: 1024,
    memory: 4096,
    registeredAt: timeline.at(given.registeredS),
  });
}

function imageOf(world: World, tag: string): string {
  return `${world.account}.dkr.ecr.${world.region}.amazonaws.com/enhanced-ml:${tag}`;
}

function beginRollout(
  world: World,
  timeline: Timeline,
  { service, good, bad }: Pick<Cast, 'service' | 'good' | 'bad'>,
) {
  const beganAt = timeline.at(ROLLOUT.beganS);
  const id = deploymentIdOf(service, bad.taskDefinitionArn);
  const primary: SimulatedDeployment = {
    ...good,
    id,
    taskDefinition: bad.taskDefinitionArn,
    runningCount: 0,
    rolloutState: 'IN_PROGRESS',
    rolloutStateReason: `ECS deployment ${id} in progress.`,
    createdAt: beganAt,
    updatedAt: beganAt,
  };
  good.status = 'ACTIVE';
  service.taskDefinition = bad.taskDefinitionArn;
  service.deployments = [primary, good];
  const history = addHistory(world, service, {
    deployedAt: beganAt,
    status: 'IN_PROGRESS',
    finishedAt: undefined,
  });
  return { primary, history };
}

function serving(
  { world, timeline }: Cast,
  definition: SimulatedTaskDefinition,
  task: SimulatedTask,
  slot: number,
): Scene {
  return chatterScene(timeline, {
    stream: addLogStream(world, definition, task),
    fromS: -1_800 + slot * 7,
    everyS: 5,
    untilS: FIX.goneS - 1,
    say: servingLines,
  });
}

function playAttempt(cast: Cast, attempt: Attempt, seconds: number): { target: SimulatedTarget | undefined } {
  const { world, service, bad, group, timeline } = cast;
  const known = world.tasks.get(taskArn(world, 'ml-prod', taskIdOf(service, attempt.seed)));
  if (known?.stoppedAt) return { target: undefined };
  const reached = (moment: number) => (seconds >= moment ? timeline.at(moment) : undefined);
  const stopping = seconds >= attempt.stoppingS;
  const task = addTask(world, service, {
    seed: attempt.seed,
    definition: bad,
    startedBy: cast.primary.id,
    createdAt: timeline.at(attempt.createdS),
    startedAt: reached(attempt.startedS),
    stoppingAt: reached(attempt.stoppingS),
    stoppedAt: reached(attempt.stoppedS),
    ...(seconds < attempt.createdS + 6 ? { lastStatus: 'PROVISIONING' } : {}),
    stopCode: stopping ? 'ServiceSchedulerInitiated' : undefined,
    stoppedReason: stopping ? stoppedReasonOf(cast, attempt) : undefined,
    exitCode: seconds >= attempt.stoppedS ? 143 : undefined,
    zone: attempt.slot,
  });
  if (seconds >= attempt.startedS)
    addLogStream(world, bad, task).lines = attemptLines(
      attempt,
      Math.min(seconds, attempt.stoppedS),
      timeline,
    );
  const health = targetHealthOf(attempt, seconds);
  if (!health) return { target: undefined };
  const target = registerTarget(group, task, PORT, health);
  return { target };
}

function stoppedReasonOf({ group, primary }: Cast, { endedBy }: Attempt): string {
  return endedBy === 'checks'
    ? `Task failed ELB health checks in (target-group ${group.arn})`
    : `Scaling activity initiated by (deployment ${primary.id})`;
}

function countAttempts({ primary, timeline }: Cast, attempts: readonly Attempt[], seconds: number): void {
  const alive = attempts.filter((each) => seconds < each.stoppingS);
  primary.runningCount = alive.filter((each) => seconds >= each.startedS).length;
  primary.pendingCount = alive.length - primary.runningCount;
  primary.failedTasks = failuresUntil(seconds, ROLLOUT);
  const moments = attempts.flatMap((each) => [each.createdS, each.startedS, each.stoppingS]);
  primary.updatedAt = timeline.at(Math.max(ROLLOUT.beganS, ...moments.filter((each) => each <= seconds)));
}

function count({ service, primary }: Cast, mended: FixSeen): void {
  service.runningCount = mended.running + primary.runningCount;
  service.pendingCount = mended.pending + primary.pendingCount;
}

function eventWords({ service, group, timeline }: Cast) {
  return {
    name: service.serviceName,
    port: PORT,
    groupArn: group.arn,
    taskId: (attempt: Attempt) => taskIdOf(service, attempt.seed),
    event: (seconds: number, message: string) => {
      const createdAt = timeline.at(seconds);
      return { id: eventId(message, createdAt), createdAt, message };
    },
  };
}
