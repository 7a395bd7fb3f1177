import type { Revision, Task } from '../deployment/service.ts';
import { groupStopped } from '../deployment/stopped-tasks.ts';
import { counted } from '../text.ts';
import { type Finding, type Looked, neither } from './finding.ts';

/** A rollback that is older than this when it is first seen is history. */
const ROLLED_BACK_MS = 12 * 3_600_000;
/** One task may fail for a reason of its own. */
const FAILED_TASKS = 2;

/** The revision that a rollout asks for, written `web:15`; after a rollback the one that did not make it. */
export function rolloutSubject({ service, verdict: { rollout } }: Looked): string {
  switch (rollout.kind) {
    case 'rolled-back':
      return revisionText(rollout.from ?? service.revision);
    case 'untracked':
      return '';
    default:
      return revisionText(rollout.revision ?? service.revision);
  }
}

/** Whether the rollout comes along. One that is under way is neither good nor bad, unless its tasks fail and nothing would end that. */
export function rolloutFinding(looked: Looked): Finding {
  const { verdict, readAt, now } = looked;
  const { rollout } = verdict;
  const bad = (word: string, reason: string): Finding => ({ outcome: 'bad', word, reason, readAt });
  switch (rollout.kind) {
    case 'stalled':
      return bad('stalled', withCheck(rollout.reason, looked));
    case 'failed':
      return bad('failed', withCheck(rollout.reason, looked));
    case 'rolled-back': {
      const isOld = rollout.since !== undefined && now.getTime() - rollout.since.getTime() > ROLLED_BACK_MS;
      if (isOld) return { ...neither('settling', 'rolled back long ago'), readAt };
      const to = rollout.to ? ` to ${revisionText(rollout.to)}` : '';
      return bad('rolled back', withCheck(`back${to}: ${rollout.reason}`, looked));
    }
    case 'in-progress':
      return failingUnended(looked) ?? { ...neither('settling', rollout.reason), readAt };
    case 'untracked':
      return { ...neither('settling', rollout.reason), readAt };
    case 'steady':
      return { outcome: 'good', word: '', reason: 'the rollout is completed', readAt };
  }
}

/** Without a circuit breaker ECS replaces failing tasks for ever and calls it progress. */
function failingUnended(looked: Looked): Finding | undefined {
  const { service, readAt } = looked;
  if (service.circuitBreaker.enabled) return undefined;
  const failed = failedTasks(looked);
  if (failed.count < FAILED_TASKS) return undefined;
  const why = failed.why ? `: ${failed.why}` : '';
  const reason = `${counted(failed.count, 'task')} of it failed, and no circuit breaker is on to end it${why}`;
  return { outcome: 'bad', word: 'failing', reason: withCheck(reason, looked), readAt };
}

function failedTasks({ sighting, service }: Looked): { readonly count: number; readonly why: string } {
  const primary = service.deployments.find(({ status }) => status === 'primary');
  const stopped = sighting.stopped?.kind === 'known' ? sighting.stopped.value : [];
  const own = stopped.filter((task: Task) => primary !== undefined && task.startedBy === primary.id);
  const faults = groupStopped(own).filter(({ expected }) => !expected);
  const count = faults.reduce((sum, group) => sum + group.count, 0);
  return { count: Math.max(count, primary?.failedTasks ?? 0), why: faults[0]?.reason ?? '' };
}

/** With the health check that fails, in AWS's words, where they are not said already. */
function withCheck(reason: string, { verdict: { failing } }: Looked): string {
  return failing && !reason.includes(failing.said) ? `${reason} – ${failing.said}` : reason;
}

function revisionText(revision: Revision | undefined): string {
  return revision ? `${revision.family}:${revision.number}` : '';
}
