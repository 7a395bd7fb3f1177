import { type Gap, type Unknown, unknownOf } from '../deployment/fact.ts';
import type { Deps } from '../deps.ts';
import type { CriterionProof, OperationFacts } from '../digest/facts.ts';
import { UserError } from '../errors.ts';
import { dismissalOf } from '../operation/dismissed.ts';
import { progressOf } from '../operation/progress.ts';
import type { OperationRecord } from '../operation/record.ts';
import { type CheckedCriterion, verifiedTally } from '../verification/checked-criteria.ts';
import { type CriteriaDeps, criteriaOf } from './criteria-here.ts';
import { knownExtras } from './known-extras.ts';
import { EVERYWHERE } from './operation-here.ts';

export type OperationsDeps = CriteriaDeps & Pick<Deps, 'operations'>;

/** What a channel works at, or what kept its tracker from being read. */
export interface FoundOperation {
  readonly operation: OperationFacts | undefined;
  /** Its id, where the tracker could not be read. */
  readonly unread?: string;
  readonly gaps: readonly Gap[];
}

/**
 * The operations that channels work at, each tracker read once however many channels it has. A channel without one
 * works at the one of every channel. A tracker that cannot be read is a gap of its own channels alone.
 */
export async function operationsOf(
  deps: OperationsDeps,
  channels: ReadonlySet<string>,
): Promise<ReadonlyMap<string, FoundOperation>> {
  const all = (await deps.operations.list()).filter(({ archivedAt }) => archivedAt === undefined);
  const idOf = new Map(all.flatMap(({ id, channels: own }) => own.map((channel) => [channel, id] as const)));
  const everywhere = idOf.get(EVERYWHERE);
  const ids = new Map([...channels].map((channel) => [channel, idOf.get(channel) ?? everywhere]));
  const facts = new Map<string | undefined, FoundOperation>();
  for (const id of new Set(ids.values())) {
    const record = id === undefined ? undefined : await deps.operations.get(id);
    if (record) facts.set(id, await found(deps, record));
  }
  return new Map(
    [...ids].flatMap(([channel, id]) => {
      const own = facts.get(id);
      return own ? [[channel, own] as const] : [];
    }),
  );
}

async function found(deps: OperationsDeps, record: OperationRecord): Promise<FoundOperation> {
  try {
    return { operation: await operationFacts(deps, record), gaps: [] };
  } catch (error) {
    const subject = `the tracker of ${record.name}`;
    return {
      operation: undefined,
      unread: record.id,
      gaps: [{ env: undefined, subject, unknown: whyUnread(error) }],
    };
  }
}

/** @throws whatever is a bug */
function whyUnread(error: unknown): Unknown {
  if (error instanceof UserError) return { kind: 'unknown', why: 'refused', detail: error.message };
  return unknownOf(error);
}

async function operationFacts(deps: OperationsDeps, record: OperationRecord): Promise<OperationFacts> {
  const [{ operation, checked }, contradictions] = await Promise.all([
    criteriaOf(deps, record),
    deps.trackers.contradictions(record.source),
  ]);
  const verified = verifiedTally(checked);
  const extras = knownExtras(record, operation);
  return {
    ...{ id: record.id, name: record.name, operation, extras },
    progress: progressOf(operation, { extras, ...(verified ? { verified } : {}) }),
    proofs: checked.map(criterionProof),
    contradictions: contradictions.filter((each) => !dismissalOf(each, record.dismissed)),
  };
}

/** What looked too long ago proves nothing any more, as in the number of verified criteria. */
function criterionProof({ criterion, bound, verification, holds }: CheckedCriterion): CriterionProof {
  const { id } = criterion;
  const { kind, reason } = verification;
  if (!bound) return { criterion: id, kind: 'unproven', reason: 'no probe is bound to it any more' };
  if (kind === 'refuted') return { criterion: id, kind, reason };
  if (holds) return { criterion: id, kind: 'verified', reason };
  if (kind !== 'verified') return { criterion: id, kind: 'unproven', reason };
  return { criterion: id, kind: 'unproven', reason: 'its probe looked last too long ago to be relied on' };
}
