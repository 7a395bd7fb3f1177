import { clean, counted, cut, oneLine } from '../text.ts';
import type { CheckedCriterion } from '../verification/checked-criteria.ts';
import type { Evidence } from '../verification/verification.ts';
import { lineWords } from './entry-words.ts';
import { firstOf } from './fit.ts';
import { context, type Message, preformatted, section } from './message.ts';
import { utcDateTime } from './mrkdwn.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { boundWords, proofWords, sinceWords, tickWords, VERIFICATION_MARKS } from './verification-words.ts';

const MOST_PIECES = 20;
const MOST_SUBJECT = 120;
const MOST_VALUE = 400;
const MOST_TITLE = 160;
const MOST_PROBE = 300;

/** One criterion with its proof. */
export interface EvidenceFacts {
  readonly operation: { readonly name: string };
  readonly found: CheckedCriterion;
  /** Why lines of a log are not shown here, as a clause; undefined where they may be. */
  readonly withheld: string | undefined;
  readonly now: Date;
}

/** The raw proof of a criterion: each value as it was read, with its source and time. */
export function evidenceMessage(facts: EvidenceFacts): Message {
  const pieces = facts.found.verification.evidence;
  const { shown, more } = firstOf(
    facts.withheld === undefined ? pieces : pieces.filter((each) => !isLine(each)),
    MOST_PIECES,
    'piece',
  );
  const raw = shown.map(pieceWords).join('\n');
  const note = noteWords(facts, more);
  return {
    text: clean([...headLines(facts, SPOKEN), ...(raw ? [raw] : []), note].join('\n')),
    blocks: [
      section(headLines(facts, DRAWN).join('\n')),
      ...(raw ? [preformatted(clean(raw))] : []),
      context(DRAWN.words(note)),
    ],
  };
}

function headLines({ operation, found, now }: EvidenceFacts, speech: Speech): readonly string[] {
  const { number, criterion, verification, bound } = found;
  const about = [proofWords(found, now, speech), sinceWords(found, speech), tickWords(found, now, speech)];
  return [
    `${speech.strong(`Criterion ${number} of ${operation.name}`)} · ${speech.words(cut(oneLine(criterion.title), MOST_TITLE))} · ${lineWords(criterion.at)}`,
    `${VERIFICATION_MARKS[verification.kind]} · ${about.filter(Boolean).join(' · ')}`,
    bound ? boundWords(bound.text, MOST_PROBE, speech) : 'no probe is bound',
  ];
}

function noteWords({ found, withheld }: EvidenceFacts, more: string): string {
  const { evidence, kind } = found.verification;
  const all =
    evidence.length === 0
      ? kind === 'attested'
        ? "a person's word, and no link beside it"
        : 'nothing was read'
      : `${counted(evidence.length, 'piece')} of evidence, secrets taken out`;
  return [all, more, withheld === undefined ? '' : `log lines are not shown: ${withheld}`]
    .filter(Boolean)
    .join(' · ');
}

/** "2026-03-04 03:00:00 UTC  ecs:DescribeServices  PRIMARY deployment of web: web:14 completed" */
function pieceWords({ source, subject, value, at }: Evidence): string {
  return `${utcDateTime(at)}  ${oneLine(source, MOST_SUBJECT)}  ${oneLine(subject, MOST_SUBJECT)}: ${oneLine(value, MOST_VALUE)}`;
}

/** As the judge of log lines names them. */
function isLine({ subject }: Evidence): boolean {
  return subject.startsWith('log line of ');
}
