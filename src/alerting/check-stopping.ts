import type { Task } from '../deployment/service.ts';
import { groupStopped } from '../deployment/stopped-tasks.ts';
import { counted } from '../text.ts';
import { type Finding, type Looked, neither, unread } from './finding.ts';
import { ofRollout } from './of-rollout.ts';

const WINDOW_MS = 15 * 60_000;
/** One task may die for a reason of its own. */
const MOST_DEAD = 1;

/** Whether tasks stop again and again although nothing is being rolled out. A service may look well at every moment and do so. */
export function stoppingFinding(looked: Looked): Finding {
  const { sighting, moving, readAt, now } = looked;
  const { stopped } = sighting;
  if (stopped === undefined) return { ...neither('not-looked', 'stopped tasks were not read'), readAt };
  if (stopped.kind === 'unknown') return unread(stopped, now);
  if (moving) return { ...neither('settling', 'tasks are being replaced'), readAt: stopped.readAt };
  const recent = stopped.value.filter(
    (task) =>
      task.stoppedAt !== undefined &&
      now.getTime() - task.stoppedAt.getTime() <= WINDOW_MS &&
      !ofRollout(looked, task) &&
      isOfServing(task, looked),
  );
  const faults = groupStopped(recent).filter(({ expected }) => !expected);
  const count = faults.reduce((sum, group) => sum + group.count, 0);
  if (count <= MOST_DEAD)
    return { outcome: 'good', word: '', reason: 'no tasks stop again and again', readAt: stopped.readAt };
  const [most] = faults;
  const others = faults.length > 1 ? `, and ${counted(faults.length - 1, 'other reason')}` : '';
  const why = most ? `: ${most.reason}${others}` : '';
  return {
    outcome: 'bad',
    word: 'stopping',
    reason: `${counted(count, 'task')} stopped within 15 min${why}`,
    readAt: stopped.readAt,
  };
}

/** What failed in a rollout that another has ended, or in the revision before a fix, is over. */
function isOfServing({ revision }: Task, { sighting: { service } }: Looked): boolean {
  const serving = service.kind === 'known' ? service.value.revision : undefined;
  return revision === undefined || serving === undefined || revision.arn === serving.arn;
}
