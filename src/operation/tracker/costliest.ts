/** A paragraph, or whatever else is read as one piece, and what makes it slow to read. */
export interface Piece {
  /** Of its first line, counted from 1. */
  readonly line: number;
  /** Its lines, and the signs in it with which markup may begin or end. */
  readonly weight: number;
}

/** What a text costs to read, and the piece that costs most; a piece costs the square of its weight. */
export interface Cost {
  readonly total: number;
  readonly worst: Piece;
}

const SIGNS = /[[\]*_`<!&|]/g;
const ITEM = /^(\s*)([-*+]|(\d{1,9})[.)])(\s+)\S/;
const RULED = /^[\s>]*\|?\s*:?-+:?\s*\|[\s|:-]*$/;
const FENCE = /^(`{3,}|~{3,})[^`]*$/;

/** What is known of the lines above one. */
interface Above {
  piece: { line: number; weight: number };
  /** How far a line may be indented and still begin an item; further in it goes on with the words above. */
  deepest: number;
  numbered: boolean;
  table: boolean;
  /** Whether HTML began somewhere, in which what looks like code may be none. */
  html: boolean;
  /** The line that opened a block of code. */
  fence: string | undefined;
}

/**
 * Estimates what the parser of markdown does with a text, without parsing it: within a paragraph each sign that may
 * begin markup is held against all the others. Where it is in doubt it takes lines for one paragraph.
 */
export function costOf(lines: readonly string[]): Cost {
  let total = 0;
  let worst: Piece = { line: 1, weight: 0 };
  const above: Above = {
    piece: worst,
    deepest: 3,
    numbered: false,
    table: false,
    html: false,
    fence: undefined,
  };
  for (const [index, line] of lines.entries()) {
    const begins = beginsPiece(above, line) || /^[\s>]*$/.test(lines[index - 1] ?? '');
    if (begins) above.piece = { line: index + 1, weight: 0 };
    const before = above.piece.weight;
    const weight = before + (above.fence === undefined ? 1 + (line.match(SIGNS)?.length ?? 0) : 0);
    above.piece = { line: above.piece.line, weight };
    total += weight ** 2 - before ** 2;
    if (weight > worst.weight) worst = above.piece;
  }
  return { total, worst };
}

/** Whether a line goes on with nothing above it. Notes what it means for those below. */
function beginsPiece(above: Above, line: string): boolean {
  if (isCode(above, line)) return true;
  if (/^[\s>]*$/.test(line)) {
    above.table = false;
    return true;
  }
  if (/^\s{0,3}</.test(line)) above.html = true;
  if (/^ {0,3}#{1,6}(?:\s|$)/.test(line)) return true;
  if (RULED.test(line)) above.table = true;
  return beginsItem(above, line) || above.table;
}

function isCode(above: Above, line: string): boolean {
  const [, fence] = FENCE.exec(line) ?? [];
  if (above.fence !== undefined) {
    if (line.startsWith(above.fence) && /^[`~]+\s*$/.test(line)) above.fence = undefined;
    return true;
  }
  if (fence !== undefined && !above.html) above.fence = fence;
  return above.fence !== undefined;
}

function beginsItem(above: Above, line: string): boolean {
  const [, blanks = '', sign, number, gap = ''] = ITEM.exec(line) ?? [];
  if (sign === undefined || blanks.length > above.deepest) return false;
  // In the middle of words only a list that begins with 1 is one.
  if (number !== undefined && Number(number) !== 1 && !above.numbered) return false;
  above.numbered = number !== undefined;
  above.deepest = blanks.length + sign.length + Math.min(gap.length, 4) + 3;
  return true;
}
