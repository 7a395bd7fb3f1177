import type { CheckedTasks, LooseTargets, TaskChecks } from '../deployment/both-checks.ts';
import type { Target, Task } from '../deployment/service.ts';
import { checkThatStopped } from '../deployment/stopped-tasks.ts';
import { counted, oneLine } from '../text.ts';
import { firstOf } from './fit.ts';
import { ageOf } from './mrkdwn.ts';
import { reasonWords } from './reason-codes.ts';
import type { Speech } from './speech.ts';
import { ago, revisionWord } from './words.ts';

const MOST_IDS = 3;
const MOST_GROUPS = 12;
const SHORT_ID = 8;

const MARKS: Readonly<Record<CheckedTasks['state'], string>> = {
  failing: '🔴',
  undecided: '🔵',
  unchecked: '⚪',
  passing: '🟢',
};

/** A few lines for each kind of result, the worst first; tasks that fare alike stand together. */
export function checkedTaskLines(
  groups: readonly CheckedTasks[],
  { now, isBalanced }: { readonly now: Date; readonly isBalanced: boolean },
  speech: Speech,
): readonly string[] {
  const { shown, more } = firstOf(groups, MOST_GROUPS, 'result');
  return [...shown.map((group) => groupLines(group, { now, isBalanced }, speech)), ...(more ? [more] : [])];
}

/** "⚪ 2 targets of web-tg with no task that I can tell · draining: …" */
export function looseTargetLines(loose: readonly LooseTargets[], speech: Speech): readonly string[] {
  const { shown, more } = firstOf(loose, MOST_GROUPS, 'result');
  return [
    ...shown.map(({ group, state, targets }) => {
      const [first] = targets;
      const places = firstOf(targets.map(addressOf), MOST_IDS);
      const who = [...places.shown.map(speech.name), places.more].filter(Boolean).join(' ');
      const title = speech.strong(`${counted(targets.length, 'target')} of ${group.name}`);
      return `${MARKS[state]} ${title} ${who} · ${speech.words(looseWords(targets))}\n${INDENT}${first ? speech.words(oneLine(targetWords(first))) : ''}`;
    }),
    ...(more ? [more] : []),
  ];
}

const INDENT = '      ';

/** "🔴 8 tasks of rev 15 stopped for their checks in the last hour: “Task failed ELB health checks”, last 12 s ago" */
export function stoppedForLines(stopped: readonly Task[], now: Date, speech: Speech): readonly string[] {
  const groups = new Map<string, { readonly task: Task; readonly said: string; count: number }>();
  for (const task of stopped) {
    const check = checkThatStopped(task);
    if (!check) continue;
    const key = `${task.revision?.arn} ${check.by}`;
    const known = groups.get(key);
    const isNewer = (task.stoppedAt?.getTime() ?? 0) > (known?.task.stoppedAt?.getTime() ?? 0);
    const count = (known?.count ?? 0) + 1;
    groups.set(key, { task: known && !isNewer ? known.task : task, said: check.said, count });
  }
  return [...groups.values()].map(({ task, said, count }) => {
    const who = speech.strong(`${counted(count, 'task')} of ${revisionWord(task.revision)}`);
    const last = task.stoppedAt ? `, last ${ago(task.stoppedAt, now)}` : '';
    return `🔴 ${who} stopped for their checks in the last hour: ${speech.words(`“${said}”${last}`)}`;
  });
}

/** An instance does not say which of its tasks a fixed port leads to. */
function looseWords(targets: readonly Target[]): string {
  return targets.some(({ id }) => id.startsWith('i-'))
    ? 'an instance’s port that leads to no task, or to several'
    : 'no running task has that address';
}

function groupLines(
  { state, revision, tasks }: CheckedTasks,
  { now, isBalanced }: { readonly now: Date; readonly isBalanced: boolean },
  speech: Speech,
): string {
  const [first] = tasks;
  const title = speech.strong(`${counted(tasks.length, 'task')} of ${revisionWord(revision)}`);
  const ids = firstOf(tasks, MOST_IDS);
  const who = [...ids.shown.map(({ task }) => speech.name(task.id.slice(0, SHORT_ID))), ids.more];
  const results = first ? resultLines(first, isBalanced) : [];
  return [
    [`${MARKS[state]} ${title} ${who.filter(Boolean).join(' ')}`, upWords(tasks, now)]
      .filter(Boolean)
      .join(' · '),
    ...results.map((each) => `${INDENT}${speech.words(oneLine(each, 400))}`),
  ].join('\n');
}

/** "up 3 min", "up 41 s to 2 d 4 h"; '' where none has started. */
function upWords(tasks: readonly TaskChecks[], now: Date): string {
  const ages = tasks.flatMap(({ task }) => (task.startedAt ? now.getTime() - task.startedAt.getTime() : []));
  if (ages.length === 0) return '';
  const [young, old] = [Math.min(...ages), Math.max(...ages)].map(ageOf);
  return young === old ? `up ${young}` : `up ${young} to ${old}`;
}

const CONTAINER: Readonly<Record<TaskChecks['container'], string>> = {
  healthy: 'healthy [HEALTHY]',
  unhealthy: 'unhealthy [UNHEALTHY]',
  undecided: 'not decided yet [UNKNOWN]',
  unchecked: 'not checked, since no check is defined [UNKNOWN]',
  unclear: 'no result: no check, or none finished yet [UNKNOWN]',
  'not-running': 'not running yet',
};

/** Both results, each in a line. */
function resultLines(
  { task, container, failing, targets }: TaskChecks,
  isBalanced: boolean,
): readonly string[] {
  const which = failing.length > 0 && container === 'unhealthy' ? ` (${failing.join(', ')})` : '';
  const status = container === 'not-running' ? ` [${task.lastStatus.toUpperCase()}]` : '';
  return [
    `container: ${CONTAINER[container]}${which}${status}`,
    ...targets.map(({ group, target }) => `${group.name}: ${targetWords(target)}`),
    ...(isBalanced && targets.length === 0 ? ['load balancer: no target of it is known'] : []),
  ];
}

/** "unhealthy on port 5000: the application answered … [Target.ResponseCodeMismatch] Health checks failed with these codes: [404]" */
function targetWords(target: Target): string {
  const { state, port, checkPort } = target;
  const asked = checkPort === undefined || checkPort === port ? '' : `, asked on ${checkPort}`;
  const where = port === undefined ? '' : ` on port ${port}${asked}`;
  return state === 'healthy' ? `healthy${where}` : `${state}${where}: ${reasonWords(target)}`;
}

function addressOf({ id, port }: Target): string {
  return port === undefined ? id : `${id}:${port}`;
}
