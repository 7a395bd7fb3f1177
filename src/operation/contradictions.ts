import { createHash } from 'node:crypto';
import { oneLine } from '../text.ts';
import type { Conflict, Contradiction, Reading, Statement, Told } from './contradictions/contradiction.ts';
import { CONTRADICTION_CHECKS } from './contradictions/index.ts';
import { createSameThing } from './contradictions/same-thing.ts';
import { sayingsOf } from './contradictions/sayings.ts';
import type { Operation } from './operation.ts';
import { linesOf } from './tracker/lines.ts';
import { weighBy } from './wording/likeness.ts';
import { wordsOf } from './wording/terms.ts';

/**
 * Statements of a tracker that cannot all be true, in the order of the checks. `source` is the tracker's text, to quote
 * from. The same file gives the same ones, with the same keys, always.
 */
export function findContradictions(operation: Operation, source: string): readonly Contradiction[] {
  const lines = linesOf(source);
  const reading = readingOf(operation, lines);
  return CONTRADICTION_CHECKS.flatMap(({ id, find }) =>
    find(reading).map((conflict) => asContradiction(id, conflict, lines)),
  );
}

/** How many statements were held against each other. */
export function statementCount(operation: Operation): number {
  return sayingsOf(operation, []).length;
}

/** Quotes on each side. The key is made of all statements, shown or not. */
const MOST_QUOTES = 6;
const QUOTE_LENGTH = 240;

function readingOf(operation: Operation, lines: readonly string[]): Reading {
  const sayings = sayingsOf(operation, lines);
  const weigh = weighBy(sayings.map(({ subject }) => subject.terms));
  return { operation, sayings, weigh, same: createSameThing(operation, weigh) };
}

function asContradiction(
  check: string,
  { why, claims, against, apart }: Conflict,
  lines: readonly string[],
): Contradiction {
  const claimed = claims.slice(0, MOST_QUOTES);
  const shown = [...claimed, ...against.slice(0, MOST_QUOTES)];
  return {
    // Which items are open changes with every tick; the claim is the same as long as it says the same.
    key: keyOf(check, apart ? [...claims, { words: apart.about, line: 0 }] : [...claims, ...against]),
    ...(apart ? { gap: apart.points } : {}),
    check,
    why,
    statements: shown.map((told) => quoted(told, lines)),
    claims: claimed.length,
  };
}

/** Of words alone, whatever their order in the file: a mark, a move or markup changes nothing, another word does. */
function keyOf(check: string, told: readonly Told[]): string {
  const words = told.map((each) => wordsOf(each.words).join(' ')).toSorted();
  return `${check}:${createHash('sha256').update(words.join('\n')).digest('hex').slice(0, 12)}`;
}

function quoted({ words, line }: Told, lines: readonly string[]): Statement {
  return { quote: oneLine(lines[line - 1] ?? words, QUOTE_LENGTH), line };
}
