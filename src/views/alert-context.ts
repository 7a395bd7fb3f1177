import type { AlertContext, LogExcerpt } from '../alerting/context.ts';
import { mapFact, unknownReason } from '../deployment/fact.ts';
import type { Revision, Target, TaskDefinition } from '../deployment/service.ts';
import { capital, clean, oneLine } from '../text.ts';
import { checkRows } from './check-rows.ts';
import { differenceWords } from './definition-difference.ts';
import { failingCheckWords } from './failing-check.ts';
import { firstOf } from './fit.ts';
import { gapBlocks, gapLine } from './gaps.ts';
import { inert } from './log-line-text.ts';
import { context, type Message, preformatted, section } from './message.ts';
import { utcDayMinute } from './mrkdwn.ts';
import { stoppedRow } from './past-rows.ts';
import { type Row, rowsFixed, rowsPlain } from './rows.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { troubledTargets } from './target-rows.ts';
import { revisionWord } from './words.ts';

const MOST_ERRORS = 8;
const MOST_TASKS = 3;
const LONGEST_ERROR = 200;
const SHORT_ID = 8;

/**
 * The first reply of an alert's thread where no cause can be named: what fails where, how it is checked, what stopped,
 * what changed, the last errors.
 * @param why why no cause is named, in a sentence; undefined where nobody looked for one
 */
export function alertContextMessage(found: AlertContext, why?: string): Message {
  const rows = contextRows(found);
  const { title, lines } = logLines(found);
  const { gaps } = found;
  return {
    text: clean(
      [
        titleWords(found, SPOKEN),
        ...(why === undefined ? [] : [SPOKEN.words(why)]),
        rowsPlain(rows),
        ...(lines.length > 0 ? [`${title}:`, ...lines] : []),
        ...(gaps.length > 0 ? ['could not be read:', ...gaps.map(gapLine)] : []),
      ].join('\n'),
    ),
    blocks: [
      section([titleWords(found, DRAWN), ...(why === undefined ? [] : [DRAWN.words(why)])].join('\n')),
      preformatted(clean(rowsFixed(rows))),
      ...(lines.length > 0 ? [section(DRAWN.strong(capital(title))), preformatted(lines.join('\n'))] : []),
      ...gapBlocks(gaps),
      context(`As of ${DRAWN.minute(found.readAt)}, times in the boxes are UTC`),
    ],
  };
}

/** The check that fails, since it mostly names what is to be mended. */
function titleWords({ failing, readAt }: AlertContext, speech: Speech): string {
  const title = `🔎 ${speech.strong('What I found')}`;
  if (!failing) return `${title} at ${speech.minute(readAt)}`;
  return `${title}: ${speech.words(failingCheckWords(failing, readAt))}`;
}

function contextRows(found: AlertContext): readonly Row[] {
  const { sighting, failing, readAt, errors, lastLines } = found;
  const stopped = stoppedRow(sighting.stopped, readAt);
  return [
    ...failingRows(found),
    ...checkRows(sighting, failing),
    ...(stopped ? [stopped] : []),
    { label: 'revision', lines: changeLines(found) },
    ...(errors.kind === 'unknown'
      ? [{ label: 'errors', lines: [unknownReason('error lines', errors)] }]
      : []),
    ...(errors.kind === 'known' && errors.value.length === 0 && lastLines.length === 0
      ? [{ label: 'errors', lines: ['no error line was found'] }]
      : []),
  ];
}

/** Targets and tasks that do not pass, with address and AWS's words; what could not be read is said, never left out. */
function failingRows({ sighting }: AlertContext): readonly Row[] {
  const { service, tasks, targetGroups } = sighting;
  const unread = [
    ...(service.kind === 'unknown' ? [unknownReason('service', service)] : []),
    ...(tasks.kind === 'unknown' ? [unknownReason('tasks', tasks)] : []),
    ...targetGroups.flatMap(({ group, targets }) =>
      targets.kind === 'unknown' ? [unknownReason(`target health of ${group.name}`, targets)] : [],
    ),
  ];
  const troubled = (isMeant: (target: Target) => boolean) =>
    targetGroups.flatMap((seen) =>
      troubledTargets(
        { ...seen, targets: mapFact(seen.targets, (targets) => targets.filter(isMeant)) },
        tasks,
      ),
    );
  const failing = [...troubled((target) => !isStarting(target)), ...unhealthyTasks(sighting)];
  const none = unread.length > 0 ? [] : ['no task and no target fails at this moment'];
  return [
    { label: 'failing', lines: failing.length > 0 ? failing : none },
    { label: 'starting', lines: troubled(isStarting) },
    { label: 'not known', lines: unread },
  ].filter(({ lines }) => lines.length > 0);
}

/** Nothing is known yet of what is at its first checks. */
function isStarting({ state }: Target): boolean {
  return state === 'initial';
}

function unhealthyTasks({ tasks }: AlertContext['sighting']): readonly string[] {
  if (tasks.kind === 'unknown') return [];
  const failing = tasks.value.filter(({ health }) => health === 'unhealthy');
  const { shown, more } = firstOf(failing, MOST_TASKS, 'task');
  const lines = shown.map(({ id, revision, containers }) => {
    const names = containers.filter(({ health }) => health === 'unhealthy').map(({ name }) => name);
    return oneLine(
      `task ${id.slice(0, SHORT_ID)} ${revisionWord(revision)} container ${names.join(' ') || 'not named'} unhealthy`,
    );
  });
  return more ? [...lines, more] : lines;
}

/** The revision, and what it changed since the service was well. */
export function changeLines({ change, sighting }: AlertContext): readonly string[] {
  if (change.kind === 'unknown') return ['not known whether it changed'];
  if (change.kind === 'same') {
    const since = change.sinceAt ? ` since ${utcDayMinute(change.sinceAt)}` : '';
    return [`${revisionWord(change.revision)}${since}: no newer one was rolled out`];
  }
  const { from, to, at } = change;
  const when = at ? `, rolling out since ${utcDayMinute(at)}` : '';
  const all = sighting.definitions?.kind === 'known' ? sighting.definitions.value : [];
  const [before, after] = [definitionOf(from, all), definitionOf(to, all)];
  return [
    `${revisionWord(from)} → ${revisionWord(to)}${when}`,
    before && after ? differenceWords(before, after) : 'what it changed was not read',
  ];
}

function definitionOf(revision: Revision, all: readonly TaskDefinition[]): TaskDefinition | undefined {
  return all.find((each) => each.revision.arn === revision.arn);
}

/** The newest errors, oldest first; where there are none, the last lines of a task that fails, which are called so. */
export function logLines({ errors, lastLines }: AlertContext): {
  readonly title: string;
  readonly lines: readonly string[];
} {
  if (errors.kind === 'unknown') return { title: '', lines: [] };
  if (errors.value.length === 0)
    return {
      title: 'no error line was found; the last lines of a failing task',
      lines: lastLines.map(logLine),
    };
  const left = errors.value.length - MOST_ERRORS;
  const earlier = left > 0 ? [`… ${left} earlier`] : [];
  return { title: 'last errors', lines: [...earlier, ...errors.value.slice(-MOST_ERRORS).map(logLine)] };
}

/** "02:40:58 app 1a2b3c4d Error: …" */
function logLine({ at, task, container, text }: LogExcerpt): string {
  const who = [container, ...(task === undefined ? [] : [task.slice(0, SHORT_ID)])].join(' ');
  return inert(`${at.toISOString().slice(11, 19)} ${oneLine(who, 60)} ${oneLine(text, LONGEST_ERROR)}`);
}
