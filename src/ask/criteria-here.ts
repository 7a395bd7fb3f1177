import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { findEntry } from '../operation/find-entry.ts';
import type { Operation } from '../operation/operation.ts';
import type { OperationRecord } from '../operation/record.ts';
import { type CheckedCriterion, checkedCriteria } from '../verification/checked-criteria.ts';

export type CriteriaDeps = Pick<Deps, 'trackers' | 'verifications' | 'clock'>;

/** The criteria of an operation as its tracker has them now, each with what is known of it. */
export interface KnownCriteria {
  readonly operation: Operation;
  readonly checked: readonly CheckedCriterion[];
}

/** Reads the tracker and what was verified. */
export async function criteriaOf(
  { trackers, verifications, clock }: CriteriaDeps,
  record: OperationRecord,
): Promise<KnownCriteria> {
  const [{ operation }, standings] = await Promise.all([
    trackers.read(record.source),
    verifications.list(record.id),
  ]);
  return { operation, checked: checkedCriteria(operation, { record, standings, now: clock.now() }) };
}

/**
 * The criterion that was meant, by number or words.
 * @throws UserError
 */
export function meantCriterion({ operation, checked }: KnownCriteria, which: string): CheckedCriterion {
  const { id } = findEntry(operation, 'criterion', which);
  const found = checked.find(({ criterion }) => criterion.id === id);
  if (found) return found;
  throw new UserError('That criterion is not in the tracker any more. `/snail criterion` lists them.');
}
