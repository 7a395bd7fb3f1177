import { eventText, failedDeployment, isStartError } from '../deployment/events.ts';
import { revisionText } from '../deployment/revisions.ts';
import { rolledOutBy } from '../deployment/rolled-out.ts';
import type { Rollout } from '../deployment/rollout.ts';
import type { Revision } from '../deployment/service.ts';
import { takesProduction } from '../deployment/serving.ts';
import { isFault } from '../deployment/stopped-tasks.ts';
import { isUnhealthy } from '../deployment/target-health.ts';
import { counted } from '../text.ts';
import { type Around, type Found, found, foundBad, inSteps } from './around.ts';
import { placementFailure } from './check-capacity.ts';
import { unhealthyWords } from './check-targets.ts';
import { STOPS_THAT_MATTER, stopWords } from './recent-stops.ts';

/** A rollback that is longer ago is history: it is neither news nor over. */
const ROLLBACK_COUNTS_MS = 12 * 60 * 60_000;

/** How long nothing may serve while a rollout brings up its first tasks, beyond the grace period. */
const NOTHING_SERVES_MS = 5 * 60_000;

/** Whether the rollout goes as it should, of the revision that it asks for. */
export function checkRollout(around: Around): Found & { readonly subject: string } {
  const { verdict, readAt } = around;
  const { rollout } = verdict;
  if (rollout.kind === 'untracked') return { subject: '', ...found('settling', rollout.reason, readAt) };
  const revision = rollout.kind === 'rolled-back' ? askedFor(rollout.from, around) : rollout.revision;
  const subject = revisionText(revision);
  const name = subject || 'the rollout';
  switch (rollout.kind) {
    case 'steady':
      return { subject, ...found('good', `steady on ${subject || 'a revision not known'}`, readAt) };
    case 'in-progress':
      return { subject, ...checkProgress(name, around) };
    case 'rolled-back':
      return { subject, ...checkRollback(name, rollout, around) };
    default: {
      const reason = `${name} ${rollout.kind}: ${inSteps(rollout.reason)}${failingWords(around)}`;
      return { subject, ...foundBad(rollout.kind, reason, readAt) };
    }
  }
}

/** A rollout under way is left alone, unless its tasks fail and nothing will end it, or nothing serves any more. */
function checkProgress(name: string, around: Around): Found {
  const { service, readAt } = around;
  const trouble = failureOf(name, around);
  if (trouble && !service.circuitBreaker.enabled) {
    const reason = `${trouble}${failingWords(around, trouble)}, and no circuit breaker is on to end it`;
    return foundBad('failing', reason, readAt);
  }
  const words = trouble ?? `${name} is being rolled out`;
  return outageOf(around) ?? found('settling', `${words}${failingWords(around, words)}`, readAt);
}

/** That tasks of what is being rolled out fail, with the numbers; one alone says little. */
function failureOf(name: string, around: Around): string | undefined {
  const { sighting, service, verdict } = around;
  const event = placementFailure(service, verdict.rollout);
  if (event && !isStartError(event)) return undefined;
  const isOurs = rolledOutBy(service, verdict.rollout);
  const all = sighting.stopped?.kind === 'known' ? sighting.stopped.value : [];
  const stopped = all.filter((task) => isOurs(task) && isFault(task));
  if (stopped.length >= STOPS_THAT_MATTER) return stopWords(stopped, ` of ${name}`);
  const inARow = service.deployments.find(({ status }) => status === 'primary')?.failedTasks ?? 0;
  if (inARow >= STOPS_THAT_MATTER) return `${inARow} tasks of ${name} failed in a row`;
  return event && `ECS says of ${name} “${eventText(event.message)}”`;
}

/** Where the old tasks are gone and the new ones fail, people cannot wait for a circuit breaker. */
function outageOf(around: Around): Found | undefined {
  const { sighting, service, verdict, now } = around;
  const since = 'since' in verdict.rollout ? verdict.rollout.since : undefined;
  const patienceMs = NOTHING_SERVES_MS + service.gracePeriodMs;
  if (verdict.serves !== 'no' || !since || now.getTime() - since.getTime() <= patienceMs) return undefined;
  for (const seen of sighting.targetGroups) {
    if (seen.targets.kind === 'unknown' || !takesProduction(seen, sighting)) continue;
    const { value: targets, readAt } = seen.targets;
    if (targets.some(isUnhealthy))
      return foundBad('failing', `nothing serves: ${unhealthyWords(seen, targets)}`, readAt);
  }
  return undefined;
}

function checkRollback(
  name: string,
  rollout: Extract<Rollout, { kind: 'rolled-back' }>,
  around: Around,
): Found {
  const { readAt, now } = around;
  const to = rollout.to ? ` to ${revisionText(rollout.to)}` : '';
  const is = rollout.done ? 'was rolled back' : 'is being rolled back';
  const reason = `${name} ${is}${to}: ${rollout.reason}${failingWords(around)}`;
  const isRecent =
    rollout.since !== undefined && now.getTime() - rollout.since.getTime() < ROLLBACK_COUNTS_MS;
  if (rollout.done && !isRecent) return found('settling', reason, readAt);
  return foundBad(rollout.done ? 'rolled back' : 'rolling back', reason, readAt);
}

/** The revision that was rolled back, by its failed deployment's tasks where ECS lists that deployment no more. */
function askedFor(from: Revision | undefined, { sighting, service }: Around): Revision | undefined {
  const failed = failedDeployment(service.events);
  if (from || failed === undefined) return from;
  const all = [sighting.tasks, sighting.stopped].flatMap((fact) =>
    fact?.kind === 'known' ? fact.value : [],
  );
  return (
    service.deployments.find(({ id }) => id === failed)?.revision ??
    all.find(({ startedBy }) => startedBy === failed)?.revision
  );
}

/** The check that fails, in AWS's words, unless these are there already. */
function failingWords({ verdict: { failing } }: Around, there = ''): string {
  if (!failing || there.includes(failing.said)) return '';
  const { said, source } = failing;
  return source.kind === 'stopped-tasks' ? `; ${counted(source.count, 'time')} “${said}”` : `; ${said}`;
}
