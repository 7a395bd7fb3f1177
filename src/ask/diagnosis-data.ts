import { revisionText } from '../deployment/revisions.ts';
import type { Cause, Diagnosis } from '../diagnosis/diagnosis.ts';

/** A diagnosis as programs read it: ids of the catalogue, `null` where nothing is wrong or nothing was found. */
export function diagnosisData(diagnosis: Diagnosis): object {
  const { ref, verdict, settling, mechanism, drift, likely, ruledOut, notChecked, workedBefore } = diagnosis;
  return {
    service: ref,
    verdict,
    settling,
    rootCause: diagnosis.rootCause ?? null,
    // A change that is all there is to go by does not tell how it broke.
    mechanism: mechanism && !mechanism.id.startsWith('drift-') ? mechanism.id : null,
    says: mechanism?.says ?? null,
    settle: diagnosis.settle ?? null,
    revision: diagnosis.revision ? revisionText(diagnosis.revision) : null,
    drift: drift ?? null,
    contributing: diagnosis.contributing.map(causeData),
    likely: likely.map((each) => ({ ...causeData(each), settle: each.settle })),
    ruledOut: ruledOut.map(({ id, because }) => ({ id, because })),
    workedBefore: workedBefore
      ? {
          revision: revisionText(workedBefore.revision),
          at: workedBefore.at === 'now' ? diagnosis.asOf : workedBefore.at,
          stillServes: workedBefore.at === 'now',
          line: workedBefore.line ?? null,
        }
      : null,
    firstFailedAt: diagnosis.firstFailedAt ?? null,
    differences: diagnosis.differences ?? null,
    notChecked: notChecked.map(({ what, unknown }) => ({
      what,
      permission: unknown.permission ?? null,
      detail: unknown.detail,
    })),
    evidence: diagnosis.evidence,
    unmatched: diagnosis.unmatched,
    next: diagnosis.next,
    looked: diagnosis.looked,
    asOf: diagnosis.asOf,
  };
}

function causeData({ id, says, because }: Cause): object {
  return { id, says, because };
}
