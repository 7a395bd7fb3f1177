import type { CheckedTasks, TaskChecks } from './both-checks.ts';
import type { FailingCheck } from './failing-check.ts';
import type { Target } from './service.ts';
import { isUnhealthy } from './target-health.ts';

/** What it means that the two checks of one task disagree: where to look, and where not. */
export type CheckContrast =
  /** Well inside, and answered from outside with a code that does not pass. */
  | 'inside-well-outside-refused'
  /** Well inside, and nothing usable listens for the load balancer. */
  | 'inside-well-outside-closed'
  /** Well inside, and no answer reaches the load balancer in time. */
  | 'inside-well-outside-silent'
  /** The load balancer is content, and the check inside is not. */
  | 'outside-well-inside-failing'
  /** An answer with the wrong code, and nothing is asked inside, or nothing has come of it yet. */
  | 'outside-refused';

/**
 * The contrast in the results of the worst tasks; undefined where both agree, or nothing fails. The container's
 * check comes over the loopback interface, the load balancer's through the task's own address.
 * @param failing what AWS said of late, for the moments in which no failing task is there to be seen
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html#target-health-reason-codes
 */
export function contrastOf(
  groups: readonly CheckedTasks[],
  failing?: Pick<FailingCheck, 'by' | 'said'>,
): CheckContrast | undefined {
  const worst = groups.filter(({ state }) => state === 'failing').flatMap(({ tasks }) => tasks.slice(0, 1));
  const now = worst.flatMap((each) => contrastIn(each) ?? [])[0];
  if (now || worst.length > 0 || failing?.by !== 'load-balancer') return now;
  return /with these codes: \[/.test(failing.said) ? 'outside-refused' : undefined;
}

function contrastIn({ container, targets }: TaskChecks): CheckContrast | undefined {
  const failing = targets.map(({ target }) => target).find(isUnhealthy);
  if (container === 'unhealthy')
    return !failing && targets.some(({ target }) => target.state === 'healthy')
      ? 'outside-well-inside-failing'
      : undefined;
  if (!failing) return undefined;
  if (container === 'healthy') return insideWell(failing);
  return failing.reason === 'Target.ResponseCodeMismatch' ? 'outside-refused' : undefined;
}

function insideWell({ reason }: Target): CheckContrast | undefined {
  if (reason === 'Target.ResponseCodeMismatch') return 'inside-well-outside-refused';
  if (reason === 'Target.FailedHealthChecks') return 'inside-well-outside-closed';
  return reason === 'Target.Timeout' ? 'inside-well-outside-silent' : undefined;
}
