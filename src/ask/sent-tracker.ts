import type { Call } from './answer.ts';
import { firstWord } from './grammar.ts';

/**
 * What somebody means who sends a tracker in a direct message without saying so: a file with no command beside it, or
 * a text that begins with a heading. Anything else is what it says.
 */
export function withImport(
  text: string,
  { place, files }: Pick<Call, 'place' | 'files'>,
  commands: readonly { readonly name: string }[],
): string {
  if (place.kind !== 'direct') return text;
  const { first } = firstWord(text);
  if (files.length > 0) return commands.some(({ name }) => name === first) ? text : 'op import';
  return /^\s*#{1,6}\s+\S.*\n/.test(text) ? `op import\n${text}` : text;
}
