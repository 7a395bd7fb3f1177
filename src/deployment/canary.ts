import type { Service, TaskSet } from './service.ts';

/**
 * A smaller task set that runs beside the primary one with another revision, until an external controller makes
 * more of it or ends it. ECS calls the service steady meanwhile.
 */
export function canaryOf({ controller, taskSets }: Service): TaskSet | undefined {
  if (controller !== 'external') return undefined;
  const primary = taskSets.find(({ status }) => status === 'primary');
  if (!primary) return undefined;
  return taskSets.find(
    ({ status, revision, desiredCount }) =>
      status === 'active' &&
      revision?.arn !== primary.revision?.arn &&
      desiredCount > 0 &&
      desiredCount < primary.desiredCount,
  );
}
