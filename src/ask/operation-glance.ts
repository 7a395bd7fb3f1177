import { type Gap, unknownOf } from '../deployment/fact.ts';
import type { Deps } from '../deps.ts';
import { progressOf } from '../operation/progress.ts';
import { verifiedTally } from '../verification/checked-criteria.ts';
import type { OperationGlance } from '../views/menu.ts';
import type { Call } from './answer.ts';
import { type CriteriaDeps, criteriaOf } from './criteria-here.ts';
import { knownExtras } from './known-extras.ts';
import { operationHere } from './operation-here.ts';

/**
 * The operation that is worked at in a place, as far as one line of it goes; undefined where there is none. An outage
 * of ours is a gap, and must not hide AWS.
 */
export async function operationGlance(
  deps: Pick<Deps, 'operations'> & CriteriaDeps,
  place: Call['place'],
): Promise<{ readonly glance: OperationGlance | undefined; readonly gaps: readonly Gap[] }> {
  try {
    const record = await operationHere(deps.operations, { place, options: {} });
    if (!record) return { glance: undefined, gaps: [] };
    const { operation, checked } = await criteriaOf(deps, record);
    const verified = verifiedTally(checked);
    const extras = knownExtras(record, operation);
    const progress = progressOf(operation, { extras, ...(verified ? { verified } : {}) });
    const { id, name } = record;
    return { glance: { id, name, operation, progress }, gaps: [] };
  } catch (error) {
    const gap = { env: undefined, subject: 'the operation', unknown: unknownOf(error) };
    return { glance: undefined, gaps: [gap] };
  }
}
