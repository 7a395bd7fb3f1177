import { clean, cut } from '../text.ts';
import { moreWords } from './fit.ts';

/** A line that is in one text and not in the other. */
export interface ChangedLine {
  readonly sign: '-' | '+';
  /** Counted from 1: in the text before for what is gone, in the one after for what is new. */
  readonly line: number;
  readonly text: string;
}

/** Lines between the first and the last that differ are compared one by one up to so many; beyond it all of them count. */
const MOST_COMPARED = 400;
const MOST_SHOWN = 12;
const MOST_WIDTH = 200;

/** The lines in which two texts differ, in order; what is gone comes before what is new in its place. */
export function lineDifference(before: string, after: string): readonly ChangedLine[] {
  const [old, young] = [before.split('\n'), after.split('\n')];
  const least = Math.min(old.length, young.length);
  let start = 0;
  while (start < least && old[start] === young[start]) start += 1;
  let end = 0;
  while (end < least - start && old[old.length - 1 - end] === young[young.length - 1 - end]) end += 1;
  const gone = linesFrom('-', old.slice(start, old.length - end), start);
  const fresh = linesFrom('+', young.slice(start, young.length - end), start);
  if (gone.length > MOST_COMPARED || fresh.length > MOST_COMPARED) return [...gone, ...fresh];
  return withoutShared(gone, fresh);
}

/** "-168 - [ ] …" over "+168 - [x] …", for fixed width: long lines and many lines are cut visibly. */
export function differenceText(changed: readonly ChangedLine[]): string {
  const more = moreWords(changed.length - MOST_SHOWN, 'line');
  const shown = changed
    .slice(0, MOST_SHOWN)
    .map(({ sign, line, text }) => `${sign}${line} ${cut(clean(text).trimEnd(), MOST_WIDTH)}`);
  return [...shown, ...(more ? [`… ${more}`] : [])].join('\n');
}

function linesFrom(
  sign: ChangedLine['sign'],
  texts: readonly string[],
  offset: number,
): readonly ChangedLine[] {
  return texts.map((text, index) => ({ sign, line: offset + index + 1, text }));
}

/** Leaves out the longest run of lines that both have in the same order. */
function withoutShared(gone: readonly ChangedLine[], fresh: readonly ChangedLine[]): readonly ChangedLine[] {
  const width = fresh.length + 1;
  const longest = new Uint16Array((gone.length + 1) * width);
  const lengthAt = (one: number, other: number) => longest[one * width + other] ?? 0;
  for (let one = gone.length - 1; one >= 0; one -= 1)
    for (let other = fresh.length - 1; other >= 0; other -= 1)
      longest[one * width + other] =
        gone[one]?.text === fresh[other]?.text
          ? lengthAt(one + 1, other + 1) + 1
          : Math.max(lengthAt(one + 1, other), lengthAt(one, other + 1));
  const changed: ChangedLine[] = [];
  let [one, other] = [0, 0];
  for (;;) {
    const [left, right] = [gone[one], fresh[other]];
    if (!left && !right) return changed;
    if (left && right && left.text === right.text) {
      one += 1;
      other += 1;
    } else if (left && (!right || lengthAt(one + 1, other) >= lengthAt(one, other + 1))) {
      changed.push(left);
      one += 1;
    } else if (right) {
      changed.push(right);
      other += 1;
    }
  }
}
