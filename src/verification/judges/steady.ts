import { judge, type Verdict } from '../../deployment/verdict.ts';
import { proof, undecided, unseen, unverifiable } from '../outcome.ts';
import type { Evidence, Verification } from '../verification.ts';
import {
  containerEvidence,
  factsIn,
  type Looked,
  rolloutEvidence,
  targetEvidence,
} from './service-evidence.ts';

/**
 * Whether the service is healthy and at rest. One that is scaled to zero is not: nothing runs that could be steady.
 * Where ECS keeps no rollout for it, that nothing moves cannot be seen.
 */
export function judgeSteady(looked: Looked): Verification {
  const { name, sighting, now } = looked;
  const verdict = judge(sighting, now);
  const { word, rollout } = verdict;
  const evidence = [
    ...rolloutEvidence(looked),
    ...containerEvidence(looked),
    ...targetEvidence(sighting.targetGroups),
  ];
  const { known } = factsIn(sighting);
  if (word === 'unknown') return notSeen(looked, verdict, evidence);
  // A rollout that has not failed says neither yes nor no; what was proven before is as old as it is.
  if (word === 'rolling-out' || word === 'settling')
    return undecided(
      `${name} is ${word.replace('-', ' ')}, which is not decided yet${because(verdict)}`,
      now,
      evidence,
    );
  if (word !== 'healthy')
    return proof(
      { kind: 'refuted', reason: `${name} is ${word.replace('-', ' ')}${because(verdict)}`, evidence },
      known,
      now,
    );
  if (rollout.kind !== 'steady')
    return unverifiable(`whether a rollout of ${name} is under way cannot be seen${because(verdict)}`, now, {
      evidence,
    });
  return proof(
    { kind: 'verified', reason: `${name} is healthy and steady${because(verdict)}`, evidence },
    known,
    now,
  );
}

function notSeen(
  { name, sighting, now }: Looked,
  verdict: Verdict,
  evidence: readonly Evidence[],
): Verification {
  const { hole } = factsIn(sighting);
  if (!hole) return unverifiable(`the health of ${name} is not known${because(verdict)}`, now, { evidence });
  return unseen(`the health of ${name}`, hole, now, evidence);
}

/** ": " and the reason for the word. */
function because({ word, rollout, health }: Verdict): string {
  const [own] = health.reasons;
  // What ECS gives as the reason of one under way says only its number.
  const moving = 'reason' in rollout && rollout.kind !== 'in-progress' ? rollout.reason : undefined;
  const isOfRollout = word === 'stalled' || word === 'failed' || word === 'rolled-back';
  const reason = isOfRollout ? (moving ?? own) : (own ?? moving);
  return reason === undefined ? '' : `: ${reason}`;
}
