import { oneLine } from '../../text.ts';
import type { Reading } from './draft.ts';

/** Characters of a doubtful line that are shown. */
const SHOWN = 160;

/** Notes that a line may have been meant another way, and what was done with it. */
export function doubt(reading: Reading, line: number, how: string): void {
  reading.unsure.push({ line, text: oneLine(reading.lines[line - 1] ?? '', SHOWN), how });
}
