import { entriesOf } from '../operation/operation.ts';
import type { Tally } from '../operation/progress.ts';
import { changesSince } from './changes.ts';
import type { Named, Numbers, OperationDigest, TopBlocker } from './digest.ts';
import type { OperationFacts } from './facts.ts';
import type { OperationState } from './snapshot.ts';
import { staleClaims } from './stale-claims.ts';

/** The operation's part of a digest. `before`: how it stood at the last one; undefined at its first. */
export function composeOperation(
  facts: OperationFacts,
  before: OperationState | undefined,
  now: Date,
): OperationDigest {
  const { id, name, contradictions } = facts;
  const known = new Set(before?.contradictions);
  return {
    ...{ id, name, compared: before !== undefined },
    numbers: numbersOf(facts, before),
    blocker: topBlocker(facts),
    changes: changesSince(facts, before),
    contradictions: {
      fresh: contradictions.filter(({ key }) => !known.has(key)),
      standing: contradictions.length,
    },
    stale: staleClaims(facts, now),
    next: nextSteps(facts),
  };
}

function numbersOf({ progress }: OperationFacts, before: OperationState | undefined): Numbers {
  const { claimed, criteria, verified } = progress;
  return {
    claimed: claimed && {
      words: claimed.value.words,
      ...(claimed.value.percent === undefined ? {} : { percent: claimed.value.percent }),
      ...moved(claimed.value.percent, before?.claimed),
    },
    criteria: { ...tally(criteria), ...moved(criteria.done, before?.criteria.done) },
    verified: verified && { ...tally(verified), ...moved(verified.done, before?.verified?.done) },
  };
}

function tally({ done, all }: Tally): Tally {
  return { done, all };
}

/** By how much a number is higher than it was; nothing where one of the two is not known. */
function moved(now: number | undefined, before: number | undefined): { readonly by?: number } {
  return now === undefined || before === undefined ? {} : { by: now - before };
}

function topBlocker({ extras, progress }: OperationFacts): TopBlocker | undefined {
  const open = progress.left.map(({ entry }) => entry).filter(({ kind }) => kind === 'blocker');
  const [first] = open;
  if (!first) return undefined;
  const { owner, settled, added, firstSeenAt } = extras[first.id] ?? {};
  const raisedAt = settled?.at ?? added?.at;
  return {
    ...{ title: first.title, owner },
    sinceAt: raisedAt ?? firstSeenAt,
    imported: raisedAt === undefined && firstSeenAt !== undefined,
    others: open.length - 1,
  };
}

/** What people wrote down as next goes before what is left: they know more. */
function nextSteps({ operation, progress }: OperationFacts): readonly Named[] {
  const written = entriesOf(operation, 'next').filter(({ mark }) => mark !== 'done' && mark !== 'cancelled');
  const left = progress.left.map(({ entry }) => entry).filter(({ kind }) => kind !== 'blocker');
  return (written.length > 0 ? written : left)
    .slice(0, MOST_NEXT)
    .map(({ kind, title }) => ({ kind, title }));
}

/** More than anybody does before the next digest. */
const MOST_NEXT = 20;
