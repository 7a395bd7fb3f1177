import type { Container, Task } from './service.ts';
import type { Sighting } from './sighting.ts';

/** Stopped tasks that ended for the same reason. */
export interface StoppedGroup {
  /** The reason without ids and addresses, so that equal ends read alike. */
  readonly reason: string;
  readonly count: number;
  readonly newestAt: Date | undefined;
  /** Task ids, newest first. */
  readonly ids: readonly string[];
  /** ECS's own doing in a rollout or a scale-in: worth knowing, no fault. */
  readonly expected: boolean;
}

/** Groups stopped tasks by what ended them, faults first, then the larger groups. */
export function groupStopped(tasks: readonly Task[]): readonly StoppedGroup[] {
  const groups = new Map<string, Task[]>();
  const newestFirst = [...tasks].sort((one, other) => timeOf(other) - timeOf(one));
  for (const task of newestFirst) {
    const reason = stopReason(task);
    groups.set(reason, [...(groups.get(reason) ?? []), task]);
  }
  return [...groups]
    .map(([reason, members]) => ({
      reason,
      count: members.length,
      newestAt: members[0]?.stoppedAt,
      ids: members.map((task) => task.id),
      expected: isExpected(reason),
    }))
    .sort((one, other) => Number(one.expected) - Number(other.expected) || other.count - one.count);
}

/**
 * Why a task stopped, in AWS's words less what differs from task to task. The container that ended first and
 * not by ECS's own signal is named with its exit code, since "Essential container in task exited" says nothing.
 */
export function stopReason(task: Task): string {
  const said = withoutIds(task.stoppedReason ?? task.stopCode ?? 'ECS gave no reason');
  const culprit = task.stopCode === 'EssentialContainerExited' ? culpritOf(task.containers) : undefined;
  const pull = task.containers.find((each) => each.reason?.startsWith('Cannot'))?.reason;
  if (culprit) return `${said}: ${culprit}`;
  return pull && !said.includes('Cannot') ? `${said}: ${withoutIds(pull)}` : said;
}

/** Checks whose failing ECS gives as the reason why it stopped a task. */
const STOPPED_FOR = [
  { by: 'load-balancer', said: /^Task failed ELB health checks/i },
  { by: 'container', said: /^Task failed container health checks/i },
] as const;

/** The health check for which ECS stopped a task, and its words; undefined where there was another reason. */
export function checkThatStopped({
  stoppedReason = '',
}: Task): { readonly by: 'load-balancer' | 'container'; readonly said: string } | undefined {
  for (const { by, said } of STOPPED_FOR) {
    const words = said.exec(stoppedReason)?.[0];
    if (words !== undefined) return { by, said: words };
  }
  return undefined;
}

/**
 * Whether a task stopped because something is wrong with it. What a person stopped, or AWS took back, says nothing
 * of the task; and of what ECS itself stopped only that which it calls a failure does.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html
 */
export function isFault(task: Task): boolean {
  const { stopCode, stoppedReason = '' } = task;
  if (stopCode === 'UserInitiated' || stopCode === 'SpotInterruption' || stopCode === 'TerminationNotice')
    return false;
  if (stopCode === 'ServiceSchedulerInitiated') return /fail|unhealthy/i.test(stoppedReason);
  return !isExpected(stopReason(task));
}

/**
 * Tasks that ECS stopped in the ordinary course of things and then had to kill: exit 137 with nobody short of memory.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
 */
export function killedAtStop({ stopped }: Pick<Sighting, 'stopped'>): readonly Task[] {
  return stoppedInOrder({ stopped }).filter(({ containers }) =>
    containers.some(({ exitCode, reason }) => exitCode === 137 && !/^OutOfMemory/i.test(reason ?? '')),
  );
}

/** Tasks that ECS stopped since there were to be fewer of them, or newer ones. */
export function stoppedInOrder({ stopped }: Pick<Sighting, 'stopped'>): readonly Task[] {
  const all = stopped?.kind === 'known' ? stopped.value : [];
  return all.filter(
    ({ stopCode, stoppedReason = '' }) =>
      stopCode === 'ServiceSchedulerInitiated' && /^Scaling activity initiated by/i.test(stoppedReason),
  );
}

/** A target group's ARN takes half a line, and its name says as much. */
export function withoutGroupArns(text: string): string {
  return text.replace(/arn:aws[\w-]*:elasticloadbalancing:[^\s)]*:targetgroup\/([^/\s)]+)\/[0-9a-f]+/g, '$1');
}

/** Takes out what is different in every repeat: ids, ARNs (their name stays), addresses, digests. */
export function withoutIds(text: string): string {
  return withoutGroupArns(text)
    .replace(/arn:aws[\w-]*:[^\s)]*\/([^/\s)]+)/g, '$1')
    .replace(/\((?:target-group|targetGroup)\s+([^)\s]+)\)/g, 'target group $1')
    .replace(/ecs-svc\/\d+/g, 'ecs-svc/…')
    .replace(/sha256:[0-9a-f]{12,}/g, 'sha256:…')
    .replace(/\b[0-9a-f]{32}\b/g, '…')
    .replace(/\bi-[0-9a-f]{8,17}\b/g, 'i-…')
    .replace(/\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?\b/g, '…')
    .replace(/\s+/g, ' ')
    .trim();
}

function culpritOf(containers: readonly Container[]): string | undefined {
  const ended = containers.filter((each) => each.exitCode !== undefined);
  const own = ended.find((each) => each.exitCode !== 143 && each.exitCode !== 137);
  const culprit = containers.find((each) => each.reason) ?? own ?? ended[0];
  if (!culprit) return undefined;
  const code = culprit.exitCode === undefined ? '' : ` exit code ${culprit.exitCode}`;
  const reason = culprit.reason ? ` (${withoutIds(culprit.reason)})` : '';
  return `${culprit.name}${code}${reason}`;
}

function isExpected(reason: string): boolean {
  return /^Scaling activity initiated by/i.test(reason) || /AZ rebalancing/i.test(reason);
}

function timeOf(task: Task): number {
  return task.stoppedAt?.getTime() ?? 0;
}
