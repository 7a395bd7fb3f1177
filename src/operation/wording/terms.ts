import { PHRASES, SAME } from './vocabulary.ts';

const STANDS_FOR: ReadonlyMap<string, string> = new Map(
  Object.entries(SAME).flatMap(([one, others]) =>
    [one, ...others.split(' ')].map((word): [string, string] => [word, one]),
  ),
);

/**
 * The words of a text in order, one list for each clause: lower case, without accents, marks and markup, phrases
 * made one word. Numbers are words.
 */
export function clausesOf(text: string): readonly (readonly string[])[] {
  return plain(text)
    .split(CLAUSE)
    .map((clause) => clause.match(WORD) ?? [])
    .filter((words) => words.length > 0);
}

/** All words of a text in order, as they are written but for case, accents, marks and markup. */
export function wordsOf(text: string): readonly string[] {
  return flat(text).match(WORD) ?? [];
}

/** The word that stands for this one and all of its forms and synonyms: "deployments" and "rollout" give "deploy". */
export function termOf(word: string): string {
  const known = STANDS_FOR.get(word);
  if (known !== undefined) return known;
  const stem = stemOf(word);
  return STANDS_FOR.get(stem) ?? stem;
}

const WORD = /[\p{L}\p{N}]+/gu;
/** A full stop inside a name or number ends nothing. */
const CLAUSE =
  /[;:!?—–(),]+|\.(?=\s|$)|\s-\s|\b(?:but|while|whereas|although|though|aber|wahrend|jedoch|doch)\b/u;

function plain(text: string): string {
  let words = flat(text);
  for (const [phrase, word] of PHRASES) words = words.replace(phrase, word);
  return words;
}

function flat(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/[*_~`]+/g, '')
    .replace(/n['’]t\b/g, ' not');
}

/** English endings, longest first; rough, but the same for all forms of a word. */
function stemOf(word: string): string {
  if (word.length < 5 || /\d/.test(word)) return word.length > 3 ? word.replace(/(?<![sui])s$/, '') : word;
  const stem = word
    .replace(/(?:iz|is)ations?$/, 'iz')
    .replace(/ies$/, 'y')
    .replace(/(?<=s|x|ch|sh|z)es$/, '')
    .replace(/(?<![sui])s$/, '')
    .replace(/(?<=.{3})(?:ings?|ed|ments?|ions?|ly)$/, '')
    .replace(/(?<=.{3})e$/, '');
  return stem.replace(/([bdgmnprt])\1$/, '$1');
}
