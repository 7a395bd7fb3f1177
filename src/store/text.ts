import { cut } from '../text.ts';

/** Text for a column: cut with an ellipsis at `most` characters, without NUL, which PostgreSQL refuses and SQLite ends at. */
export function bounded(text: string, most: number): string {
  return cut(text.replaceAll('\0', ''), most);
}

/**
 * Text that is part of a key. Cutting it could make two keys one, so one that is too long is refused.
 * @throws RangeError
 */
export function keyText(text: string, most: number): string {
  if (text.length > most)
    throw new RangeError(`a name of ${text.length} characters, at most ${most} are kept`);
  if (text.includes('\0')) throw new RangeError('a name with a NUL character');
  return text;
}
