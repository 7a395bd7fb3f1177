import type { Rollout } from '../deployment/rollout.ts';
import type { Revision, Service } from '../deployment/service.ts';
import type { Verdict, VerdictWord } from '../deployment/verdict.ts';
import { age } from './mrkdwn.ts';

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

/** "rev 15", or what to say where no revision is known. */
export function revisionWord(revision: Revision | undefined): string {
  return revision ? `rev ${revision.number}` : 'revision not known';
}

/** "2/2 running on rev 14", or while revisions share the service "rev 15 1/2, rev 14 2/2". */
export function countsWords({
  deployments,
  taskSets,
  revision,
  runningCount,
  desiredCount,
}: Service): string {
  const parts = deployments.length > 0 ? deployments : taskSets;
  if (parts.length > 1) {
    return parts
      .map((each) => `${revisionWord(each.revision)} ${each.runningCount}/${each.desiredCount}`)
      .join(', ');
  }
  return `${runningCount}/${desiredCount} running on ${revisionWord(parts[0]?.revision ?? revision)}`;
}

/** The rollout in one clause, with how long it has been so. */
export function rolloutWords(rollout: Rollout, now: Date): string {
  const since = 'since' in rollout && rollout.since ? rollout.since : undefined;
  const ago = since ? ` ${age(since, now)} ago` : '';
  const lasting = since ? ` for ${age(since, now)}` : '';
  switch (rollout.kind) {
    case 'steady':
      return `steady on ${revisionWord(rollout.revision)}`;
    case 'in-progress':
      return `${revisionWord(rollout.revision)} rolling out${lasting}`;
    case 'stalled':
      return `${revisionWord(rollout.revision)} stalled, rolling out${lasting}`;
    case 'failed':
      return `${revisionWord(rollout.revision)} failed${ago}`;
    case 'rolled-back': {
      const from = rollout.from ? ` from ${revisionWord(rollout.from)}` : '';
      const to = rollout.to ? ` to ${revisionWord(rollout.to)}` : '';
      return `${rollout.done ? 'rolled back' : 'rolling back'}${from}${to}${ago}`;
    }
    case 'untracked':
      return `not tracked: ${rollout.reason}`;
  }
}

/** What to say behind the verdict, most important first: the rollout where it is eventful, with its reason, and those of the health. */
export function verdictReasons(verdict: Verdict, now: Date): readonly string[] {
  const { rollout, health, word } = verdict;
  const eventful = rollout.kind !== 'steady' && rollout.kind !== 'untracked' && word !== 'idle';
  const fromRollout = eventful
    ? [rolloutWords(rollout, now), ...servesWords(verdict), ...troubleOf(rollout)]
    : [];
  return word === 'unhealthy' ? [...health.reasons, ...fromRollout] : [...fromRollout, ...health.reasons];
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
