import type { Rollout } from './rollout.ts';
import type { Revision, Service, Task } from './service.ts';

/**
 * Tells the tasks of what is being rolled out, or failed to be, from those that served before. They may be of one
 * revision, as in a forced deployment, so that it goes by what started a task; by its revision where that is not known.
 */
export function rolledOutBy(service: Service, rollout: Rollout): (task: Task) => boolean {
  const ids = new Set(unitsOf(service, rollout));
  const revision = revisionRolledOut(rollout);
  return ({ startedBy, revision: own }) =>
    startedBy === undefined ? own !== undefined && own.arn === revision?.arn : ids.has(startedBy);
}

/** Ids of the deployments or task sets in question. */
function unitsOf({ deployments, taskSets }: Service, rollout: Rollout): readonly string[] {
  switch (rollout.kind) {
    case 'in-progress':
    case 'stalled':
    case 'failed': {
      const moving = taskSets.filter(({ stability }) => stability === 'stabilizing');
      return [...deployments.filter(({ status }) => status === 'primary'), ...moving].map(({ id }) => id);
    }
    case 'rolled-back': {
      const isBack = (revision: Revision | undefined) => revision?.arn === rollout.to?.arn;
      const primaryFails = rollout.to === undefined;
      return deployments
        .filter(({ status, revision }) => (status === 'primary') === primaryFails && !isBack(revision))
        .map(({ id }) => id);
    }
    default:
      return [];
  }
}

function revisionRolledOut(rollout: Rollout): Revision | undefined {
  if (rollout.kind === 'rolled-back') return rollout.from;
  return rollout.kind === 'in-progress' || rollout.kind === 'stalled' || rollout.kind === 'failed'
    ? rollout.revision
    : undefined;
}
