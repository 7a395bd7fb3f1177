import { eventsByWeight } from '../deployment/events.ts';
import { type Fact, unknownReason } from '../deployment/fact.ts';
import { serviceLabel } from '../deployment/ref.ts';
import type { Deployment, Service, TaskSet } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { groupStopped } from '../deployment/stopped-tasks.ts';
import type { Verdict } from '../deployment/verdict.ts';
import { clean, cut, oneLine } from '../text.ts';
import { firstOf } from './fit.ts';
import { imageRows } from './image-rows.ts';
import { actions, button, context, type Message, preformatted, section } from './message.ts';
import { age, code, escapeText, localTime, plain, utcTime } from './mrkdwn.ts';
import { type Row, rowsFixed, rowsPlain } from './rows.ts';
import { targetRows } from './target-rows.ts';
import { countsWords, revisionWord, rolloutWords, verdictBadge, verdictReasons } from './verdict.ts';

const MOST_EVENTS = 5;
const MOST_STOPPED = 4;

/** The card of one service: verdict first, then every figure, then where each was read and when. */
export function statusMessage(
  sighting: Sighting,
  verdict: Verdict,
  show: { now: Date; defaultEnv: string },
): Message {
  const { now, defaultEnv } = show;
  const [headline = '', ...reasons] = verdictReasons(verdict, now).map((reason) => oneLine(reason));
  const title = `${verdictBadge(verdict)} ${sighting.ref.name} · ${sighting.ref.env}`;
  const counts = sighting.service.kind === 'known' ? countsWords(sighting.service.value) : '';
  const rows = statusRows(sighting, verdict, now);
  const sources = sourceWords(sighting, now);
  const place = placeWords(sighting);
  const head = [counts, headline].filter(Boolean);
  const text = [
    [title, ...head].join(' · '),
    ...reasons.map((reason) => `- ${reason}`),
    rowsPlain(rows),
    `Where: ${place}`,
    `As of ${utcTime(now)}. ${sources.join('; ')}.`,
  ].join('\n');
  const label = serviceLabel(sighting.ref, defaultEnv);
  const value = `${sighting.ref.env}:${sighting.ref.cluster}/${sighting.ref.name}`;
  return {
    text: clean(text),
    blocks: [
      section(
        [
          `*${verdictBadge(verdict)}* ${code(sighting.ref.name)} · *${plain(sighting.ref.env)}*${head.length > 0 ? ` · ${plain(head.join(' · '))}` : ''}`,
          ...reasons.slice(0, 5).map((reason) => `• ${plain(reason)}`),
        ].join('\n'),
      ),
      preformatted(clean(rowsFixed(rows))),
      context(
        `${code(label)} · ${plain(place)}`,
        `As of ${localTime(now)} · ${escapeText(sources.join(' · '))}`,
      ),
      actions(
        button('show-logs', 'Logs', value),
        button('refresh-status', 'Refresh', value),
        button('share-status', 'Share to channel', value),
      ),
    ],
  };
}

function placeWords({ ref, service }: Sighting): string {
  const where = service.kind === 'known' ? service.value : undefined;
  const account = where?.account ? `account ${where.account}` : 'account not known';
  return [`cluster ${ref.cluster}`, account, where?.region ?? 'region not known'].join(' · ');
}

function statusRows(sighting: Sighting, verdict: Verdict, now: Date): readonly Row[] {
  const { service } = sighting;
  if (service.kind === 'unknown') return [{ label: 'service', lines: [unknownReason('service', service)] }];
  return [
    runningRow(service.value),
    ...service.value.deployments.map((each) => deploymentRow(each, service.value, now)),
    ...service.value.taskSets.map(taskSetRow),
    { label: 'rollout', lines: [oneLine(rolloutWords(verdict.rollout, now))] },
    containerRow(verdict),
    ...targetRows(sighting),
    stoppedRow(sighting.stopped, now),
    ...imageRows(sighting),
    historyRow(sighting.history),
    eventRow(service.value, now),
  ].filter((row): row is Row => row !== undefined);
}

function runningRow(service: Service): Row {
  const { runningCount: done, desiredCount: of, pendingCount } = service;
  const kinds = [
    service.scheduling === 'daemon' ? 'daemon: one task per container instance' : '',
    service.controller === 'ecs' ? '' : `deployed by the ${service.controller} controller`,
    service.strategy === 'rolling' ? '' : `${service.strategy} strategy`,
  ].filter(Boolean);
  return {
    label: 'running',
    bar: { done, of },
    lines: [[`${done}/${of} desired, ${pendingCount} pending`, ...kinds].join(' · ')],
  };
}

function deploymentRow(deployment: Deployment, service: Service, now: Date): Row {
  const { runningCount: done, desiredCount: of, failedTasks, createdAt } = deployment;
  const words = [
    `${done}/${of} ${deployment.status}`,
    deployment.pendingCount > 0 ? `${deployment.pendingCount} pending` : '',
    failedTasks > 0 ? `${failedTasks} failed in a row` : '',
    deployment.rolloutState ?? (service.deployments.length > 1 ? 'state not tracked' : ''),
    createdAt ? `started ${age(createdAt, now)} ago` : '',
  ];
  return {
    label: revisionWord(deployment.revision),
    bar: { done, of },
    lines: [words.filter(Boolean).join(' · ')],
  };
}

function taskSetRow(taskSet: TaskSet): Row {
  const { runningCount: done, desiredCount: of, stability } = taskSet;
  const words = [`${done}/${of} ${taskSet.status} task set`, stability ?? 'stability not known'];
  return { label: revisionWord(taskSet.revision), bar: { done, of }, lines: [words.join(' · ')] };
}

function containerRow(verdict: Verdict): Row {
  const { containers } = verdict.health;
  if (containers.kind === 'unknown')
    return { label: 'containers', lines: [unknownReason('container health', containers)] };
  const { healthy, unhealthy, undecided, unchecked, unclear, total } = containers.value;
  if (total === 0) return { label: 'containers', lines: ['no running task is listed'] };
  if (unchecked === total) return { label: 'containers', lines: ['no container health check defined'] };
  const words = [
    healthy + unhealthy + undecided > 0 ? `${healthy} healthy · ${unhealthy} unhealthy` : '',
    undecided > 0 ? `${undecided} not decided yet` : '',
    unchecked > 0 ? `${unchecked} without a check` : '',
    unclear > 0 ? `${unclear} without a result: no check, or none finished yet` : '',
  ];
  return { label: 'containers', lines: [words.filter(Boolean).join(' · ')] };
}

function stoppedRow(stopped: Sighting['stopped'], now: Date): Row | undefined {
  if (!stopped) return undefined;
  if (stopped.kind === 'unknown')
    return { label: 'stopped', lines: [unknownReason('stopped tasks', stopped)] };
  if (stopped.value.length === 0)
    return { label: 'stopped', lines: ['none that ECS still remembers (about an hour)'] };
  const { shown, more } = firstOf(groupStopped(stopped.value), MOST_STOPPED);
  const lines = shown.map(({ count, reason, ids, newestAt, expected }) => {
    const when = newestAt ? `, last ${age(newestAt, now)} ago` : '';
    const tasks = firstOf(
      ids.map((id) => id.slice(0, 8)),
      3,
    );
    const whose = [tasks.shown.join(' '), tasks.more].filter(Boolean).join(' ');
    return oneLine(`${count}× ${cut(reason, 160)}${expected ? ' (expected)' : ''} [${whose}]${when}`);
  });
  return { label: 'stopped', lines: more ? [...lines, `${more} reasons`] : lines };
}

/** The history only backs the rollout's judgement; that it is missing must still be seen. */
function historyRow(history: Sighting['history']): Row | undefined {
  return history?.kind === 'unknown'
    ? { label: 'history', lines: [unknownReason('rollout history', history)] }
    : undefined;
}

function eventRow(service: Service, now: Date): Row {
  if (service.events.length === 0) return { label: 'events', lines: ['none'] };
  const { shown, more } = firstOf(eventsByWeight(service.events), MOST_EVENTS);
  const lines = shown.map(({ message, count, lastAt }) => {
    const times = count > 1 ? `${count}× ` : '';
    return oneLine(`${age(lastAt, now)} ago ${times}${cut(message, 200)}`);
  });
  return { label: 'events', lines: more ? [...lines, `${more} kinds`] : lines };
}

/** "ecs:DescribeTasks (tasks, stopped tasks) 2 s ago": where each figure comes from and how old it is. */
function sourceWords(sighting: Sighting, now: Date): readonly string[] {
  const facts: [string, Fact<unknown> | undefined][] = [
    ['service', sighting.service],
    ['deployments', sighting.service],
    ['events', sighting.service],
    ['tasks', sighting.tasks],
    ['stopped tasks', sighting.stopped],
    ['images', sighting.definitions],
    ['rollout history', sighting.history],
    ...sighting.targetGroups.flatMap(({ group, targets, check }): [string, Fact<unknown> | undefined][] => [
      [`targets of ${group.name}`, targets],
      [`check of ${group.name}`, check],
    ]),
  ];
  const subjects = new Map<string, string[]>();
  for (const [subject, fact] of facts) {
    if (fact?.kind !== 'known') continue;
    const read = `${fact.source}|${age(fact.readAt, now)} ago`;
    subjects.set(read, [...(subjects.get(read) ?? []), subject]);
  }
  return [...subjects].map(([read, all]) => {
    const [source = '', when = ''] = read.split('|');
    return `${source} (${all.join(', ')}) ${when}`;
  });
}
