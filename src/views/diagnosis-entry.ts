import { revisionText } from '../deployment/revisions.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { KeptDiagnosis } from '../diagnosis/kept.ts';
import { capital, cut, oneLine } from '../text.ts';
import { causeSentence } from './diagnosis-words.ts';
import { utcDateTime } from './mrkdwn.ts';

/** A diagnosis in the words of a tracker: one line each, no mark-up. */
export interface DiagnosisEntry {
  readonly title: string;
  readonly detail: string;
  /** In the detail: by it the entry is known again. */
  readonly mark: string;
  readonly verdict: 'confirmed' | 'refuted' | 'looked-at';
}

const MOST_TITLE = 200;
/** What a tracker takes is 2,000; its marks take some. */
const MOST_DETAIL = 1500;
const MOST_PROOFS = 4;
const MOST_VALUE = 200;

/** "ml-prod/enhanced-ml rev 15: the health check asks …", with verdict, evidence and what worked before behind it. */
export function diagnosisEntry({ id, diagnosis, superseded }: KeptDiagnosis): DiagnosisEntry {
  const { ref, revision, verdict, rootCause = '', mechanism, evidence, asOf } = diagnosis;
  const rev = revision ? ` rev ${revision.number}` : '';
  const mark = `diagnosis ${id.slice(0, 8)}`;
  const how = mechanism && mechanism.id !== rootCause ? ` by ${mechanism.id}` : '';
  const sentences = [
    `${capital(verdict)} ${utcDateTime(asOf)}: ${rootCause}${how}`,
    ...(superseded ? [`Was believed until ${utcDateTime(superseded.at)}; then: ${superseded.now}`] : []),
    evidence.length > 0 ? `Evidence: ${evidence.slice(0, MOST_PROOFS).map(proofText).join('; ')}` : '',
    workedText(diagnosis),
  ].filter(Boolean);
  const detail = cut(oneLine(sentences.join('. '), Number.POSITIVE_INFINITY), MOST_DETAIL);
  return {
    title: oneLine(`${ref.cluster}/${ref.name}${rev}: ${causeSentence(diagnosis)}`, MOST_TITLE),
    detail: `${detail} (${mark})`,
    mark,
    verdict:
      superseded?.how === 'overturned' ? 'refuted' : verdict === 'confirmed' ? 'confirmed' : 'looked-at',
  };
}

function proofText({ source, what, value, at }: Diagnosis['evidence'][number]): string {
  const when = at ? ` ${utcDateTime(at)}` : '';
  return `"${oneLine(value, MOST_VALUE)}" from ${source} ${oneLine(what, MOST_VALUE)}${when}`;
}

function workedText({ workedBefore }: Diagnosis): string {
  if (!workedBefore) return '';
  const { revision, at } = workedBefore;
  const until = at === 'now' ? 'still serves' : `worked until ${utcDateTime(at)} at least`;
  return `${revisionText(revision)} ${until}`;
}
