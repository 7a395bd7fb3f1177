import { addHistory } from '../../src/demo/world/add-history.ts';
import { type AddedService, addService, eventId } from '../../src/demo/world/add-service.ts';
import { addTargetGroup, registerTarget } from '../../src/demo/world/add-target-group.ts';
import { addTask } from '../../src/demo/world/add-task.ts';
import type {
  SimulatedDeployment,
  SimulatedService,
  SimulatedTask,
  SimulatedTaskDefinition,
} from '../../src/demo/world/ecs-shapes.ts';
import type { SimulatedTarget, SimulatedTargetGroup } from '../../src/demo/world/elb-shapes.ts';
import { lastSegment } from '../../src/demo/world/names.ts';
import { createWorld, type World } from '../../src/demo/world.ts';
import type { DrillClock } from './drill-clock.ts';
import { type RolloutVerbs, rolloutVerbs } from './rollouts.ts';

/** What can be done to the services of a drill, by their names. All is as AWS shows it the moment after. */
export interface EstateVerbs extends RolloutVerbs {
  /** So many of its targets, all unless told, fail the load balancer's check. */
  targetsFail(name: string, how: '404' | 'timeout', count?: number): void;
  targetsRecover(name: string): void;
  containerCheckFails(name: string, count?: number): void;
  containerCheckRecovers(name: string): void;
  /** One task ends by itself; ECS starts another one 15 s later, which runs 20 s after that. */
  taskDies(name: string, how: { exitCode: number; reason?: string }): void;
  /** A task is lost and ECS finds no place for another. */
  cannotPlace(name: string): void;
  /** A task is lost, nothing takes its place and ECS says nothing. */
  losesTask(name: string): void;
  /** A task takes the place of the lost one, and the service is steady. */
  placesAgain(name: string): void;
  /** Tasks that are wanted additionally run half a minute later; those not wanted any more stop at once. */
  scales(name: string, desired: number): void;
  isDeleted(name: string): void;
  /** Another target group, with the same targets, in place of the one there is. */
  targetGroupReplaced(name: string, by: string): void;
}

/** Fifty services in one account. */
export interface DrillEstate extends EstateVerbs {
  readonly world: World;
  /** `cluster/name` of all that were there at first. */
  readonly names: readonly string[];
  /** Brings about what was to happen by then; to be called before every look. */
  advance(now: Date): void;
}

/** One service with all that moves. */
export interface Member extends Omit<AddedService, 'definition' | 'tasks' | 'targetGroups'> {
  definition: SimulatedTaskDefinition;
  tasks: SimulatedTask[];
  group: SimulatedTargetGroup | undefined;
  /** How many tasks were ever started. */
  started: number;
}

/** What verbs work with. */
export interface Stage {
  readonly world: World;
  readonly now: () => Date;
  member(name: string): Member;
  later(seconds: number, change: () => void): void;
  event(member: Member, text: string): void;
  start(member: Member, plan?: { deployment?: SimulatedDeployment; target?: boolean }): SimulatedTask;
  stop(member: Member, task: SimulatedTask, end: TaskEnd): void;
  /** Counts of the service and its deployments are those of its tasks. */
  count(member: Member): void;
}

/** How a task ends. */
export interface TaskEnd {
  readonly stopCode: string;
  readonly stoppedReason: string;
  readonly exitCode?: number;
  readonly reason?: string;
}

/** Twenty of a shop, fifteen each of media and data. Those of data are behind no load balancer, nor the last of media. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  shop: (
    'web api cart checkout search catalog prices stock login profile orders payments invoices coupons reviews ' +
    'mailer images feeds admin gateway'
  ).split(' '),
  media: (
    'player upload encode thumbs captions live ads playlist channels studio ' +
    'transcribe archive cleanup probe rights'
  ).split(' '),
  data: 'ingest clean join rank score report export lake-sync features train-feed alerts-etl billing-etl audit-log stats geo'.split(
    ' ',
  ),
};
const MEDIA_BEHIND_LOAD_BALANCERS = 10;
const PORT = 8080;
const DAY_MS = 86_400_000;

/** Makes the estate: all healthy, nothing happened for a day. */
export function createDrillEstate(clock: DrillClock): DrillEstate {
  const world = createWorld({ clock, account: '123456789012', region: 'eu-central-1' });
  const members = new Map<string, Member>();
  const agenda: { readonly atMs: number; readonly change: () => void }[] = [];
  const deployedAt = new Date(clock.now().getTime() - DAY_MS);
  for (const [cluster, names] of Object.entries(NAMES))
    names.forEach((name, nth) => {
      const behind = cluster === 'shop' || (cluster === 'media' && nth < MEDIA_BEHIND_LOAD_BALANCERS);
      members.set(name, memberOf(world, { cluster, name, behind, checked: cluster === 'data', deployedAt }));
    });
  const stage = createStage(world, members, (seconds, change) =>
    agenda.push({ atMs: clock.now().getTime() + seconds * 1000, change }),
  );
  return {
    world,
    names: [...members.values()].map(
      ({ service }) => `${lastSegment(service.clusterArn)}/${service.serviceName}`,
    ),
    advance(now) {
      const due = agenda
        .filter(({ atMs }) => atMs <= now.getTime())
        .sort((one, other) => one.atMs - other.atMs);
      for (const each of due) agenda.splice(agenda.indexOf(each), 1);
      for (const { change } of due) change();
    },
    ...healthVerbs(stage),
    ...countVerbs(stage, members),
    ...rolloutVerbs(stage),
  };
}

function memberOf(
  world: World,
  plan: { cluster: string; name: string; behind: boolean; checked: boolean; deployedAt: Date },
): Member {
  const { cluster, name, behind, checked, deployedAt } = plan;
  const check = { command: ['CMD-SHELL', 'test -f /tmp/alive'], interval: 30, timeout: 5, retries: 3 };
  const added = addService(world, {
    ...{ cluster, name, deployedAt, revision: 1, desired: 3, port: PORT },
    ...(behind ? {} : { targetGroups: [] }),
    ...(checked ? { healthCheck: check } : {}),
  });
  const { service, definition, tasks, targetGroups } = added;
  return { service, definition, tasks: [...tasks], group: targetGroups[0], started: tasks.length };
}

function createStage(world: World, members: Map<string, Member>, later: Stage['later']): Stage {
  const now = () => world.clock.now();
  const stage: Stage = {
    world,
    now,
    later,
    member(name) {
      const found = members.get(name);
      if (!found) throw new Error(`no service ${name} in the drill`);
      return found;
    },
    event({ service }, text) {
      const message = `(service ${service.serviceName}) ${text}`;
      service.events = [{ id: eventId(message, now()), createdAt: now(), message }, ...service.events].slice(
        0,
        100,
      );
    },
    start(member, { deployment = primaryOf(member.service), target = true } = {}) {
      const definition = world.taskDefinitions.get(deployment.taskDefinition) ?? member.definition;
      const checked = definition.containerDefinitions.some((each) => each.healthCheck);
      const task = addTask(world, member.service, {
        seed: `drill/${member.started++}`,
        ...{ definition, startedBy: deployment.id, createdAt: now(), startedAt: now() },
        health: checked ? 'HEALTHY' : 'UNKNOWN',
      });
      member.tasks.push(task);
      if (target && member.group) registerTarget(member.group, task, PORT);
      stage.count(member);
      return task;
    },
    stop(member, task, { stopCode, stoppedReason, exitCode, reason }) {
      Object.assign(task, {
        ...{ lastStatus: 'STOPPED', desiredStatus: 'STOPPED', stopCode, stoppedReason },
        ...{ stoppingAt: now(), stoppedAt: now(), executionStoppedAt: now() },
      });
      for (const container of task.containers)
        Object.assign(container, { lastStatus: 'STOPPED', exitCode: exitCode ?? 143, reason });
      member.tasks = member.tasks.filter((each) => each !== task);
      if (member.group)
        member.group.targets = member.group.targets.filter((each) => each.id !== addressOf(task));
      stage.count(member);
    },
    count({ service, tasks }) {
      for (const deployment of service.deployments) {
        deployment.runningCount = tasks.filter((each) => each.startedBy === deployment.id).length;
        deployment.updatedAt = now();
      }
      service.runningCount = tasks.length;
    },
  };
  return stage;
}

/** The newest deployment. */
export function primaryOf(service: SimulatedService): SimulatedDeployment {
  const [primary] = service.deployments;
  if (!primary) throw new Error(`${service.serviceName} has no deployment`);
  return primary;
}

/** Under which its target is registered. */
export function addressOf(task: SimulatedTask): string {
  return task.containers[0]?.networkInterfaces[0]?.privateIpv4Address ?? '';
}

/** What a load balancer says of a target that answers wrongly, or not at all. */
export function failing(how: '404' | 'timeout'): Pick<SimulatedTarget, 'state' | 'reason' | 'description'> {
  return how === '404'
    ? {
        state: 'unhealthy',
        reason: 'Target.ResponseCodeMismatch',
        description: 'Health checks failed with these codes: [404]',
      }
    : { state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' };
}

function healthVerbs(
  stage: Stage,
): Pick<EstateVerbs, 'targetsFail' | 'targetsRecover' | 'containerCheckFails' | 'containerCheckRecovers'> {
  const { member, event } = stage;
  return {
    targetsFail(name, how, count) {
      const failed = member(name);
      const { group, tasks } = failed;
      if (!group) throw new Error(`${name} is behind no load balancer`);
      for (const target of group.targets.slice(0, count)) {
        Object.assign(target, failing(how));
        const task = tasks.find((each) => addressOf(each) === target.id);
        const id = lastSegment(task?.taskArn ?? '');
        event(
          failed,
          `(task ${id}) (port ${PORT}) is unhealthy in (target-group ${group.arn}) due to (reason ${target.description})`,
        );
      }
    },
    targetsRecover(name) {
      for (const target of member(name).group?.targets ?? [])
        Object.assign(target, { state: 'healthy', reason: undefined, description: undefined });
    },
    containerCheckFails(name, count) {
      for (const task of member(name).tasks.slice(0, count)) setHealth(task, 'UNHEALTHY');
    },
    containerCheckRecovers(name) {
      for (const task of member(name).tasks) setHealth(task, 'HEALTHY');
    },
  };
}

function setHealth(task: SimulatedTask, health: SimulatedTask['healthStatus']): void {
  task.healthStatus = health;
  for (const container of task.containers) container.healthStatus = health;
}

const HOST_GONE: TaskEnd = {
  stopCode: 'TerminationNotice',
  stoppedReason: 'Host EC2 (instance i-0a1b2c3d4e5f60718) terminated.',
};
const REPLACED_AFTER_S = 15;
const RUNS_AFTER_S = 20;

function countVerbs(
  stage: Stage,
  members: Map<string, Member>,
): Omit<EstateVerbs, keyof RolloutVerbs | keyof ReturnType<typeof healthVerbs>> {
  const { member, event, later, start, stop, world } = stage;

  function startLater(name: string, afterS: number): void {
    const { service } = member(name);
    later(afterS, () => {
      service.pendingCount += 1;
    });
    later(afterS + RUNS_AFTER_S, () => {
      service.pendingCount -= 1;
      const task = start(member(name));
      event(member(name), `has started 1 tasks: (task ${lastSegment(task.taskArn)}).`);
      if (service.runningCount >= service.desiredCount) event(member(name), 'has reached a steady state.');
    });
  }

  function lose(name: string, end: TaskEnd): void {
    const lost = member(name).tasks[0];
    if (!lost) throw new Error(`${name} has no task to lose`);
    stop(member(name), lost, end);
  }

  return {
    taskDies(name, how) {
      lose(name, {
        ...{ stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' },
        ...how,
      });
      startLater(name, REPLACED_AFTER_S);
    },
    losesTask: (name) => lose(name, HOST_GONE),
    cannotPlace(name) {
      lose(name, HOST_GONE);
      event(
        member(name),
        'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.',
      );
    },
    placesAgain(name) {
      startLater(name, 0);
    },
    scales(name, desired) {
      const { service, tasks } = member(name);
      const before = service.desiredCount;
      service.desiredCount = desired;
      for (const deployment of service.deployments) deployment.desiredCount = desired;
      for (let nth = before; nth < desired; nth += 1) startLater(name, 0);
      for (const task of tasks.slice(desired))
        stop(member(name), task, {
          stopCode: 'ServiceSchedulerInitiated',
          stoppedReason: `Scaling activity initiated by (deployment ${primaryOf(service).id})`,
        });
    },
    isDeleted(name) {
      const { service, tasks, group } = member(name);
      for (const task of tasks) world.tasks.delete(task.taskArn);
      if (group) world.targetGroups.delete(group.arn);
      world.services.delete(service.serviceArn);
      members.delete(name);
    },
    targetGroupReplaced(name, by) {
      const changed = member(name);
      const old = changed.group;
      if (!old) throw new Error(`${name} is behind no load balancer`);
      const group = addTargetGroup(world, { name: by, loadBalancer: 'shop-alb', path: `/${by}/*` });
      group.targets.push(...old.targets);
      world.targetGroups.delete(old.arn);
      changed.group = group;
      changed.service.loadBalancers = changed.service.loadBalancers.map((each) => ({
        ...each,
        targetGroupArn: group.arn,
      }));
    },
  };
}

/** For rollouts: the history entry of a deployment that begins now. */
export function beginHistory({ world, now }: Stage, member: Member) {
  return addHistory(world, member.service, {
    deployedAt: now(),
    status: 'IN_PROGRESS',
    finishedAt: undefined,
  });
}
