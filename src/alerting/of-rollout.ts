import type { Task } from '../deployment/service.ts';
import type { Looked } from './finding.ts';

/** Whether a task is of the revision that is being rolled out, so that its troubles are the rollout's. */
export function ofRollout(
  { service, verdict, moving }: Pick<Looked, 'service' | 'verdict' | 'moving'>,
  task: Task,
): boolean {
  const { rollout } = verdict;
  if (rollout.kind === 'rolled-back') return isOf(task, rollout.from?.arn);
  if (rollout.kind === 'failed') return isOf(task, rollout.revision?.arn) && service.deployments.length > 1;
  if (!moving || rollout.kind === 'untracked') return false;
  const primary = service.deployments.find(({ status }) => status === 'primary');
  if (primary && task.startedBy !== undefined) return task.startedBy === primary.id;
  return isOf(task, rollout.revision?.arn);
}

function isOf({ revision }: Task, arn: string | undefined): boolean {
  return arn !== undefined && revision?.arn === arn;
}
