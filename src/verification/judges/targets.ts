import { takesProduction } from '../../deployment/serving.ts';
import type { TargetGroupSighting } from '../../deployment/sighting.ts';
import { targetTally } from '../../deployment/target-health.ts';
import { proof, unseen } from '../outcome.ts';
import type { TargetsProbe } from '../probe.ts';
import type { Verification } from '../verification.ts';
import { type Looked, targetEvidence } from './service-evidence.ts';

/**
 * Whether every target group that takes production traffic has so many healthy targets. A group that could not be
 * read proves nothing; of a blue/green pair of which one could not be read, the other may be the one without traffic.
 */
export function judgeTargets({ atLeast }: TargetsProbe, looked: Looked): Verification {
  const { name, sighting, service, now } = looked;
  const groups = sighting.targetGroups.filter((seen) => takesProduction(seen, sighting));
  const evidence = targetEvidence(groups);
  const facts = [service, ...groups.flatMap(({ targets }) => (targets.kind === 'known' ? [targets] : []))];
  if (groups.length === 0)
    return proof(
      { kind: 'refuted', reason: `${name} takes no traffic from a load balancer`, evidence },
      facts,
      now,
    );
  const few = groups.find((seen) => healthyIn(seen) < atLeast && isPlain(seen, sighting.targetGroups));
  if (few) {
    const reason = `${few.group.name} has ${healthyIn(few)} healthy targets, not ${atLeast} or more`;
    return proof({ kind: 'refuted', reason, evidence }, facts, now);
  }
  for (const { group, targets } of groups)
    if (targets.kind === 'unknown') return unseen(`target health of ${group.name}`, targets, now, evidence);
  const words = groups.map((seen) => `${healthyIn(seen)} in ${seen.group.name}`).join(', ');
  return proof({ kind: 'verified', reason: `healthy targets of ${name}: ${words}`, evidence }, facts, now);
}

/** Of an unread group more than anybody asks for, so that it is not found to have too few. */
function healthyIn({ targets }: TargetGroupSighting): number {
  return targets.kind === 'known' ? targetTally(targets.value).healthy : Number.POSITIVE_INFINITY;
}

/** Whether it is certain that the group takes production traffic. */
function isPlain({ group }: TargetGroupSighting, all: readonly TargetGroupSighting[]): boolean {
  const partner = all.find((each) => each.group.arn === group.partnerArn);
  return partner === undefined || partner.targets.kind === 'known';
}
