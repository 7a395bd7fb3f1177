import { revisionText } from '../../deployment/revisions.ts';
import { type Rollout, rolloutOf } from '../../deployment/rollout.ts';
import type { Revision } from '../../deployment/service.ts';
import { type Opinion, proof, undecided, unseen, unverifiable } from '../outcome.ts';
import { type RolloutProbe, wantedText } from '../probe.ts';
import type { Verification } from '../verification.ts';
import { historyEvidence, type Looked, rolloutEvidence } from './service-evidence.ts';

/**
 * Whether the newest revision, or the one that is named, is in place and nothing moves any more. ECS reports a
 * rollback as completed too, so that a completed rollout proves nothing by itself: without a named revision the
 * history has to be seen.
 */
export function judgeRollout({ revision: wanted }: RolloutProbe, looked: Looked): Verification {
  const { name, sighting, service, now } = looked;
  const { history } = sighting;
  const past = history?.kind === 'known' ? history : undefined;
  const rollout = rolloutOf(service.value, past?.value, now);
  const evidence = [...rolloutEvidence(looked), ...historyEvidence(looked)];
  const facts = past ? [service, past] : [service];
  const say = (kind: Opinion['kind'], reason: string) => proof({ kind, reason, evidence }, facts, now);
  if (rollout.kind === 'untracked')
    return unverifiable(`the rollout of ${name} cannot be seen: ${rollout.reason}`, now, { evidence });
  if (rollout.kind === 'in-progress')
    return undecided(`${movingWords(name, rollout)}, which is not decided yet`, now, evidence);
  const serving = servingOf(rollout);
  if (!serving) return say('refuted', movingWords(name, rollout));
  if (wanted) {
    const shown = wantedText(wanted);
    const fits = serving.number === wanted.number && (wanted.family ?? serving.family) === serving.family;
    return fits
      ? say('verified', `${name} serves ${revisionText(serving)}`)
      : say('refuted', `${name} serves ${revisionText(serving)}, not ${shown}`);
  }
  if (rollout.kind === 'rolled-back') return say('refuted', movingWords(name, rollout));
  // A rollback is a deployment of ECS's own; where there are task sets instead, there is none to be seen.
  if (history?.kind === 'unknown' && service.value.deployments.length > 0)
    return unseen(`whether ${name} was rolled back to ${revisionText(serving)}`, history, now, evidence);
  if (!history && service.value.deployments.length > 0)
    return unverifiable(`whether ${name} was rolled back was not asked`, now, { evidence });
  return say('verified', `${name} serves ${revisionText(serving)}, the newest it was asked for`);
}

/** The revision in place; undefined while something moves or where it went wrong. */
function servingOf(rollout: Rollout): Revision | undefined {
  if (rollout.kind === 'steady') return rollout.revision;
  return rollout.kind === 'rolled-back' && rollout.done ? rollout.to : undefined;
}

function movingWords(name: string, rollout: Exclude<Rollout, { kind: 'untracked' }>): string {
  switch (rollout.kind) {
    case 'steady':
      return `ECS does not say which revision ${name} serves`;
    case 'rolled-back': {
      const [from, to] = [rollout.from, rollout.to].map(revisionText);
      const back = rollout.done ? 'was rolled back' : 'is being rolled back';
      return `${name} ${back}${from ? ` from ${from}` : ''}${to ? ` to ${to}` : ''}: ${rollout.reason}`;
    }
    // What ECS gives as the reason of one under way says only its number.
    case 'in-progress':
      return `the rollout of ${revisionText(rollout.revision) || name} is in progress`;
    default: {
      const state = { stalled: 'is stalled', failed: 'failed' }[rollout.kind];
      return `the rollout of ${revisionText(rollout.revision) || name} ${state}: ${rollout.reason}`;
    }
  }
}
