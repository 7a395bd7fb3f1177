import type { Place } from '../operation/operation.ts';
import { oneLine } from '../text.ts';
import type { CheckedCriterion } from './checked-criteria.ts';

/** A statement of the tracker that what was read somewhere else refutes. */
export interface AgainstReality {
  /** Of the criterion. */
  readonly number: number;
  /** What the tracker says, on one line. */
  readonly quote: string;
  readonly at: Place;
  /** What was found instead: "enhanced-ml serves enhanced-ml:14 while enhanced-ml:15 was asked for". */
  readonly fact: string;
  /** Where that was read. */
  readonly sources: readonly string[];
  readonly checkedAt: Date;
}

const QUOTE_LENGTH = 240;

/**
 * Criteria that the tracker has ticked and their probes refute, in the file's order. `source` is its text, to quote
 * from; comments in it are no part of what it says.
 */
export function againstReality(
  checked: readonly CheckedCriterion[],
  source: string,
): readonly AgainstReality[] {
  const lines = source.split(/\r\n|\r|\n/);
  return checked.flatMap(({ number, criterion, verification }) => {
    if (!criterion.met || verification.kind !== 'refuted') return [];
    const { reason: fact, evidence, checkedAt } = verification;
    const sources = [...new Set(evidence.map((each) => each.source))];
    const line = (lines[criterion.at.line - 1] ?? criterion.title).replace(/\s*<!--.*?-->/g, '');
    const quote = oneLine(line, QUOTE_LENGTH);
    return [{ number, quote, at: criterion.at, fact, sources, checkedAt }];
  });
}
