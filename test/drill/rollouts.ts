import { deploymentIdOf } from '../../src/demo/world/add-service.ts';
import { addTaskDefinition } from '../../src/demo/world/add-task-definition.ts';
import type { SimulatedDeployment, SimulatedServiceDeployment } from '../../src/demo/world/ecs-shapes.ts';
import { lastSegment } from '../../src/demo/world/names.ts';
import { addressOf, beginHistory, failing, type Member, primaryOf, type Stage } from './estate.ts';

/** What rollouts do. Each begins at once and goes on by itself. */
export interface RolloutVerbs {
  /**
   * Done after 105 s: tasks run after 25 s with targets `initial`, healthy after 55 s; the old ones drain at 65 s
   * and are gone at 100 s. With a flicker one of the new targets is unhealthy from 40 s to 60 s.
   */
  rolloutGoesWell(name: string, revision: number, how?: { flicker: boolean }): void;
  /** Tasks exit at 40 s, 80 s and 120 s; at 130 s the circuit breaker rolls back, at 150 s that is done. */
  rolloutRollsBack(name: string, revision: number): void;
  /** The new tasks stay pending. */
  rolloutStalls(name: string, revision: number): void;
  /** The pending tasks run now; the rest is as in one that goes well. */
  rolloutResumes(name: string): void;
  /** Without a circuit breaker: all new tasks exit after 40 s, and so do those that take their places every 45 s. */
  rolloutKeepsFailing(name: string, revision: number): void;
}

interface Begun {
  readonly member: Member;
  readonly deployment: SimulatedDeployment;
  readonly history: SimulatedServiceDeployment;
  /** Does something later, unless another rollout has begun by then. */
  soon(seconds: number, change: () => void): void;
}

/** Brings rollouts about on a stage. */
export function rolloutVerbs(stage: Stage): RolloutVerbs {
  return {
    rolloutGoesWell(name, revision, { flicker } = { flicker: false }) {
      const begun = begin(stage, name, revision, { breaker: true });
      begun.soon(5, () => setPending(begun, begun.member.service.desiredCount));
      begun.soon(25, () => finish(stage, begun, flicker));
    },
    rolloutRollsBack(name, revision) {
      const begun = begin(stage, name, revision, { breaker: true });
      for (const seconds of [40, 80, 120]) begun.soon(seconds, () => failOne(stage, begun));
      begun.soon(130, () => rollBack(stage, begun));
    },
    rolloutStalls(name, revision) {
      const begun = begin(stage, name, revision, { breaker: true });
      setPending(begun, begun.member.service.desiredCount);
    },
    rolloutResumes(name) {
      const member = stage.member(name);
      const deployment = primaryOf(member.service);
      const history = stage.world.serviceDeployments.get(member.service.currentServiceDeployment ?? '');
      if (!history) throw new Error(`${name} has no rollout to resume`);
      finish(stage, begunOf(stage, member, deployment, history), false);
    },
    rolloutKeepsFailing(name, revision) {
      const begun = begin(stage, name, revision, { breaker: false });
      const again = () => {
        for (let nth = 0; nth < begun.member.service.desiredCount; nth += 1) failOne(stage, begun);
        begun.soon(45, again);
      };
      begun.soon(40, again);
    },
  };
}

function begin(stage: Stage, name: string, revision: number, { breaker }: { breaker: boolean }): Begun {
  const { world, now } = stage;
  const member = stage.member(name);
  const { service } = member;
  const before = primaryOf(service);
  member.definition = addTaskDefinition(world, {
    ...{ family: name, revision, port: 8080, registeredAt: now() },
    healthCheck: member.definition.containerDefinitions[0]?.healthCheck,
  });
  const { taskDefinitionArn } = member.definition;
  const id = deploymentIdOf(service, `${taskDefinitionArn}@${now().getTime()}`);
  const deployment: SimulatedDeployment = {
    ...before,
    ...{ id, status: 'PRIMARY', taskDefinition: taskDefinitionArn, failedTasks: 0 },
    ...{ runningCount: 0, pendingCount: 0, createdAt: now(), updatedAt: now() },
    ...{ rolloutState: 'IN_PROGRESS', rolloutStateReason: `ECS deployment ${id} in progress.` },
  };
  before.status = 'ACTIVE';
  service.deployments = [deployment, ...service.deployments];
  service.taskDefinition = taskDefinitionArn;
  service.deploymentConfiguration.deploymentCircuitBreaker = { enable: breaker, rollback: breaker };
  return begunOf(stage, member, deployment, beginHistory(stage, member));
}

function begunOf(
  stage: Stage,
  member: Member,
  deployment: SimulatedDeployment,
  history: SimulatedServiceDeployment,
): Begun {
  const isPrimary = () => primaryOf(member.service) === deployment;
  return {
    ...{ member, deployment, history },
    soon: (seconds, change) => stage.later(seconds, () => void (isPrimary() && change())),
  };
}

function setPending({ member, deployment }: Begun, count: number): void {
  deployment.pendingCount = count;
  member.service.pendingCount = count;
}

function finish(stage: Stage, begun: Begun, flicker: boolean): void {
  const { member, deployment, soon } = begun;
  setPending(begun, 0);
  const tasks = Array.from({ length: member.service.desiredCount }, () =>
    stage.start(member, { deployment }),
  );
  const isNew = (id: string) => tasks.some((each) => addressOf(each) === id);
  const targets = () => member.group?.targets ?? [];
  const setNew = (state: object) => {
    for (const target of targets()) if (isNew(target.id)) Object.assign(target, state);
  };
  setNew({
    state: 'initial',
    reason: 'Elb.InitialHealthChecking',
    description: 'Initial health checks in progress',
  });
  stage.event(member, `has started ${tasks.length} tasks: (task ${lastSegment(tasks[0]?.taskArn ?? '')}).`);
  if (flicker) soon(15, () => Object.assign(targets().find(({ id }) => isNew(id)) ?? {}, failing('404')));
  soon(30, () => {
    const shaky = flicker ? targets().find(({ state }) => state === 'unhealthy') : undefined;
    for (const target of targets()) if (isNew(target.id) && target !== shaky) Object.assign(target, HEALTHY);
  });
  soon(35, () => setNew(HEALTHY));
  soon(40, () => {
    for (const target of targets())
      if (!isNew(target.id))
        Object.assign(target, {
          state: 'draining',
          reason: 'Target.DeregistrationInProgress',
          description: 'Target deregistration is in progress',
        });
    stage.event(member, 'has begun draining connections on 3 tasks.');
  });
  soon(75, () => stopOthers(stage, begun));
  soon(80, () => complete(stage, begun));
}

const HEALTHY = { state: 'healthy', reason: undefined, description: undefined };

function stopOthers(stage: Stage, { member, deployment }: Begun): void {
  for (const task of [...member.tasks])
    if (task.startedBy !== deployment.id)
      stage.stop(member, task, {
        stopCode: 'ServiceSchedulerInitiated',
        stoppedReason: `Scaling activity initiated by (deployment ${task.startedBy})`,
      });
}

function complete(stage: Stage, { member, deployment, history }: Begun): void {
  Object.assign(deployment, {
    rolloutState: 'COMPLETED',
    rolloutStateReason: `ECS deployment ${deployment.id} completed.`,
    updatedAt: stage.now(),
  });
  member.service.deployments = [deployment];
  Object.assign(history, { status: 'SUCCESSFUL', finishedAt: stage.now(), updatedAt: stage.now() });
  stage.event(member, `(deployment ${deployment.id}) deployment completed.`);
  stage.event(member, 'has reached a steady state.');
}

/** One of the new tasks starts and exits in the same moment. */
function failOne(stage: Stage, { member, deployment }: Begun): void {
  const task = stage.start(member, { deployment, target: false });
  stage.event(member, `has started 1 tasks: (task ${lastSegment(task.taskArn)}).`);
  stage.stop(member, task, {
    ...{ stopCode: 'EssentialContainerExited', stoppedReason: 'Essential container in task exited' },
    exitCode: 1,
  });
  deployment.failedTasks += 1;
}

function rollBack(stage: Stage, { member, deployment: failed, history }: Begun): void {
  const { service } = member;
  const reason = 'Service deployment rolled back because the circuit breaker threshold was exceeded.';
  const old = service.deployments.find((each) => each !== failed);
  if (!old) throw new Error(`${service.serviceName} has nothing to go back to`);
  const id = deploymentIdOf(service, `${old.taskDefinition}@${stage.now().getTime()}`);
  const back: SimulatedDeployment = {
    ...old,
    ...{ id, status: 'PRIMARY', createdAt: stage.now(), updatedAt: stage.now() },
    ...{
      rolloutState: 'IN_PROGRESS',
      rolloutStateReason: `ECS deployment circuit breaker: rolling back to deploymentId ${old.id}.`,
    },
  };
  for (const task of member.tasks) if (task.startedBy === old.id) task.startedBy = id;
  Object.assign(failed, { status: 'ACTIVE', rolloutState: 'FAILED', desiredCount: 0 });
  service.deployments = [back, failed];
  service.taskDefinition = old.taskDefinition;
  stage.count(member);
  const serving = stage.world.serviceRevisions;
  const revision = [...serving.values()].find(
    (each) => each.serviceArn === service.serviceArn && each.taskDefinition === old.taskDefinition,
  );
  Object.assign(history, {
    status: 'ROLLBACK_IN_PROGRESS',
    statusReason: reason,
    rollback: { reason, startedAt: stage.now(), serviceRevisionArn: revision?.serviceRevisionArn ?? '' },
  });
  stage.event(member, `(deployment ${failed.id}) deployment failed: tasks failed to start.`);
  stage.event(member, `rolling back to deployment ${id}.`);
  const again = begunOf(stage, member, back, history);
  again.soon(20, () => {
    Object.assign(back, {
      rolloutState: 'COMPLETED',
      rolloutStateReason: `ECS deployment ${id} completed.`,
      updatedAt: stage.now(),
    });
    service.deployments = [back];
    Object.assign(history, {
      status: 'ROLLBACK_SUCCESSFUL',
      finishedAt: stage.now(),
      updatedAt: stage.now(),
    });
    stage.event(member, `(deployment ${id}) deployment completed.`);
    stage.event(member, 'has reached a steady state.');
  });
}
