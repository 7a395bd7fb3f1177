import { cut, oneLine } from '../text.ts';
import type { CheckedCriterion } from '../verification/checked-criteria.ts';
import { withoutCredentials } from '../verification/probe-url.ts';
import type { Verification } from '../verification/verification.ts';
import type { Speech } from './speech.ts';
import { ago } from './words.ts';

/** The state of a criterion as an emoji and a word. */
export const VERIFICATION_MARKS: Readonly<Record<Verification['kind'], string>> = {
  verified: '✅ verified',
  refuted: '❌ refuted',
  unverifiable: '❔ unverifiable',
  attested: '✍️ attested',
  unchecked: '⬜ unchecked',
};

/** "❌ refuted 12 s ago", "⬜ not run yet": what the probe of a criterion saw last, for a list; '' where none is bound. */
export function outcomeWords({ bound, verification, stale, holds }: CheckedCriterion, now: Date): string {
  if (!bound) return '';
  if (bound.kind === 'broken') return '❔ this is no probe that I understand';
  const { kind, checkedAt } = verification;
  if (!checkedAt) return '⬜ not run yet';
  // In a list it counts as it did before the rollout; why not now is told by `verify`.
  if (kind === 'unverifiable' && holds) return '✅ verified before the rollout that is under way';
  return `${VERIFICATION_MARKS[kind]} ${ago(checkedAt, now)}${stale ? ', ⏳ too long ago to count' : ''}`;
}

/** "probe `service steady web`". In a file written by hand an address may hold a password: that is never shown. */
export function boundWords(text: string, most: number, speech: Speech): string {
  return `probe ${speech.name(cut(oneLine(withoutCredentials(text), text.length), most))}`;
}

const MOST_REASON = 240;
const MOST_NAME = 40;
const MOST_SOURCES = 3;

/** "web serves web:14 while web:15 was asked for · ecs:DescribeServices 2 s ago"; nothing to be said of what is unchecked. */
export function proofWords(
  { verification, stale, holds }: CheckedCriterion,
  now: Date,
  speech: Speech,
): string {
  if (verification.kind === 'unchecked') return speech.words(verification.reason);
  if (verification.kind === 'attested') return attestedWords(verification, now, speech);
  const { reason, evidence, checkedAt } = verification;
  const sources = [...new Set(evidence.map(({ source }) => source))];
  const from = sources.slice(0, MOST_SOURCES).map((source) => speech.words(source));
  const aged = `${from.join(', ')} ${ago(checkedAt, now)}`.trim();
  const needs = verification.kind === 'unverifiable' ? verification.permission : undefined;
  return [
    speech.words(cut(oneLine(reason), MOST_REASON)),
    verification.kind === 'unverifiable' && holds ? 'counts as verified, as it was before' : '',
    needs === undefined || reason.includes(needs) ? '' : `needs ${speech.words(needs)}`,
    stale ? `⏳ stale: ${aged}` : aged,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** "ticked by Ben 2 h ago, here": a person's word beside what a probe saw; '' where nobody ticked it. */
export function tickWords({ attested, bound }: CheckedCriterion, now: Date, speech: Speech): string {
  return attested && bound ? attestedWords(attested, now, speech) : '';
}

/** "since 12 min": how long it has been so, where that is longer than the look is old. */
export function sinceWords({ sinceAt, verification }: CheckedCriterion, speech: Speech): string {
  const { checkedAt } = verification;
  if (!sinceAt || !checkedAt || checkedAt.getTime() - sinceAt.getTime() < 1000) return '';
  return `so since ${speech.dayMinute(sinceAt)}`;
}

function attestedWords(
  { by, checkedAt, reason }: Extract<Verification, { kind: 'attested' }>,
  now: Date,
  speech: Speech,
): string {
  return `${speech.words(reason)} by ${speech.words(cut(by.name, MOST_NAME))} ${ago(checkedAt, now)}`;
}
