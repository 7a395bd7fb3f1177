import type { Task } from '../deployment/service.ts';
import { tasksBeside } from '../deployment/serving.ts';
import { type Finding, type Looked, neither, unread } from './finding.ts';
import { ofRollout } from './of-rollout.ts';

/** Whether tasks that serve pass their container health check. Those of a rollout under way are the rollout's. */
export function containerFinding(looked: Looked): Finding {
  const { sighting, service, now } = looked;
  const { tasks } = sighting;
  if (tasks.kind === 'unknown') return unread(tasks, now);
  const { readAt } = tasks;
  const beside = tasksBeside(sighting);
  const serving = tasks.value.filter(
    (task) => task.lastStatus === 'running' && !beside.includes(task) && !ofRollout(looked, task),
  );
  const failing = serving.filter(({ health }) => health === 'unhealthy');
  if (failing.length > 0)
    return {
      outcome: 'bad',
      word: 'unhealthy',
      reason: `${failing.length} of ${serving.length} running tasks fail ${failing.length === 1 ? 'its' : 'their'} container health check${containerWords(failing)}`,
      readAt,
    };
  if (service.desiredCount === 0) return { outcome: 'good', word: '', reason: 'scaled to zero', readAt };
  if (serving.length === 0) return { ...neither('settling', 'no task serves'), readAt };
  return { outcome: 'good', word: '', reason: 'no running task fails its container health check', readAt };
}

/** ": app of web:14", where it is one container of one revision. */
function containerWords(failing: readonly Task[]): string {
  const names = new Set(
    failing.flatMap(({ containers, revision }) =>
      containers
        .filter(({ health }) => health === 'unhealthy')
        .map(({ name }) => (revision ? `${name} of ${revision.family}:${revision.number}` : name)),
    ),
  );
  return names.size > 0 ? `: ${[...names].join(', ')}` : '';
}
