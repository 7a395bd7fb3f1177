import { byTime, createReading, newsOf, type TailCursor } from '../../src/tailing/cursor.ts';
import type { LogEntry } from '../../src/tailing/entry.ts';
import { createHighlighting, type Highlights } from '../../src/tailing/highlights.ts';
import type { LogLine } from '../../src/tailing/log-line.ts';

/** What tails do in many parts, done in one. */

export function unseen(cursor: TailCursor, lines: readonly LogLine[]): readonly LogLine[] {
  return lines.filter(newsOf(cursor)).sort(byTime);
}

export function withRead(
  cursor: TailCursor,
  lines: readonly LogLine[],
  completeAt: Date | undefined,
): TailCursor {
  const reading = createReading(cursor);
  reading.add(lines);
  return reading.cursor(completeAt);
}

export function highlightsOf(entries: readonly LogEntry[], before?: Highlights): Highlights {
  const highlighting = createHighlighting(before);
  highlighting.add(entries);
  return highlighting.highlights();
}
