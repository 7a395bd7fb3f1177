import type { Section } from '../operation.ts';
import { HEADING_WORDS, STATE_WORDS } from './heading-words.ts';
import { normal } from './words.ts';

/** What a heading says of what stands below it. */
export interface HeadingKind {
  readonly kind: Section['kind'];
  /** Whether a kind of the headings around it counts for more. */
  readonly weak: boolean;
  /** Whether a file with such a title holds these and nothing else. */
  readonly ofFile: boolean;
}

const KINDS = HEADING_WORDS.map(({ kind, weak = false, ofFile = false, whole = false, words }) => ({
  kind,
  weak,
  ofFile,
  look: whole ? new RegExp(`^${lookFor(words).source}$`, 'u') : lookFor(words),
}));
const STATES = STATE_WORDS.map(([state, words]) => ({ state, look: lookFor(words) }));

/** The kind that a heading's words tell, in any of the languages known; undefined where they tell none. */
export function headingKindOf(words: string): HeadingKind | undefined {
  const text = ` ${normal(words)} `;
  return KINDS.find(({ look }) => look.test(text));
}

/** Whether a heading says that all below it is done, or still open: "Completed Tasks", "Offene Aufgaben". */
export function headingStateOf(words: string): 'done' | 'open' | undefined {
  const text = ` ${normal(words).replace('definition of done', '')} `;
  return STATES.find(({ look }) => look.test(text))?.state;
}

function lookFor(words: readonly string[]): RegExp {
  return new RegExp(` (?:${words.join('|').replaceAll('*', '[^ ]*')}) `, 'u');
}
