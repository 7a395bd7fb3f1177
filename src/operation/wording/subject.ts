import { isJudging } from './says.ts';
import { clausesOf, termOf } from './terms.ts';
import { BOLD, EMPTY, GENERAL, PLACES, TRIALS } from './vocabulary.ts';

/** What a text is about, as far as it can be told by its words. */
export interface Subject {
  /** Without words that judge, stress or mean nothing of their own. */
  readonly terms: ReadonlySet<string>;
  /** Where: production, staging. */
  readonly places: ReadonlySet<string>;
  /** Which kinds of trial are spoken of: load, failover. */
  readonly trials: ReadonlySet<string>;
  /** Numbers of revisions, ports, versions. */
  readonly numbers: ReadonlySet<string>;
  /** How many words stress it. */
  readonly stress: number;
}

/** What a text is about. */
export function subjectOf(text: string): Subject {
  return subjectIn(clausesOf(text));
}

/** The same of a text whose clauses are known. */
export function subjectIn(clauses: readonly (readonly string[])[]): Subject {
  const words = clauses.flat();
  const terms = words.map(termOf);
  const naming = words.filter((word) => !EMPTY_WORDS.has(word) && !isJudging(word) && !BOLD_WORDS.has(word));
  return {
    terms: new Set(naming.map(termOf).filter((term) => !EMPTY_WORDS.has(term))),
    places: new Set(terms.filter((term) => PLACE_TERMS.has(term))),
    trials: new Set(terms.filter((term) => TRIAL_TERMS.has(term))),
    numbers: new Set(terms.filter((term, at) => /^\d+$/.test(term) && NUMBERED.has(terms[at - 1] ?? ''))),
    stress: words.filter((word) => BOLD_WORDS.has(word)).length,
  };
}

/** Whether a term is too general to tell one thing from another. */
export function isGeneral(term: string): boolean {
  return GENERAL_TERMS.has(term) || /^\d+$/.test(term);
}

/** What has a number for a name. */
const NUMBERED = new Set(['revision', 'port', 'version', 'build', 'v'].map(termOf));
const EMPTY_WORDS = new Set(EMPTY.split(' '));
const PLACE_TERMS = new Set(PLACES.split(' ').map(termOf));
const TRIAL_TERMS = new Set(TRIALS.split(' ').map(termOf));
const GENERAL_TERMS = new Set(GENERAL.split(' ').map(termOf));
/** A place is part of what is spoken of, however bold it sounds. */
const BOLD_WORDS = new Set(BOLD.split(' ').filter((word) => !PLACE_TERMS.has(termOf(word))));
