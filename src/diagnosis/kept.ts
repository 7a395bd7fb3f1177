import type { Diagnosis } from './diagnosis.ts';
import type { SinceLast } from './since-last.ts';

/** A diagnosis that was made, so that a later one can be compared with it and its buttons know what they are about. */
export interface KeptDiagnosis {
  readonly id: string;
  /** With nothing secret in it. */
  readonly diagnosis: Diagnosis;
  /** Where it was asked for. */
  readonly channel: string;
  /** Whether log lines were left out, since they must not be shown there. */
  readonly withheld: boolean;
  /** Where all can see it, oldest first. */
  readonly posts: readonly DiagnosisPost[];
  /** Undefined while it is believed. */
  readonly superseded: Superseded | undefined;
}

/** One place where all can see a diagnosis. */
export interface DiagnosisPost {
  readonly channel: string;
  /** Of the message; of an alert's short form, of the alert. */
  readonly ts: string;
  /** Undefined where the message is no reply. */
  readonly thread: string | undefined;
  /** The whole can be drawn again; the short form of an alert's thread can only be answered. */
  readonly form: 'whole' | 'short';
}

/** What came instead of it. */
export interface Superseded {
  readonly at: Date;
  /** The service is another by now, or the conclusion was wrong. */
  readonly how: 'passed' | 'overturned';
  /** What is believed now: verdict and cause in a sentence. */
  readonly now: string;
}

/** A diagnosis as it is shown: with what is known of the runs before. */
export interface DiagnosisRun {
  readonly diagnosis: Diagnosis;
  /** Undefined where it could not be kept: there is nothing to be pressed then. */
  readonly id: string | undefined;
  /** Undefined where there was no run before. */
  readonly since: SinceLast | undefined;
  /** What was believed until this run. */
  readonly believed: Diagnosis | undefined;
  /** Set where it is not believed any more. */
  readonly superseded: Superseded | undefined;
}

/** As if it were the first one of its service, with nothing kept. */
export function firstRun(diagnosis: Diagnosis): DiagnosisRun {
  return { diagnosis, id: undefined, since: undefined, believed: undefined, superseded: undefined };
}

/** It as it is shown again. */
export function runAgain({ id, diagnosis, superseded }: KeptDiagnosis): DiagnosisRun {
  return { ...firstRun(diagnosis), id, superseded };
}
