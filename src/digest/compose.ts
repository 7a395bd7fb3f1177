import { composeOperation } from './compose-operation.ts';
import { composeServices } from './compose-services.ts';
import type { Digest, DigestVerdict } from './digest.ts';
import type { DigestFacts } from './facts.ts';
import { openAlertThreads } from './open-alert-threads.ts';
import type { Snapshot } from './snapshot.ts';
import { digestVerdict } from './verdict.ts';

/** Puts the facts of a period together: how it goes, what changed, what is wrong, what is next. */
export function composeDigest(facts: DigestFacts): Digest {
  const { before, fromAt, now, gaps } = facts;
  const known = before?.operation?.id === facts.operation?.id ? before?.operation : undefined;
  const operation = facts.operation && composeOperation(facts.operation, known, now);
  const services = facts.watches ? composeServices(facts) : undefined;
  const open = openAlertThreads(facts.threads);
  const alerts = open.map(({ about }) => about);
  const verdict = digestVerdict({ operation, services, alerts, gaps });
  const parts = { verdict, operation, services };
  return {
    ...{ fromAt, toAt: now, lastAt: before?.takenAt },
    ...parts,
    ...{ alerts, gaps },
    unchanged:
      before !== undefined &&
      isUnchanged(
        before,
        parts,
        open.map(({ id }) => id),
      ),
  };
}

function isUnchanged(
  before: Snapshot,
  {
    verdict,
    operation,
    services,
  }: Pick<Digest, 'operation' | 'services'> & { readonly verdict: DigestVerdict },
  alerts: readonly string[],
): boolean {
  return (
    before.verdict === verdict.kind &&
    before.operation?.id === operation?.id &&
    !(operation && hasNews(operation)) &&
    !(services && hasMoved(services, before)) &&
    alerts.length === before.alerts.length &&
    alerts.every((id) => before.alerts.includes(id))
  );
}

function hasNews({ changes, contradictions, numbers }: NonNullable<Digest['operation']>): boolean {
  const { done, added, regressed, phases, removed, proven } = changes;
  const lists = [done, added, regressed, phases, contradictions.fresh, proven?.gained, proven?.lost];
  const moved = [numbers.claimed?.by, numbers.criteria.by, numbers.verified?.by];
  return (
    lists.some((list) => list !== undefined && list.length > 0) ||
    removed > 0 ||
    moved.some((by) => by !== undefined && by !== 0)
  );
}

function hasMoved({ services }: NonNullable<Digest['services']>, before: Snapshot): boolean {
  return (
    services.some(({ incidents, rollouts }) => incidents > 0 || rollouts.length > 0) ||
    services.length !== Object.keys(before.services).length ||
    services.some(({ key, word }) => before.services[key] !== word)
  );
}
