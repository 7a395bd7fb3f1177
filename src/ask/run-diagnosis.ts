import type { Freshness } from '../aws/estate.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { DiagnosisRun } from '../diagnosis/kept.ts';
import { type DiagnoseDeps, diagnosisOf } from './diagnose-answer.ts';
import { type KeepDeps, keptRun } from './keep-diagnosis.ts';

/** What a diagnosis needs that is compared with the one before. */
export type RunDeps = DiagnoseDeps & KeepDeps;

/** How it is made, and where it was asked for. */
export interface RunAsked {
  readonly freshness: Freshness;
  readonly channel: string;
  /** Why lines are not to be shown in that place, in a clause; they are not read then. */
  readonly withheld?: string | undefined;
}

/** Makes a diagnosis, keeps it, and says what changed since the one before. */
export async function runDiagnosis(
  deps: RunDeps,
  ref: ServiceRef,
  { freshness, channel, withheld }: RunAsked,
): Promise<DiagnosisRun> {
  const diagnosis = await diagnosisOf(deps, ref, { freshness, withheld });
  return keptRun(deps, diagnosis, { channel, withheld: withheld !== undefined });
}
