import { type Criterion, entriesOf, type Operation } from '../operation/operation.ts';
import type { Verified } from '../operation/progress.ts';
import type { OperationRecord } from '../operation/record.ts';
import { type BoundProbe, boundProbe } from './bound-probe.ts';
import type { Standing } from './standing.ts';
import { type Attested, isStale, unchecked, type Verification } from './verification.ts';

/** A criterion with all that is known of its truth. */
export interface CheckedCriterion {
  /** Its place among the criteria in the file's order, from 1. */
  readonly number: number;
  readonly criterion: Criterion;
  /** Undefined where none is bound. */
  readonly bound: BoundProbe | undefined;
  /** What its probe saw; a person's word where none is bound. */
  readonly verification: Verification;
  /** Since when it is so; undefined where no probe looked. */
  readonly sinceAt: Date | undefined;
  /** Who ticked it; undefined where it is not ticked. */
  readonly attested: Attested | undefined;
  /** Whether what is known is too old to be relied on. */
  readonly stale: boolean;
  /**
   * Whether it counts as verified: its probe saw that it is so, not too long ago. A rollout that is under way, and so
   * decides nothing yet, takes that away only once what was seen before it is too old.
   */
  readonly holds: boolean;
}

/** What is known besides the tracker's text. */
export interface KnownOfCriteria {
  readonly record: Pick<OperationRecord, 'extras' | 'takenIn' | 'fileName' | 'createdBy' | 'createdAt'>;
  readonly standings: readonly Standing[];
  readonly now: Date;
}

/** All criteria of an operation in the file's order, each with what is known of it. */
export function checkedCriteria(
  operation: Operation,
  { record, standings, now }: KnownOfCriteria,
): readonly CheckedCriterion[] {
  const byCriterion = new Map(standings.map((each) => [each.criterion, each]));
  return entriesOf(operation, 'criterion').map((criterion, index) => {
    const bound = boundProbe(criterion);
    const attested = attestedOf(criterion, record);
    const found = byCriterion.get(criterion.id);
    // An outcome belongs to the probe that looked.
    const standing = found?.probe === bound?.text ? found : undefined;
    const verification = verificationOf(bound, { standing, attested, now });
    const stale = isStale(verification, now);
    const sinceAt = standing?.sinceAt;
    const holds = (verification.kind === 'verified' && !stale) || heldBefore(standing, now);
    return { number: index + 1, criterion, bound, verification, sinceAt, attested, stale, holds };
  });
}

/** How many criteria a probe has proven. What is too old proves nothing any more, and is counted apart. */
export function verifiedTally(checked: readonly CheckedCriterion[]): Verified | undefined {
  const bound = checked.filter((each) => each.bound !== undefined);
  if (bound.every(({ verification: { kind } }) => kind === 'unchecked')) return undefined;
  const verified = bound.filter(({ verification: { kind } }) => kind === 'verified');
  const stale = verified.filter((each) => each.stale).length;
  const done = bound.filter(({ holds }) => holds).length;
  return { done, all: checked.length, bound: bound.length, stale };
}

/** Whether the newest look came in the middle of something, and the last one before that verified it not too long ago. */
function heldBefore(standing: Standing | undefined, now: Date): boolean {
  if (standing?.outcome.kind !== 'unverifiable' || !standing.outcome.undecided) return false;
  const { outcome, seen, verifiedAt } = standing;
  if (seen?.kind !== 'verified') return false;
  return verifiedAt !== undefined && !isStale({ ...outcome, checkedAt: verifiedAt }, now);
}

function verificationOf(
  bound: BoundProbe | undefined,
  {
    standing,
    attested,
    now,
  }: { readonly standing: Standing | undefined; readonly attested: Attested | undefined; readonly now: Date },
): Verification {
  if (bound?.kind === 'broken')
    return {
      kind: 'unverifiable',
      reason: bound.why,
      permission: undefined,
      evidence: [],
      checkedAt: now,
    };
  if (bound) return standing?.outcome ?? unchecked('its probe has not run yet');
  return attested ?? unchecked('no probe is bound, and nobody has ticked it');
}

/** Whoever ticked it here; else whoever brought the file in which it is ticked. */
function attestedOf(
  { id, met }: Criterion,
  { extras, takenIn, fileName, createdBy, createdAt }: KnownOfCriteria['record'],
): Attested | undefined {
  if (!met) return undefined;
  const { settled, added, firstSeenAt } = extras[id] ?? {};
  const told = settled ?? added;
  if (told) return { kind: 'attested', ...by(told), reason: 'ticked here', evidence: links(extras[id]) };
  const brought = takenIn ?? { by: createdBy, at: createdAt };
  const at = firstSeenAt ?? brought.at;
  const reason = `ticked in ${fileName ?? 'the tracker'} as it was taken in`;
  return { kind: 'attested', ...by({ by: brought.by, at }), reason, evidence: links(extras[id]) };
}

function by({ by: who, at }: { readonly by: Attested['by']; readonly at: Date }) {
  return { by: who, checkedAt: at };
}

function links(extra: OperationRecord['extras'][string] | undefined): Attested['evidence'] {
  return (extra?.proof ?? []).map(({ url, words, by: who, at }) => ({
    source: url,
    subject: `link given by ${who.name}`,
    value: words ?? url,
    at,
  }));
}
