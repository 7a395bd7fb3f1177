import {
  type Criterion,
  entriesOf,
  type Operation,
  type Percent,
  type Said,
} from '../operation/operation.ts';
import type { Progress } from '../operation/progress.ts';
import { counted, cut, oneLine } from '../text.ts';
import { lineWords } from './entry-words.ts';
import type { Speech } from './speech.ts';

const MOST_CLAIM = 60;

/** "claimed 99 % · criteria 4/10 · verified 0/10 (no probe bound)" */
export function numbersWords(operation: Operation, numbers: Progress, speech: Speech): string {
  const { done: met, all } = numbers.criteria;
  return [
    claimWords(numbers.claimed, speech),
    all === 0 ? 'no criteria' : `criteria ${met}/${all}`,
    all === 0
      ? 'nothing to verify'
      : `verified ${numbers.verified?.done ?? 0}/${all}${probeWords(operation, numbers)}`,
  ].join(' · ');
}

/** "The tracker claims 99 % (line 10), while 4 of 10 criteria are ticked (lines 164–173): 59 points apart." */
export function gapWords(operation: Operation, numbers: Progress, speech: Speech): string {
  const { claimed, criteria, gap } = numbers;
  const claim = claimed ? ` (${lineWords(claimed.at)})` : '';
  const ticked = `${criteria.done} of ${counted(criteria.all, 'criterion', 'criteria')} ${criteria.done === 1 ? 'is' : 'are'} ticked${criteriaLines(operation)}`;
  if (criteria.all === 0)
    return claimed
      ? `The tracker ${claimVerb(claimed, speech)}${claim} and names no criterion that would show it.`
      : 'The tracker claims no number and names no criterion that would show one.';
  if (!claimed) return `The tracker claims no number; ${ticked}.`;
  if (gap === undefined)
    return `The tracker ${claimVerb(claimed, speech)}${claim}, which is no number; ${ticked}.`;
  const apart = Math.abs(gap);
  if (apart === 0) return `The tracker ${claimVerb(claimed, speech)}${claim}, and ${ticked}: they agree.`;
  const points = `${counted(apart, 'point')} apart`;
  const how = gap > 0 ? '' : ', the claim being the lower one';
  return `The tracker ${claimVerb(claimed, speech)}${claim}, while ${ticked}: ${points}${how}.`;
}

function claimWords(claimed: Said<Percent> | undefined, speech: Speech): string {
  if (!claimed) return 'claimed nothing';
  const { percent, words } = claimed.value;
  return `claimed ${percent === undefined ? quoted(words, speech) : `${percent} %`}`;
}

function claimVerb({ value: { percent, words } }: Said<Percent>, speech: Speech): string {
  return percent === undefined ? `says ${quoted(words, speech)}` : `claims ${percent} %`;
}

function quoted(words: string, speech: Speech): string {
  return `“${speech.words(cut(oneLine(words), MOST_CLAIM))}”`;
}

/** Why nothing is verified, since without a probe nothing ever will be; and what was, too long ago to count. */
function probeWords(operation: Operation, { verified }: Progress): string {
  const bound = entriesOf(operation, 'criterion').filter(({ probe }) => probe !== undefined).length;
  if (bound === 0) return ' (no probe bound)';
  if (verified === undefined) return ` (${counted(bound, 'probe')} bound, none run yet)`;
  return verified.stale ? ` (${verified.stale} more, too long ago to count)` : '';
}

/** From the first to the last of them. */
function criteriaLines(operation: Operation): string {
  const criteria: readonly Criterion[] = entriesOf(operation, 'criterion');
  const [first, last] = [criteria[0], criteria.at(-1)];
  if (!first || !last) return '';
  return ` (${lineWords({ line: first.at.line, endLine: last.at.endLine })})`;
}
