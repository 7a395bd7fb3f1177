import type { Node } from 'mdast';
import type { Place } from '../operation.ts';
import type { Reading } from './draft.ts';
import { placeOf } from './markdown.ts';

const WHY: Readonly<Record<string, string>> = {
  paragraph: 'a paragraph of prose',
  code: 'a code block',
  html: 'HTML',
  definition: 'the address of a link',
  blockquote: 'a quotation inside an item',
  heading: 'a heading inside an item or a quotation',
  table: 'a table inside an item or a quotation',
};

/** Leaves a piece of the file as it is, and says why. */
export function leave(reading: Reading, node: Node, why = WHY[node.type] ?? 'something unknown'): void {
  leaveLines(reading, placeOf(node), why);
}

/** The same for lines; those that follow lines left for the same reason are one stretch with them. */
export function leaveLines(reading: Reading, { line, endLine }: Place, why: string): void {
  const last = reading.untouched.at(-1);
  if (last && last.why === why && line <= last.endLine + 1) {
    reading.untouched[reading.untouched.length - 1] = { ...last, endLine: Math.max(endLine, last.endLine) };
  } else {
    reading.untouched.push({ line, endLine, why });
  }
}
