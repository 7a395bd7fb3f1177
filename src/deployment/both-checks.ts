import { type ContainerResult, containerResults } from './container-health.ts';
import type { ContainerDefinition, Revision, Target, TargetGroupRef, Task } from './service.ts';
import type { Sighting, TargetGroupSighting } from './sighting.ts';
import { isUnhealthy } from './target-health.ts';
import { taskOfTarget } from './task-of-target.ts';

/** What both checks say of one task. */
export interface TaskChecks {
  readonly task: Task;
  readonly container: ContainerResult | 'not-running';
  /** Names of the containers that fail their check. */
  readonly failing: readonly string[];
  /** One for each target group that it is registered in. */
  readonly targets: readonly { readonly group: TargetGroupRef; readonly target: Target }[];
}

/** Tasks of one revision of which both checks say the same. */
export interface CheckedTasks {
  readonly revision: Revision | undefined;
  readonly state: 'failing' | 'undecided' | 'passing' | 'unchecked';
  readonly tasks: readonly TaskChecks[];
}

/** Targets whose task is not known, by what the load balancer says of them. */
export interface LooseTargets {
  readonly group: TargetGroupRef;
  readonly state: CheckedTasks['state'];
  readonly targets: readonly Target[];
}

/** How one container of the live revisions is checked. */
export interface ContainerCheck {
  readonly container: ContainerDefinition;
  /** All whose check of it is the same. */
  readonly revisions: readonly Revision[];
}

const WORST_FIRST: readonly CheckedTasks['state'][] = ['failing', 'undecided', 'unchecked', 'passing'];

/** Each task with both results, equal ones together, the worst first. Empty where the tasks could not be read. */
export function checkedTasks(sighting: Sighting): readonly CheckedTasks[] {
  const groups = new Map<string, TaskChecks[]>();
  for (const each of taskChecks(sighting)) {
    const key = keyOf(each);
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()]
    .map((tasks) => ({
      revision: tasks[0]?.task.revision,
      state: tasks[0] ? stateOf(tasks[0]) : 'unchecked',
      tasks,
    }))
    .sort(
      (one, other) =>
        WORST_FIRST.indexOf(one.state) - WORST_FIRST.indexOf(other.state) ||
        (other.revision?.number ?? 0) - (one.revision?.number ?? 0),
    );
}

/** Both results of every task that is not stopped. */
export function taskChecks({ tasks, definitions, targetGroups }: Sighting): readonly TaskChecks[] {
  if (tasks.kind === 'unknown') return [];
  const known = definitions?.kind === 'known' ? definitions.value : [];
  const running = tasks.value.filter(({ lastStatus }) => lastStatus === 'running');
  const results = new Map(containerResults(running, known).map((result, at) => [running[at], result]));
  const owners = new Map<Task, { readonly group: TargetGroupRef; readonly target: Target }[]>();
  for (const { group, target, task } of targetsOf(targetGroups, tasks.value)) {
    if (task) owners.set(task, [...(owners.get(task) ?? []), { group, target }]);
  }
  return tasks.value.map((task) => ({
    task,
    container: results.get(task) ?? 'not-running',
    failing: task.containers.filter(({ health }) => health === 'unhealthy').map(({ name }) => name),
    targets: owners.get(task) ?? [],
  }));
}

/** Targets that no task can be told to be behind, those alike together. Empty where the tasks could not be read. */
export function looseTargets({ tasks, targetGroups }: Sighting): readonly LooseTargets[] {
  const known = tasks.kind === 'known' ? tasks.value : [];
  const loose = targetsOf(targetGroups, known).filter(({ task }) => task === undefined);
  const alike = new Map<string, LooseTargets>();
  for (const { group, target } of loose) {
    const key = [group.arn, target.state, target.reason, target.description].join(' ');
    const targets = [...(alike.get(key)?.targets ?? []), target];
    alike.set(key, { group, state: targetState(target), targets });
  }
  return [...alike.values()].sort(
    (one, other) => WORST_FIRST.indexOf(one.state) - WORST_FIRST.indexOf(other.state),
  );
}

/** The checks of the live revisions' containers that can fail a task, and of those behind a load balancer; the newest revision's first. */
export function containerChecks({ definitions, targetGroups }: Sighting): readonly ContainerCheck[] {
  if (definitions?.kind !== 'known') return [];
  const behind = new Set(targetGroups.map(({ group }) => group.containerName));
  const checks = new Map<string, ContainerCheck>();
  const newestFirst = [...definitions.value].sort(
    (one, other) => other.revision.number - one.revision.number,
  );
  for (const { revision, containers } of newestFirst)
    for (const container of containers) {
      if (!container.healthCheck && !behind.has(container.name) && containers.length > 1) continue;
      const key = JSON.stringify([container.name, container.healthCheck, container.ports]);
      const same = checks.get(key);
      checks.set(key, {
        container: same?.container ?? container,
        revisions: [...(same?.revisions ?? []), revision],
      });
    }
  return [...checks.values()];
}

function targetsOf(groups: readonly TargetGroupSighting[], tasks: readonly Task[]) {
  const byAddress = new Map(tasks.map((task) => [task.privateIp, task]));
  return groups.flatMap(({ group, targets }) =>
    (targets.kind === 'known' ? targets.value : []).map((target) => ({
      group,
      target,
      // An address is looked up at once; hundreds of tasks would else be searched for each of their targets.
      task: target.id.startsWith('i-') ? taskOfTarget(target, tasks) : byAddress.get(target.id),
    })),
  );
}

function stateOf({ container, targets }: TaskChecks): CheckedTasks['state'] {
  const states = targets.map(({ target }) => targetState(target));
  if (container === 'unhealthy' || states.includes('failing')) return 'failing';
  if (container === 'undecided' || container === 'not-running' || states.includes('undecided'))
    return 'undecided';
  return container === 'healthy' || states.includes('passing') ? 'passing' : 'unchecked';
}

/** Draining is a target's way out, no verdict of its check. */
function targetState(target: Target): CheckedTasks['state'] {
  if (isUnhealthy(target)) return 'failing';
  if (target.state === 'healthy') return 'passing';
  return target.state === 'initial' ? 'undecided' : 'unchecked';
}

function keyOf({ task, container, failing, targets }: TaskChecks): string {
  const theirs = targets.map(({ group, target }) =>
    [group.arn, target.port, target.state, target.reason, target.description].join(' '),
  );
  const status = container === 'not-running' ? task.lastStatus : '';
  return [task.revision?.arn, container, status, ...failing, ...theirs.sort()].join('|');
}
