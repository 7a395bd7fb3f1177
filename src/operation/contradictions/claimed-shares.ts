import { groupedBy } from '../grouped.ts';
import type { Phase } from '../operation.ts';
import { wordsOf } from '../wording/terms.ts';
import { EMPTY, WHOLE } from '../wording/vocabulary.ts';
import type { Reading, Told } from './contradiction.ts';
import type { Saying } from './saying.ts';

/** A percentage of work that is said to be done, and where. */
export interface ClaimedShare extends Told {
  readonly percent: number;
}

/** What is claimed for the operation as a whole, by its header and in passing, the highest first. */
export function overallShares({ operation, sayings }: Reading): readonly ClaimedShare[] {
  const { claimed } = operation.header;
  const ofHeader =
    claimed?.value.percent === undefined
      ? []
      : [{ percent: claimed.value.percent, words: claimed.value.words, line: claimed.at.line }];
  const title = wordsOf(operation.title ?? '');
  const inPassing = sayings
    .filter(({ stance }) => stance === 'claimed')
    .flatMap((saying) => ofWhole(saying, new Set(title)));
  return [...ofHeader, ...inPassing].sort(
    (one, other) => other.percent - one.percent || one.line - other.line,
  );
}

/** What is claimed for one phase; undefined where it is no number. */
export function shareOf({ claimed, title }: Phase): ClaimedShare | undefined {
  if (claimed?.value.percent === undefined) return undefined;
  return {
    percent: claimed.value.percent,
    words: `${title}: ${claimed.value.words}`,
    line: claimed.at.line,
  };
}

/** What is claimed in passing for phases, by their numbers: "Phase 3 is 80% complete". */
export function sharesInPassing({ sayings }: Reading): ReadonlyMap<number, readonly ClaimedShare[]> {
  const shares = sayings.flatMap(({ words, line, stance }) => {
    if (stance !== 'claimed') return [];
    const percent = percentOf(words);
    const [named, ...others] = words.matchAll(/\bphase\s*(\d+)/gi);
    if (percent === undefined || !named || others.length > 0) return [];
    return [{ number: Number(named[1]), share: { percent, words, line } }];
  });
  const byNumber = groupedBy(shares, ({ number }) => number);
  return new Map([...byNumber].map(([number, members]) => [number, members.map(({ share }) => share)]));
}

const DONE =
  /(?<![\d.,])(\d{1,3}(?:[.,]\d+)?)\s*%\s*(?:complete|completed|done|finished|there|fertig|abgeschlossen|erledigt|completo|termin)/i;
const WHOLE_WORDS = new Set([...WHOLE.split(' '), ...EMPTY.split(' ')]);

function ofWhole({ title, words, line }: Saying, ofTitle: ReadonlySet<string>): readonly ClaimedShare[] {
  const text = DONE.test(title) ? title : words;
  const percent = percentOf(text);
  if (percent === undefined) return [];
  const others = wordsOf(text.replace(DONE, ' ')).filter(
    (word) => !WHOLE_WORDS.has(word) && !ofTitle.has(word),
  );
  return others.length === 0 ? [{ percent, words, line }] : [];
}

/** Of the only percentage that says how much is done; undefined where there is none, or another beside it. */
function percentOf(words: string): number | undefined {
  const digits = DONE.exec(words)?.[1];
  if (digits === undefined || [...words.matchAll(/\d\s*%/g)].length !== 1) return undefined;
  const percent = Number(digits.replace(',', '.'));
  return percent <= 100 ? percent : undefined;
}
