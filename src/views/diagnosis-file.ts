import { revisionText } from '../deployment/revisions.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Proof } from '../diagnosis/rule.ts';
import { oneLine } from '../text.ts';
import { fitLines } from './fit.ts';
import { utcDateTime } from './mrkdwn.ts';

/** In characters: what AWS says may be long, and nobody reads more. */
const LONGEST_FILE = 100_000;

/** Everything that a diagnosis rests on, whole: what its message had to cut, for a file beside it. */
export function diagnosisFile(diagnosis: Diagnosis): string {
  const { ref, verdict, rootCause, mechanism, revision, asOf } = diagnosis;
  const causes = [...diagnosis.contributing, ...diagnosis.likely];
  const parts: readonly (readonly [string, readonly string[]])[] = [
    ['EVIDENCE', diagnosis.evidence.map(proofLine)],
    [
      'OTHER CAUSES',
      causes.flatMap(({ id, says, because }) => [
        `${id}: ${says}`,
        ...because.map((each) => `  ${proofLine(each)}`),
      ]),
    ],
    [
      'DIFFERENCES',
      (diagnosis.differences ?? []).map(
        ({ id, what, how, before, after }) => `${id} ${what} ${how}: ${before ?? '-'} -> ${after ?? '-'}`,
      ),
    ],
    ['RULED OUT', diagnosis.ruledOut.map(({ id, title, because }) => `${id} (${title}): ${because}`)],
    [
      'NOT CHECKED',
      diagnosis.notChecked.map(({ what, unknown }) => `${what}: ${unknown.permission ?? unknown.detail}`),
    ],
    ['NOT KNOWN TO ANY RULE', diagnosis.unmatched.map(proofLine)],
    ['LOOKED AT', diagnosis.looked],
  ];
  const head = [
    `${ref.env}:${ref.cluster}/${ref.name} ${revision ? revisionText(revision) : ''}`.trim(),
    `verdict ${verdict}, root cause ${rootCause ?? 'none'}, mechanism ${mechanism?.id ?? 'none'}`,
    `as of ${utcDateTime(asOf)}`,
  ];
  const body = parts
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => [title, ...lines].join('\n'));
  return fitLines([head.join('\n'), ...body].join('\n\n'), LONGEST_FILE);
}

function proofLine({ source, what, value, at }: Proof): string {
  return `${at ? at.toISOString() : '-'} ${source} ${what}: ${oneLine(value, 2000)}`;
}
