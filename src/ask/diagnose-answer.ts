import type { StoppedRecord } from '../alerting/stopped-record.ts';
import type { Freshness } from '../aws/estate.ts';
import type { Unknown } from '../deployment/fact.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { Deps } from '../deps.ts';
import { diagnose } from '../diagnosis/diagnose.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { firstRun } from '../diagnosis/kept.ts';
import { needsOf } from '../diagnosis/needs.ts';
import { findSuspect } from '../diagnosis/suspect.ts';
import { clean } from '../text.ts';
import { stoppedOf } from './alert-context.ts';
import type { Answer } from './answer.ts';
import { type DiagnosisLines, diagnosisLines } from './diagnose-lines.ts';
import { redactedDiagnosis } from './redacted-diagnosis.ts';
import { runAnswer } from './run-answer.ts';
import { stoppedRecords } from './stopped-records.ts';

/** What a diagnosis is made from. */
export type DiagnoseDeps = Pick<Deps, 'estate' | 'blackBox' | 'redact' | 'clock' | 'sleep'>;

/** How it is gathered. */
export interface DiagnosisAsked {
  readonly freshness: Freshness;
  /** Why lines are not to be shown in that place, in a clause; they are not read then. */
  readonly withheld?: string | undefined;
}

/** About as long as ECS remembers stopped tasks; those of before tell of another trouble. */
const STOPPED = { withinMs: 60 * 60_000, most: 200 } as const;

/**
 * Looks, sees what is in question, reads what that needs, and judges. Every source that fails is a gap in the
 * answer. Nothing secret is in it.
 */
export async function diagnosisOf(
  deps: DiagnoseDeps,
  ref: ServiceRef,
  { freshness, withheld }: DiagnosisAsked,
): Promise<Diagnosis> {
  const { estate, clock, redact } = deps;
  const [looked, box] = await Promise.all([estate.look(ref, freshness), stoppedRecords(deps, ref, STOPPED)]);
  const records = box.kind === 'known' ? box.value : [];
  const sighting: Sighting = { ...looked, stopped: stoppedOf(looked.stopped, records) };
  const suspect = findSuspect(sighting, clock.now());
  const [deeper, read] = await Promise.all([
    estate.evidence(ref, needsOf(sighting, suspect), freshness),
    suspect.state === 'well' ? NO_LINES : linesOf(deps, { sighting, suspect, records }, withheld),
  ]);
  const { lines, success, gap } = read;
  const gaps = [
    ...(box.kind === 'unknown' ? [{ what: 'stopped tasks that were kept', unknown: box }] : []),
    ...(gap ? [{ what: 'some of the log lines', unknown: gap }] : []),
  ];
  const diagnosis = diagnose({ ...deeper, lines, success, gaps, sighting, suspect, now: clock.now() });
  return redactedDiagnosis(diagnosis, (text) => redact(clean(text)).text);
}

const IN_A_TERMINAL = { kind: 'terminal', thread: undefined } as const;

/** The diagnosis as an answer, without anything kept: words for people, the catalogue's ids for programs. */
export async function diagnosisAnswer(
  deps: DiagnoseDeps,
  ref: ServiceRef,
  asked: DiagnosisAsked,
): Promise<Answer> {
  const diagnosis = await diagnosisOf(deps, ref, asked);
  return runAnswer(deps, firstRun(diagnosis), IN_A_TERMINAL);
}

const NO_LINES: DiagnosisLines = {
  lines: { kind: 'unknown', why: 'pending', detail: 'log lines were not needed' },
  success: undefined,
  gap: undefined,
};

function linesOf(
  deps: DiagnoseDeps,
  asked: Parameters<typeof diagnosisLines>[1] & { readonly records: readonly StoppedRecord[] },
  withheld: string | undefined,
): ReturnType<typeof diagnosisLines> {
  if (withheld === undefined) return diagnosisLines(deps, asked);
  const lines: Unknown = { kind: 'unknown', why: 'denied', detail: withheld };
  return Promise.resolve({ ...NO_LINES, lines });
}
