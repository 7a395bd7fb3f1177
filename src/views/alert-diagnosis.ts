import type { AlertContext } from '../alerting/context.ts';
import { unknownReason } from '../deployment/fact.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { DiagnosisRun } from '../diagnosis/kept.ts';
import { capital, clean, counted, oneLine } from '../text.ts';
import { changeLines, logLines } from './alert-context.ts';
import { diagnosisButtons } from './diagnosis-buttons.ts';
import {
  distinctProofs,
  excludedBy,
  isCommand,
  momentWords,
  proofWords,
  verdictSentence,
} from './diagnosis-words.ts';
import { gapBlocks, gapLine } from './gaps.ts';
import { context, type Message, preformatted, section } from './message.ts';
import { sectionsOf } from './sections.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { revisionWord } from './words.ts';

const MOST_PROOFS = 2;
const MOST_NAMES = 3;
const LONGEST = 520;

/**
 * The first reply of an alert's thread where a cause can be named: the verdict, the proof that tells most, what is
 * ruled out, what to do, and the last errors. *Diagnose* on the alert shows the whole.
 */
export function alertDiagnosisMessage(found: AlertContext, run: DiagnosisRun): Message {
  const { diagnosis } = run;
  const { gaps } = found;
  const { title, lines } = logLines(found);
  const commands = diagnosis.next.filter(isCommand);
  const said = (speech: Speech) => lineByLine(found, diagnosis, speech);
  return {
    text: clean(
      [
        `🔎 What I found: ${verdictSentence(diagnosis)}`,
        ...said(SPOKEN),
        ...commands.map((each) => `  ${oneLine(each, LONGEST)}`),
        ...(lines.length > 0 ? [`${title}:`, ...lines] : []),
        ...(gaps.length > 0 ? ['could not be read:', ...gaps.map(gapLine)] : []),
      ].join('\n'),
    ),
    blocks: [
      section(`🔎 ${DRAWN.strong('What I found')}: ${verdictSentence(diagnosis, DRAWN)}`),
      ...sectionsOf(said(DRAWN)),
      ...(commands.length > 0
        ? [preformatted(commands.map((each) => oneLine(each, LONGEST)).join('\n'))]
        : []),
      ...(lines.length > 0 ? [section(DRAWN.strong(capital(title))), preformatted(lines.join('\n'))] : []),
      ...gapBlocks(gaps),
      context(
        `As of ${DRAWN.minute(diagnosis.asOf)}, times of evidence in UTC. I only read; nothing was changed.`,
      ),
      ...diagnosisButtons(run, { kind: 'posted' }),
    ],
  };
}

function lineByLine(found: AlertContext, diagnosis: Diagnosis, speech: Speech): readonly string[] {
  const { asOf, evidence, ruledOut, notChecked, next } = diagnosis;
  const [excluded] = excludedBy(ruledOut, MOST_NAMES);
  const named = (label: string, lines: readonly string[]) =>
    lines.map((line, at) => (at === 0 ? `${speech.strong(label)}: ${line}` : line));
  const left = ruledOut.length - (excluded?.names.length ?? 0);
  const more = left > 0 ? `; ${counted(left, 'other cause')} as well` : '';
  const names = excluded?.names.join(', ');
  const todo = next.filter((each) => !isCommand(each)).map(speech.words);
  return [
    ...named(
      'Proof',
      distinctProofs(evidence)
        .slice(0, MOST_PROOFS)
        .map((each) => proofWords(each, asOf, speech)),
    ),
    ...named('Revision', [[...changeLines(found)].map(speech.words).join('; ')]),
    ...named('Worked', workedWords(diagnosis).map(speech.words)),
    ...named('Ruled out', excluded ? [speech.words(`${names}: ${excluded.because}${more}`)] : []),
    ...named(
      'Could not check',
      notChecked.slice(0, 1).map(({ what, unknown }) => speech.words(unknownReason(what, unknown))),
    ),
    ...named('Next', todo),
  ];
}

function workedWords({ workedBefore, asOf }: Diagnosis): readonly string[] {
  if (!workedBefore) return [];
  const { revision, at } = workedBefore;
  return [
    `${revisionWord(revision)} ${at === 'now' ? 'still serves' : `until ${momentWords(at, asOf)} at least`}`,
  ];
}
