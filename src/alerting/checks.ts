import { isMoving } from '../deployment/rollout.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Verdict } from '../deployment/verdict.ts';
import { ALERT_KINDS, type AlertKind, type Check } from './check.ts';
import { containerFinding } from './check-containers.ts';
import { capacityFinding, countFinding } from './check-counts.ts';
import { rolloutFinding, rolloutSubject } from './check-rollout.ts';
import { stoppingFinding } from './check-stopping.ts';
import { targetsFinding } from './check-targets.ts';
import { type Finding, neither } from './finding.ts';

/**
 * One check for each kind of trouble. One problem is bad for one kind: what the tasks of a rollout do is the rollout's,
 * and missing tasks count by themselves only where nothing else says why they are missing.
 */
export function checksOf(sighting: Sighting, verdict: Verdict, now: Date): readonly Check[] {
  const { service, ref } = sighting;
  const check = (kind: AlertKind, finding: Finding, subject = ''): Check => ({
    ref,
    kind,
    subject,
    ...finding,
  });
  if (service.kind === 'unknown')
    return ALERT_KINDS.map((kind) => check(kind, { ...neither('unknown', service.detail), readAt: now }));
  const about = {
    sighting,
    service: service.value,
    readAt: service.readAt,
    verdict,
    moving: isMoving(verdict.rollout),
    now,
  };
  if (service.value.status === 'draining')
    return ALERT_KINDS.map((kind) =>
      check(kind, { ...neither('settling', 'the service is being deleted'), readAt: service.readAt }),
    );
  const containers = containerFinding(about);
  const targets = targetsFinding(about);
  const capacity = capacityFinding(about);
  const rollout = explained(rolloutFinding(about), verdict.rollout.kind === 'stalled' ? [capacity] : []);
  const stopping = explained(stoppingFinding(about), [containers, targets, rollout]);
  const count = explained(countFinding(about), [containers, targets, capacity, rollout, stopping]);
  return [
    check('container-health', containers),
    check('targets', targets),
    check('rollout', rollout, rolloutSubject(about)),
    check('tasks-stopping', stopping),
    check('capacity', capacity),
    check('count', count),
  ];
}

/** Bad for itself only where none of the others is bad. */
function explained(finding: Finding, by: readonly Finding[]): Finding {
  const cause = by.find(({ outcome }) => outcome === 'bad');
  return finding.outcome === 'bad' && cause ? { ...finding, outcome: 'settling', word: '' } : finding;
}
