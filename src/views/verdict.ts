import { canaryOf } from '../deployment/canary.ts';
import type { Rollout } from '../deployment/rollout.ts';
import type { Deployment, Service } from '../deployment/service.ts';
import type { Verdict, VerdictWord } from '../deployment/verdict.ts';
import { counted } from '../text.ts';
import { failingCheckWords } from './failing-check.ts';
import { age } from './mrkdwn.ts';
import { ago, revisionWord } from './words.ts';

/** Emoji beside each word; the word carries the meaning. */
export const VERDICT_EMOJI: Readonly<Record<VerdictWord, string>> = {
  unhealthy: '🔴',
  failed: '🔴',
  stalled: '🟠',
  'rolled-back': '🟠',
  unknown: '❔',
  'rolling-out': '🔵',
  settling: '🔵',
  healthy: '🟢',
  idle: '⚪',
};

/** "🟠 STALLED" */
export function verdictBadge(verdict: Verdict): string {
  return `${VERDICT_EMOJI[verdict.word]} ${verdictWord(verdict).toUpperCase()}`;
}

/** The word as people read it: "rolled back", and "rolling back" as long as that is not done. */
export function verdictWord({ word, rollout }: Pick<Verdict, 'word' | 'rollout'>): string {
  if (word === 'rolled-back' && rollout.kind === 'rolled-back' && !rollout.done) return 'rolling back';
  return word.replace('-', ' ');
}

/** "2/2 running on rev 14", or while revisions share the service "rev 15 1/2, rev 14 2/2". */
export function countsWords(service: Service): string {
  const { deployments, taskSets, revision, runningCount, desiredCount } = service;
  const parts = deployments.length > 0 ? deployments : taskSets;
  if (parts.length > 1) {
    const canary = canaryOf(service);
    return parts.map((each) => (each === canary ? canaryWords(each) : partWords(each))).join(', ');
  }
  return `${runningCount}/${desiredCount} running on ${revisionWord(parts[0]?.revision ?? revision)}`;
}

/** "canary rev 22 1/1" where one runs beside the primary task set; '' for none. */
export function canaryBeside(service: Service): string {
  const canary = canaryOf(service);
  return canary ? canaryWords(canary) : '';
}

function canaryWords(canary: Part): string {
  return `canary ${partWords(canary)}`;
}

type Part = Pick<Deployment, 'revision' | 'runningCount' | 'desiredCount'>;

function partWords({ revision, runningCount, desiredCount }: Part): string {
  return `${revisionWord(revision)} ${runningCount}/${desiredCount}`;
}

/** The rollout in one clause, with how long it has been so. */
export function rolloutWords(rollout: Rollout, now: Date): string {
  const since = 'since' in rollout && rollout.since ? rollout.since : undefined;
  const when = since ? ago(since, now) : '';
  const lasting = since ? ` for ${age(since, now)}` : '';
  switch (rollout.kind) {
    case 'steady':
      return `steady on ${revisionWord(rollout.revision)}`;
    case 'in-progress':
      return `${revisionWord(rollout.revision)} rolling out${lasting}`;
    case 'stalled':
      return `${revisionWord(rollout.revision)} stalled, rolling out${lasting}`;
    case 'failed':
      return `${revisionWord(rollout.revision)} failed${when && ` ${when}`}`;
    case 'rolled-back': {
      const from = rollout.from ? ` from ${revisionWord(rollout.from)}` : '';
      const to = rollout.to ? ` to ${revisionWord(rollout.to)}` : '';
      return `${rollout.done ? 'rolled back' : 'rolling back'}${from}${to}${when && `, ${when}`}`;
    }
    case 'untracked':
      return `not tracked: ${rollout.reason}`;
  }
}

/**
 * What to say behind the verdict, most important first: the rollout where it is eventful, whatever names the cause,
 * and the reasons of the health. An overview and a card of the same service begin alike.
 */
export function verdictReasons(verdict: Verdict, now: Date): readonly string[] {
  const { rollout, health, word } = verdict;
  const eventful = rollout.kind !== 'steady' && rollout.kind !== 'untracked' && word !== 'idle';
  const cause = causeOf(verdict, now);
  const fromRollout = eventful ? [rolloutWords(rollout, now), ...servesWords(verdict)] : [];
  const trouble = eventful ? troubleOf(rollout) : [];
  const killed = killedWords(verdict, now);
  if (word === 'healthy') return [...killed, ...health.reasons];
  if (word !== 'unhealthy') return [...fromRollout, ...cause, ...trouble, ...health.reasons, ...killed];
  const [worst, ...others] = health.reasons;
  return [
    ...(worst === undefined ? [] : [worst]),
    ...cause,
    ...others,
    ...fromRollout,
    ...trouble,
    ...killed,
  ];
}

function causeOf({ failing }: Verdict, now: Date): readonly string[] {
  return failing ? [failingCheckWords(failing, now)] : [];
}

/** "4 tasks killed for memory in the last hour, last 8 min ago" */
function killedWords({ killed }: Verdict, now: Date): readonly string[] {
  if (!killed) return [];
  const last = killed.count > 1 ? `last ${ago(killed.newestAt, now)}` : ago(killed.newestAt, now);
  return [`${counted(killed.count, 'task')} killed for memory in the last hour, ${last}`];
}

/** ECS's own reason for a rollout that simply goes on says nothing: "ECS deployment … in progress." */
function troubleOf(rollout: Rollout): readonly string[] {
  return 'reason' in rollout && rollout.kind !== 'in-progress' ? [rollout.reason] : [];
}

/** A rollout in trouble is the lesser evil as long as something older serves; where that is not so, it must be said. */
function servesWords({ word, serves }: Verdict): readonly string[] {
  if (word !== 'failed' && word !== 'stalled' && word !== 'rolled-back') return [];
  if (serves === 'yes') return [];
  return [
    serves === 'no'
      ? 'nothing is known to serve at the moment'
      : 'whether anything still serves is not known',
  ];
}
