import { type Fact, unknownReason } from '../deployment/fact.ts';
import { serviceLabel } from '../deployment/ref.ts';
import type { Deployment, Service, Task, TaskSet } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Verdict } from '../deployment/verdict.ts';
import { clean, oneLine } from '../text.ts';
import { imageRows } from './image-rows.ts';
import { actions, button, context, type Message, preformatted, section } from './message.ts';
import { code, escapeText, localTime, plain, utcTime } from './mrkdwn.ts';
import { eventRow, keptRow, stoppedRow } from './past-rows.ts';
import { shareButtons, type Where } from './place-words.ts';
import { type Row, rowsFixed, rowsPlain } from './rows.ts';
import { cardSources } from './source-words.ts';
import { targetRows } from './target-rows.ts';
import { canaryBeside, countsWords, rolloutWords, verdictBadge, verdictReasons } from './verdict.ts';
import { ago, revisionWord } from './words.ts';

/** The card of one service: verdict first, then every figure, then where each was read and when. */
export function statusMessage(
  sighting: Sighting,
  verdict: Verdict,
  show: { now: Date; defaultEnv: string; place: Where; kept: Fact<readonly Task[]> },
): Message {
  const { now, defaultEnv, place: reader } = show;
  const [headline = '', ...reasons] = verdictReasons(verdict, now).map((reason) => oneLine(reason));
  const title = `${verdictBadge(verdict)} ${sighting.ref.name} · ${sighting.ref.env}`;
  const counts = sighting.service.kind === 'known' ? countsWords(sighting.service.value) : '';
  const rows = statusRows(sighting, verdict, show);
  const sources = cardSources(sighting, now);
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
        button('diagnose-service', 'Diagnose', value),
        button('show-lens', 'Health', `health ${value}`),
        button('show-lens', 'Deployments', `deploys ${value}`),
        button('show-logs', 'Logs', value),
        button('refresh-status', 'Refresh', value),
        ...shareButtons(reader, value),
      ),
    ],
  };
}

function placeWords({ ref, service }: Sighting): string {
  const where = service.kind === 'known' ? service.value : undefined;
  const account = where?.account ? `account ${where.account}` : 'account not known';
  return [`cluster ${ref.cluster}`, account, where?.region ?? 'region not known'].join(' · ');
}

function statusRows(
  sighting: Sighting,
  verdict: Verdict,
  { now, kept }: { readonly now: Date; readonly kept: Fact<readonly Task[]> },
): readonly Row[] {
  const { service } = sighting;
  if (service.kind === 'unknown') return [{ label: 'service', lines: [unknownReason('service', service)] }];
  return [
    runningRow(service.value),
    ...service.value.deployments.map((each) => deploymentRow(each, service.value, now)),
    ...service.value.taskSets.map(taskSetRow),
    { label: 'rollout', lines: [rolloutLine(service.value, verdict, now)] },
    containerRow(verdict),
    ...targetRows(sighting),
    stoppedRow(sighting.stopped, now),
    keptRow(kept, now),
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

function rolloutLine(service: Service, { rollout }: Verdict, now: Date): string {
  return oneLine([rolloutWords(rollout, now), canaryBeside(service)].filter(Boolean).join(', '));
}

function deploymentRow(deployment: Deployment, service: Service, now: Date): Row {
  const { runningCount: done, desiredCount: of, failedTasks, createdAt } = deployment;
  const words = [
    `${done}/${of} ${deployment.status}`,
    deployment.pendingCount > 0 ? `${deployment.pendingCount} pending` : '',
    failedTasks > 0 ? `${failedTasks} failed in a row` : '',
    deployment.rolloutState ?? (service.deployments.length > 1 ? 'state not tracked' : ''),
    createdAt ? `started ${ago(createdAt, now)}` : '',
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

/** The history only backs the rollout's judgement; that it is missing must still be seen. */
function historyRow(history: Sighting['history']): Row | undefined {
  return history?.kind === 'unknown'
    ? { label: 'history', lines: [unknownReason('rollout history', history)] }
    : undefined;
}
