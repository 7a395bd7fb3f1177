import { eventText, startFailure } from '../deployment/events.ts';
import { assessCounts } from '../deployment/task-counts.ts';
import { type Finding, type Looked, neither } from './finding.ts';

/** Whether ECS can place and start the tasks that are wanted. Equal events are suppressed for hours: silence takes nothing back. */
export function capacityFinding({ service, readAt }: Looked): Finding {
  const { runningCount, desiredCount, events } = service;
  const failure = runningCount < desiredCount ? startFailure(events) : undefined;
  if (!failure)
    return { outcome: 'good', word: '', reason: 'ECS says of no task that it cannot start it', readAt };
  const reason = `${runningCount} of ${desiredCount} tasks run: ECS says “${eventText(failure.message)}”`;
  return { outcome: 'bad', word: 'cannot start tasks', reason, readAt };
}

/** Whether as many tasks run as are wanted. */
export function countFinding({ service, sighting, verdict, readAt, now }: Looked): Finding {
  const [judgement] = assessCounts(service, sighting.tasks, { rollout: verdict.rollout, now });
  if (!judgement) return { outcome: 'good', word: '', reason: 'as many tasks run as are wanted', readAt };
  return judgement.kind === 'unhealthy'
    ? { outcome: 'bad', word: 'short of tasks', reason: judgement.reason, readAt }
    : { ...neither('settling', judgement.reason), readAt };
}
