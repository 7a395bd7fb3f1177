import { entriesOf } from '../operation/operation.ts';
import type { ProofChanges } from './digest.ts';
import type { OperationFacts } from './facts.ts';
import type { OperationState } from './snapshot.ts';

/**
 * Which criteria became verified since the last digest, and which are not any more; undefined where it did not keep
 * them. One that is out of the tracker is not told here: it is counted with what was removed.
 */
export function proofChanges(
  { operation, proofs }: OperationFacts,
  { proven, entries }: OperationState,
): ProofChanges | undefined {
  if (!proven) return undefined;
  const known = new Set(proven);
  const ticked = new Set(entries.done);
  const proofOf = new Map(proofs.map((each) => [each.criterion, each]));
  const criteria = entriesOf(operation, 'criterion').flatMap(({ id, kind, title, met }) => {
    const proof = proofOf.get(id);
    return proof ? [{ proof, named: { kind, title }, isUnticked: ticked.has(id) && !met }] : [];
  });
  return {
    gained: criteria.flatMap(({ proof, named }) =>
      proof.kind === 'verified' && !known.has(proof.criterion) ? [named] : [],
    ),
    lost: criteria.flatMap(({ proof: { criterion, kind, reason }, named, isUnticked }) =>
      kind !== 'verified' && known.has(criterion)
        ? [{ id: criterion, ...named, isRefuted: kind === 'refuted', reason, isUnticked }]
        : [],
    ),
  };
}
