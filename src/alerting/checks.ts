import { unknownReason } from '../deployment/fact.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Verdict } from '../deployment/verdict.ts';
import { type Around, type Found, found, notRead } from './around.ts';
import { ALERT_KINDS, type AlertKind, type Check } from './check.ts';
import { checkCapacity } from './check-capacity.ts';
import { checkContainers } from './check-containers.ts';
import { checkCount } from './check-count.ts';
import { checkRollout } from './check-rollout.ts';
import { checkStops } from './check-stops.ts';
import { checkTargets } from './check-targets.ts';

/**
 * One look at every kind of trouble of a service, in the order of `ALERT_KINDS`. A trouble is told by one kind: what
 * a rollout's tasks do by `rollout`, and missing tasks by whatever says why they are missing.
 */
export function checksOf(sighting: Sighting, verdict: Verdict, now: Date): readonly Check[] {
  const { service } = sighting;
  if (service.kind === 'unknown') return alike(sighting, notRead('the service', service, now));
  const { value, readAt } = service;
  if (value.status === 'draining')
    return alike(sighting, found('settling', 'the service is draining', readAt));
  const around: Around = { sighting, service: value, readAt, verdict, now };
  const { subject, ...rollout } = checkRollout(around);
  const all: Readonly<Record<AlertKind, Found>> =
    verdict.health.kind === 'idle' ? idle(around, rollout) : judged(around, rollout);
  return ALERT_KINDS.map((kind) => ({
    ref: sighting.ref,
    kind,
    subject: kind === 'rollout' ? subject : '',
    ...all[kind],
  }));
}

/**
 * Why a service will never be seen again; undefined while it may be. ECS answers of a deleted service, and soon that
 * it knows none of that name.
 */
export function goneWords({ service }: Pick<Sighting, 'service'>): string | undefined {
  if (service.kind === 'known' || service.why !== 'not-found') return undefined;
  return /no environment/.test(service.detail) ? unknownReason('', service) : 'the service was deleted';
}

/**
 * Whether a check is about the trouble with a subject. ECS forgets within the hour what a rollback came from; until
 * another revision is named it is the same one.
 */
export function isAbout(check: Check, trouble: Pick<Check, 'kind' | 'subject'>): boolean {
  if (check.kind !== trouble.kind) return false;
  return check.subject === trouble.subject || check.subject === '' || trouble.subject === '';
}

function judged(around: Around, rollout: Found): Readonly<Record<AlertKind, Found>> {
  const containers = checkContainers(around);
  const stops = checkStops(around);
  const targets = withoutEmptiness(checkTargets(around), around, stops);
  const capacity = checkCapacity(around, { stops: stops.outcome === 'bad' });
  const others = [containers, targets, rollout, stops, capacity];
  const count = checkCount(
    around,
    others.some(({ outcome }) => outcome === 'bad'),
  );
  return { 'container-health': containers, targets, rollout, 'tasks-stopping': stops, capacity, count };
}

/** Tasks that stop as soon as they have started leave no targets behind: that is told already. */
function withoutEmptiness(targets: Found, { sighting }: Around, stops: Found): Found {
  const isEmpty = sighting.targetGroups.every(
    ({ targets: seen }) => seen.kind === 'known' && seen.value.every(({ state }) => state === 'draining'),
  );
  return targets.outcome === 'bad' && stops.outcome === 'bad' && isEmpty
    ? found('settling', targets.reason, targets.readAt)
    : targets;
}

/** Nothing is wanted and nothing runs, so that nothing of it can fail. */
function idle({ verdict, readAt }: Around, rollout: Found): Readonly<Record<AlertKind, Found>> {
  const good = found('good', verdict.health.reasons[0] ?? 'no task is wanted', readAt);
  return {
    'container-health': good,
    targets: good,
    rollout,
    'tasks-stopping': good,
    capacity: good,
    count: good,
  };
}

function alike({ ref }: Sighting, one: Found): readonly Check[] {
  return ALERT_KINDS.map((kind) => ({ ref, kind, subject: '', ...one }));
}
