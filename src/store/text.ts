import { cut } from '../text.ts';

/** Half of a character, which no database keeps. */
const HALF = /\p{Surrogate}/u;

/** Text for a column: cut with an ellipsis at `most` characters, without NUL, which PostgreSQL refuses and SQLite ends at. */
export function bounded(text: string, most: number): string {
  return cut(text.replaceAll('\0', ''), most);
}

/**
 * Text that is part of a key. Changing it could make two keys one, so one that cannot be kept as it is is refused.
 * @throws RangeError
 */
export function keyText(text: string, most: number): string {
  if (text.length > most)
    throw new RangeError(`a name of ${text.length} characters, at most ${most} are kept`);
  if (text.includes('\0')) throw new RangeError('a name with a NUL character');
  if (HALF.test(text)) throw new RangeError('a name with half a character');
  return text;
}

/** Text for a column that must come back as it was, whatever it holds: NUL and halves of characters as well. */
export function exactText(text: string): string {
  return JSON.stringify(text);
}

/** What `exactText` was given. */
export function textIn(column: string): string {
  return String(JSON.parse(column));
}
