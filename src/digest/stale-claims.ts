import type { Entry } from '../operation/operation.ts';
import type { Extra } from '../operation/record.ts';
import type { StaleClaim } from './digest.ts';
import type { OperationFacts } from './facts.ts';

/** A word that old proves little of something that changes all the time. */
export const STALE_MS = 7 * 86_400_000;

/**
 * Claims that rest on an old word alone, the oldest first: criteria that were ticked and have no probe, and work that was
 * begun or is blocked and has not been touched since. What has no age that the bot knows of is left out, not guessed.
 */
export function staleClaims({ operation, extras }: OperationFacts, now: Date): readonly StaleClaim[] {
  return operation.entries
    .flatMap((entry): readonly StaleClaim[] => {
      const why = whyStale(entry);
      const sinceAt = touchedAt(extras[entry.id]);
      if (!why || !sinceAt || now.getTime() - sinceAt.getTime() < STALE_MS) return [];
      return [{ kind: entry.kind, title: entry.title, why, sinceAt }];
    })
    .sort((one, other) => one.sinceAt.getTime() - other.sinceAt.getTime());
}

function whyStale(entry: Entry): StaleClaim['why'] | undefined {
  if (entry.mark === 'cancelled') return undefined;
  switch (entry.kind) {
    case 'criterion':
      return entry.met && entry.probe === undefined ? 'unproven' : undefined;
    case 'task':
      return !entry.done && entry.mark === 'running' ? 'untouched' : undefined;
    case 'blocker':
      return entry.cleared ? undefined : 'untouched';
    default:
      return undefined;
  }
}

/** When somebody last did something about it. */
function touchedAt(extra: Extra | undefined): Date | undefined {
  const { settled, edited, added, firstSeenAt, proof = [] } = extra ?? {};
  const touches = [settled?.at, edited?.at, added?.at, firstSeenAt, ...proof.map(({ at }) => at)];
  const known = touches.filter((at) => at !== undefined).map((at) => at.getTime());
  return known.length > 0 ? new Date(Math.max(...known)) : undefined;
}
