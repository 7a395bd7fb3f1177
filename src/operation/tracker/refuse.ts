import { UserError } from '../../errors.ts';

/** Bytes of the longest tracker that is taken in: some 25,000 tasks. */
export const MAX_TRACKER_BYTES = 2_000_000;
/** Lists and quotations inside one another; each line costs the reading of all those around it. */
const DEEPEST = 60;
/** Characters of one line: markup that opens and never closes is looked for to its end, again and again. */
const LONGEST = 20_000;
/** What helps with either. */
const BREAK_IT = 'Break it into several, or take it out, and send the file again.';

/**
 * Refuses a text that is no tracker or would take too long to read.
 * @throws UserError saying which line and what can be done.
 */
export function refuseUnreadable(source: string, lines: readonly string[]): void {
  if (source.trim() === '')
    throw new UserError('The file is empty. Send one with a heading or a list in it.');
  refuseBinary(source);
  refuseSize(new TextEncoder().encode(source).length);
  for (const [index, line] of lines.entries()) {
    if (line.length > LONGEST)
      throw new UserError(
        `Line ${index + 1} has ${line.length} characters, more than ${LONGEST}. ${BREAK_IT}`,
      );
    if (line.length > DEEPEST && depthOf(line) > DEEPEST) {
      throw new UserError(`Line ${index + 1} is nested deeper than ${DEEPEST} levels. ${BREAK_IT}`);
    }
  }
}

/** @throws UserError naming both sizes where a file of this many bytes is too long. */
export function refuseSize(bytes: number): void {
  if (bytes <= MAX_TRACKER_BYTES) return;
  throw new UserError(
    `The file is too large: ${bytes} bytes, and at most ${MAX_TRACKER_BYTES} are taken in. Move what is over into a file of its own.`,
  );
}

/** @throws UserError where a text is what becomes of something that was never text. */
export function refuseBinary(text: string): void {
  const strange = text.length - text.replaceAll('\ufffd', '').length;
  if (!text.includes('\u0000') && strange <= Math.max(8, text.length / 100)) return;
  throw new UserError('The file is no text. Send the tracker as a markdown file (.md), saved as UTF-8.');
}

/** How many lists and quotations a line begins, those of its indentation counted in. */
function depthOf(line: string): number {
  const [start = ''] = /^[\s>*+\-\d.)]*/.exec(line) ?? [];
  if (/^\s*([-*_])(?:\s*\1)*\s*$/.test(line)) return 0;
  const opened = start.match(/>|[-*+](?=\s)|\d[.)](?=\s)/g)?.length ?? 0;
  const [blanks = ''] = /^\s*/.exec(line) ?? [];
  return opened + (opened > 0 ? blanks.length / 2 : 0);
}
