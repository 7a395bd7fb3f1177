import type { Alert } from '../alerting/alert.ts';
import type { Freshness } from '../aws/estate.ts';
import { inTime } from '../clock.ts';
import type { Deps } from '../deps.ts';
import { type DiagnosisRun, runAgain } from '../diagnosis/kept.ts';
import { UpstreamError } from '../errors.ts';
import { isWorthKeeping } from '../views/diagnosis-buttons.ts';
import { causeSentence, verdictWord } from '../views/diagnosis-words.ts';
import { type RunDeps, runDiagnosis } from './run-diagnosis.ts';

/** What a diagnosis that nobody asked for came to: a cause, or why none is named, in a sentence. */
export type AlertDiagnosis =
  | { readonly kind: 'named'; readonly run: DiagnosisRun }
  | { readonly kind: 'none'; readonly why: string };

export type AlertDiagnosisDeps = RunDeps & Pick<Deps, 'diagnoses'>;

/** Somebody was woken and waits for the rest. */
const PATIENCE_MS = 8000;
/** What was found out in the look that opened the alert is about this opening. */
const BEFORE_MS = 30_000;

/**
 * Diagnoses the service of an alert, at most once for each opening, however often the post is tried and in however
 * many channels. Nothing that goes wrong reaches the alert: it is told as why no cause is named.
 */
export function alertDiagnosis(
  deps: AlertDiagnosisDeps,
  { ref, openings }: Pick<Alert, 'ref' | 'openings'>,
  asked: { readonly channel: string; readonly freshness: Freshness; readonly withheld?: string | undefined },
): Promise<AlertDiagnosis> {
  const made = async (): Promise<AlertDiagnosis> => {
    const kept = await deps.diagnoses.list(ref);
    const sinceMs = (openings.at(-1)?.getTime() ?? deps.clock.now().getTime()) - BEFORE_MS;
    const isOfOpening = kept.find(
      ({ diagnosis, withheld }) =>
        diagnosis.asOf.getTime() >= sinceMs && withheld === (asked.withheld !== undefined),
    );
    return toldOf(isOfOpening ? runAgain(isOfOpening) : await runDiagnosis(deps, ref, asked));
  };
  return inTime(made().catch(failed), PATIENCE_MS, deps, () => ({
    kind: 'none',
    why: 'No cause is named: the diagnosis took too long. Diagnose tries again.',
  }));
}

function toldOf(run: DiagnosisRun): AlertDiagnosis {
  const { diagnosis } = run;
  if (isWorthKeeping(diagnosis)) return { kind: 'named', run };
  return { kind: 'none', why: `No cause is named: ${verdictWord(diagnosis)}, ${causeSentence(diagnosis)}.` };
}

/** A rule that breaks must not silence the alert; the thread says that it did. */
function failed(error: unknown): AlertDiagnosis {
  const why = error instanceof UpstreamError ? error.message : 'something broke on my side';
  return { kind: 'none', why: `No cause is named: ${why}.` };
}
