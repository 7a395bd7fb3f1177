import type { Cause, Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Difference } from '../diagnosis/differences.ts';
import type { Proof } from '../diagnosis/rule.ts';

/** A diagnosis in which secrets are unreadable: commands, reasons and variables come from outside and may hold some. */
export function redactedDiagnosis(diagnosis: Diagnosis, redact: (text: string) => string): Diagnosis {
  const proof = (each: Proof): Proof => ({ ...each, what: redact(each.what), value: redact(each.value) });
  const cause = <T extends Cause>(each: T): T => ({
    ...each,
    says: redact(each.says),
    because: each.because.map(proof),
  });
  const difference = (each: Difference): Difference => ({
    ...each,
    before: each.before === undefined ? undefined : redact(each.before),
    after: each.after === undefined ? undefined : redact(each.after),
  });
  return {
    ...diagnosis,
    mechanism: diagnosis.mechanism && cause(diagnosis.mechanism),
    drift: diagnosis.drift && difference(diagnosis.drift),
    contributing: diagnosis.contributing.map(cause),
    likely: diagnosis.likely.map(cause),
    ruledOut: diagnosis.ruledOut.map((each) => ({ ...each, because: redact(each.because) })),
    differences: diagnosis.differences?.map(difference),
    evidence: diagnosis.evidence.map(proof),
    unmatched: diagnosis.unmatched.map(proof),
    next: diagnosis.next.map(redact),
  };
}
