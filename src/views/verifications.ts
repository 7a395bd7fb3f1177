import type { Verified } from '../operation/progress.ts';
import { clean, counted, cut, oneLine } from '../text.ts';
import type { CheckedCriterion } from '../verification/checked-criteria.ts';
import type { Verification } from '../verification/verification.ts';
import { lineWords } from './entry-words.ts';
import { actions, context, type Message, section } from './message.ts';
import { formButton, pageOf, pageWords } from './operation-buttons.ts';
import { commandWord, type Where } from './place-words.ts';
import { sectionsOf } from './sections.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { type SuggestedProbes, suggestedLines } from './suggested-probes.ts';
import { boundWords, proofWords, sinceWords, tickWords, VERIFICATION_MARKS } from './verification-words.ts';

const PAGE_SIZE = 20;
const MOST_TITLE = 120;
const MOST_PROBE = 160;

/** What is known of the criteria of an operation. */
export interface VerificationsFacts {
  readonly operation: { readonly id: string; readonly name: string };
  /** Those that are shown, in the file's order. */
  readonly criteria: readonly CheckedCriterion[];
  /** Of all criteria; undefined where no probe has looked. */
  readonly verified: Verified | undefined;
  /** How many criteria there are. */
  readonly all: number;
  /** What those without a probe could be bound to. */
  readonly suggested: readonly SuggestedProbes[];
  /** How many probes were run for this. */
  readonly ran: number;
  /** How many were left to the clock. */
  readonly left: number;
  readonly page: number;
  readonly place: Where;
  readonly now: Date;
}

/** Each criterion with what a probe saw or who says so, where that was read, and how old it is. */
export function verificationsMessage(facts: VerificationsFacts): Message {
  const { shown, page, pages } = pageOf(facts.criteria, facts.page, PAGE_SIZE);
  const notes = [
    `${counted(facts.ran, 'probe')} run now`,
    facts.left > 0 ? `${facts.left} more than are run at once, left to the clock` : '',
    pageWords(page, pages),
    page < pages ? `more: ${commandWord(facts.place)} verify --page ${page + 1}` : '',
    `raw proof: ${commandWord(facts.place)} evidence <n>`,
  ].filter(Boolean);
  const body = (speech: Speech) => [
    ...shown.map((each) => criterionLine(each, facts.now, speech)),
    ...suggestedLines(facts.suggested, facts.place, speech),
  ];
  return {
    text: clean([headWords(facts, SPOKEN), ...body(SPOKEN), notes.join(' · ')].join('\n')),
    blocks: [
      section(headWords(facts, DRAWN)),
      ...sectionsOf(body(DRAWN)),
      context(DRAWN.words(notes.join(' · '))),
      actions(formButton('Bind a probe…', 'bind-probe', facts.operation.id)),
    ],
  };
}

/** "Snail Trail · verified 3/10 · 1 refuted · 4 attested · 2 unchecked" */
function headWords({ operation, criteria, verified, all }: VerificationsFacts, speech: Speech): string {
  const kinds: readonly Verification['kind'][] = ['refuted', 'unverifiable', 'attested', 'unchecked'];
  const counts = kinds.flatMap((kind) => {
    const count = criteria.filter(({ verification }) => verification.kind === kind).length;
    return count > 0 ? [`${count} ${kind}`] : [];
  });
  const stale = verified?.stale ? [`${verified.stale} verified too long ago to count`] : [];
  const number = all === 0 ? 'no criteria' : `verified ${verified?.done ?? 0}/${all}`;
  return [speech.strong(operation.name), number, ...stale, ...counts].join(' · ');
}

/** "5 ✅ verified · Title · probe `…` · why · source and age · since · who ticked it · line 168" */
function criterionLine(each: CheckedCriterion, now: Date, speech: Speech): string {
  const { number, criterion, bound, verification } = each;
  return [
    `${number} ${VERIFICATION_MARKS[verification.kind]}`,
    speech.strong(cut(oneLine(criterion.title), MOST_TITLE)),
    proofWords(each, now, speech),
    sinceWords(each, speech),
    bound ? boundWords(bound.text, MOST_PROBE, speech) : '',
    tickWords(each, now, speech),
    lineWords(criterion.at),
  ]
    .filter(Boolean)
    .join(' · ');
}
