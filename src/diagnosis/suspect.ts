import { failedDeployment, startFailure } from '../deployment/events.ts';
import { rolledOutBy } from '../deployment/rolled-out.ts';
import type { Revision, Service, ServiceEvent, Target, TargetGroupRef, Task } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { isFault } from '../deployment/stopped-tasks.ts';
import { isUnhealthy } from '../deployment/target-health.ts';
import { taskOfTarget } from '../deployment/task-of-target.ts';
import { judge, type Verdict } from '../deployment/verdict.ts';

/** Which tasks are in question, and what there is to compare them with. */
export interface Suspect {
  readonly verdict: Verdict;
  /** `settling`: on its way, and nothing has failed so far. */
  readonly state: 'well' | 'settling' | 'troubled' | 'not-known';
  /** The revision whose tasks fail; undefined where it is not known. */
  readonly revision: Revision | undefined;
  /** Since when what happens belongs to this trouble. */
  readonly sinceAt: Date | undefined;
  /** Running ones that do not pass a check, then stopped ones, newest first. */
  readonly failing: readonly Task[];
  /** Every task in question, failing or not. */
  readonly tasks: readonly Task[];
  /** Targets of theirs that do not pass, or get no traffic. */
  readonly targets: readonly FailingTarget[];
  /** Service events since then, newest first. */
  readonly events: readonly ServiceEvent[];
  readonly worked: Worked | undefined;
}

/** A target that does not pass, with its group. */
export interface FailingTarget {
  readonly group: TargetGroupRef;
  readonly target: Target;
  readonly task: Task | undefined;
}

/** The last that is known to have worked. */
export interface Worked {
  readonly revision: Revision;
  /** It still serves, or when its deployment was completed. */
  readonly at: Date | 'now';
  readonly serviceRevisionArn: string | undefined;
}

/** A single task that failed and was replaced is ordinary wear; two are a pattern. */
const PATTERN = 2;
/** As long as ECS remembers; what is older belongs to another trouble. */
const REMEMBERED_MS = 60 * 60_000;
/** Failures that are older than this are over while the service is well. */
const RECENT_MS = 20 * 60_000;

/** Finds what is in question. Where nothing is wrong the tasks are all of the service's own. */
export function findSuspect(sighting: Sighting, now: Date): Suspect {
  const verdict = judge(sighting, now);
  const { service } = sighting;
  if (service.kind === 'unknown') return { ...NOBODY, verdict };
  const scope = scopeOf(service.value, sighting, verdict);
  const found = failuresIn(sighting, scope.isOurs, now);
  const events = eventsSince(service.value.events, scope.sinceAt, verdict);
  const isTroubled = isTrouble(verdict, found.failing, events, now);
  const failedRevision = found.failing[0]?.revision;
  const revision = scope.revision ?? failedRevision;
  return {
    verdict,
    state: isTroubled ? 'troubled' : stateOf(verdict),
    revision,
    sinceAt: scope.sinceAt,
    ...found,
    events,
    worked: workedOf(service.value, sighting, revision),
  };
}

/** What came before a steady state is over, but for the steady state that a rollback ends in. */
function eventsSince(
  all: readonly ServiceEvent[],
  sinceAt: Date | undefined,
  { rollout }: Verdict,
): readonly ServiceEvent[] {
  const steady = all.findIndex(({ message }) => /has reached a steady state/i.test(message));
  const current = steady === -1 || rollout.kind === 'rolled-back' ? all : all.slice(0, steady);
  return current.filter(({ createdAt }) => sinceAt === undefined || createdAt >= sinceAt);
}

const NOBODY: Omit<Suspect, 'verdict'> = {
  state: 'not-known',
  revision: undefined,
  sinceAt: undefined,
  failing: [],
  tasks: [],
  targets: [],
  events: [],
  worked: undefined,
};

interface Scope {
  readonly revision: Revision | undefined;
  readonly sinceAt: Date | undefined;
  readonly isOurs: (task: Task) => boolean;
}

/** Of a rollout its own tasks, of a service that stands still those of its primary deployment. */
function scopeOf(service: Service, sighting: Sighting, { rollout }: Verdict): Scope {
  const byRollout = rolledOutBy(service, rollout);
  switch (rollout.kind) {
    case 'in-progress':
    case 'stalled':
    case 'failed':
      return { revision: rollout.revision, sinceAt: beganAt(service, rollout.revision), isOurs: byRollout };
    case 'rolled-back': {
      const tried = rollout.from ? [] : triedBefore(service, sighting, rollout.to);
      const from = rollout.from ?? tried[0]?.revision;
      const past = sighting.history?.kind === 'known' ? sighting.history.value[0] : undefined;
      const isOurs = (task: Task) =>
        byRollout(task) ||
        tried.includes(task) ||
        (from !== undefined && from.arn !== rollout.to?.arn && task.revision?.arn === from.arn);
      return { revision: from, sinceAt: past?.createdAt, isOurs };
    }
    default: {
      const [primary] = [...service.deployments, ...service.taskSets];
      const isOurs = ({ startedBy }: Task) =>
        primary === undefined || startedBy === undefined || startedBy === primary.id;
      return { revision: primary?.revision ?? service.revision, sinceAt: primary?.createdAt, isOurs };
    }
  }
}

/**
 * Stopped tasks of what was rolled back, newest first: they still tell its revision where there is no history and
 * ECS has dropped the deployment. What the failed deployment started, else what is of another revision and failed.
 */
function triedBefore({ events }: Service, { stopped }: Sighting, to: Revision | undefined): readonly Task[] {
  const all = stopped?.kind === 'known' ? [...stopped.value].sort(newestFirst) : [];
  const failedId = failedDeployment(events);
  const started = all.filter(({ startedBy }) => startedBy !== undefined && startedBy === failedId);
  if (started.length > 0) return started;
  return all.filter((task) => to && task.revision && task.revision.arn !== to.arn && isFault(task));
}

function beganAt({ deployments, taskSets }: Service, revision: Revision | undefined): Date | undefined {
  return [...deployments, ...taskSets].find((each) => each.revision?.arn === revision?.arn)?.createdAt;
}

function failuresIn(
  { tasks, stopped, targetGroups }: Sighting,
  isOurs: (task: Task) => boolean,
  now: Date,
): Pick<Suspect, 'failing' | 'tasks' | 'targets'> {
  const running = (tasks.kind === 'known' ? tasks.value : []).filter(isOurs);
  const ended = (stopped?.kind === 'known' ? stopped.value : []).filter(
    (task) => isOurs(task) && now.getTime() - (task.stoppedAt ?? now).getTime() <= REMEMBERED_MS,
  );
  const targets = targetGroups.flatMap(({ group, targets: fact }) =>
    (fact.kind === 'known' ? fact.value : [])
      .filter((target) => isUnhealthy(target) || target.state === 'unused' || target.state === 'unavailable')
      .map((target) => ({ group, target, task: taskOfTarget(target, running) }))
      // A target of an unknown task counts: instances are not always told apart.
      .filter(({ task, target }) => task !== undefined || taskOfTarget(target, known(tasks)) === undefined),
  );
  const behind = new Set(targets.map(({ task }) => task));
  const unwell = running.filter((task) => behind.has(task) || task.health === 'unhealthy');
  const faults = ended.filter((task) => isFault(task) || isTakenAway(task)).sort(newestFirst);
  return { failing: [...unwell, ...faults], tasks: [...running, ...ended.sort(newestFirst)], targets };
}

function known(tasks: Sighting['tasks']): readonly Task[] {
  return tasks.kind === 'known' ? tasks.value : [];
}

/** Stopped by somebody or something outside: no fault of the task, and yet why it does not run. */
function isTakenAway({ stopCode, stoppedReason = '' }: Task): boolean {
  const byOthers = ['UserInitiated', 'SpotInterruption', 'TerminationNotice'];
  return byOthers.includes(stopCode ?? '') || /performing maintenance/i.test(stoppedReason);
}

const TROUBLED: readonly Verdict['word'][] = ['unhealthy', 'failed', 'stalled', 'rolled-back', 'idle'];

function isTrouble(
  { word, killed }: Verdict,
  failing: readonly Task[],
  events: readonly ServiceEvent[],
  now: Date,
): boolean {
  if (TROUBLED.includes(word)) return true;
  if (startFailure(events) !== undefined) return true;
  // What others took away was replaced: the service is well.
  const recent = failing.filter(
    (task) => !isTakenAway(task) && now.getTime() - (task.stoppedAt?.getTime() ?? now.getTime()) <= RECENT_MS,
  );
  // Kills for memory come back, however long the service is well between them.
  return recent.length >= PATTERN || killed !== undefined;
}

function stateOf({ word }: Verdict): Suspect['state'] {
  if (word === 'unknown') return 'not-known';
  return word === 'rolling-out' || word === 'settling' ? 'settling' : 'well';
}

/** What still serves beside it; else what last got to the end of a deployment, be it of the same revision. */
function workedOf(
  service: Service,
  { history, tasks }: Sighting,
  suspect: Revision | undefined,
): Worked | undefined {
  const past = history?.kind === 'known' ? history.value : [];
  const other = [...service.deployments, ...service.taskSets].find(
    ({ revision, runningCount }) => revision && revision.arn !== suspect?.arn && runningCount > 0,
  );
  const serving = other?.revision ?? otherRunning(known(tasks), suspect);
  const entry = (revision: Revision) =>
    past.find((each) => each.status === 'successful' && each.revision?.arn === revision.arn);
  if (serving)
    return { revision: serving, at: 'now', serviceRevisionArn: entry(serving)?.serviceRevisionArn };
  const done = past.find(({ status, revision }) => status === 'successful' && revision !== undefined);
  if (done?.revision)
    return {
      revision: done.revision,
      at: done.finishedAt ?? done.createdAt ?? 'now',
      serviceRevisionArn: done.serviceRevisionArn,
    };
  return undefined;
}

function otherRunning(tasks: readonly Task[], suspect: Revision | undefined): Revision | undefined {
  return tasks.find(
    ({ lastStatus, revision }) => lastStatus === 'running' && revision && revision.arn !== suspect?.arn,
  )?.revision;
}

function newestFirst(one: Task, other: Task): number {
  return (other.stoppedAt?.getTime() ?? 0) - (one.stoppedAt?.getTime() ?? 0);
}
