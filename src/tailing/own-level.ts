import { type Level, levelOfWord } from './level.ts';

/** `ERROR text`, `[error    ] text`, `WARNING:root:text`, `INFO  | text`, `ERROR - text`. */
const OWN_LEVEL = /^ {0,2}(?:\[([A-Za-z]{3,11})\s*\]|([A-Za-z]{3,11})(?=[\s:|]))[\s:|]*(?:-\s+)?/;
/** Frameworks shorten and lengthen these words; "CRITICAL" or "NOTICE" say more than the level that is shown. */
const SAME_BEGINNING = 3;

/** Takes a line's own level from its beginning where it only repeats the one that stands before it. */
export function withoutOwnLevel(text: string, level: Level | undefined): string {
  if (level === undefined) return text;
  const found = OWN_LEVEL.exec(text);
  const word = (found?.[1] ?? found?.[2])?.toLowerCase();
  if (!found || word === undefined || levelOfWord(word) !== level) return text;
  const isSame = word.slice(0, SAME_BEGINNING) === level.slice(0, SAME_BEGINNING);
  return isSame && found[0].length < text.trimEnd().length ? text.slice(found[0].length) : text;
}
